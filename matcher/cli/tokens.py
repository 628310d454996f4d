"""`stegvis tokens`: what other programs come with when they use the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from matcher.cli.console import open_services, out, print_json
from matcher.domain.api_token import WantedToken
from matcher.domain.ids import TokenId
from matcher.domain.role import Role
from matcher.domain.token_scope import TokenScope

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.account import Account
    from matcher.domain.api_token import ApiToken, TokenState

tokens_app = typer.Typer(
    help="Tokens: what other programs come with when they use the API.", no_args_is_help=True
)

By = Annotated[str, typer.Option(help="Who does this; kept in the audit log.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
ANONYMOUS = "command line"


@tokens_app.command()
def create(
    who: Annotated[
        str,
        typer.Argument(help="User name or name of whom it stands for.", show_default=False),
    ],
    name: Annotated[str, typer.Option(help="Which program has it.", show_default=False)],
    scope: Annotated[
        list[TokenScope] | None,
        typer.Option(help="What it may be used for; all that the role may when not given."),
    ] = None,
    role: Annotated[
        Role | None, typer.Option(help="In which of her roles; the first one when not given.")
    ] = None,
    days: Annotated[int, typer.Option(help="How many days it works.")] = 90,
    by: By = ANONYMOUS,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Make a token for a program; what the program sends is shown once and kept nowhere.

    It does what the account may do in that role, as far as the scopes reach, and no more.
    """
    services = open_services()
    account = services.accounts.named(who)
    wanted = WantedToken(name, account, role, scope or (), days, by)
    if dry_run:
        token, secret = services.tokens.look(wanted), None
    else:
        token, secret = services.tokens.make(wanted)
    if as_json:
        told = {} if secret is None else {"token": secret}
        print_json(_plain(token, account) | told | {"dry_run": dry_run})
        return
    made = "would stand" if dry_run else f"{token.id} stands"
    out.print(
        f"The token {made} for {escape(account.user.name)} as {token.role} until "
        f"{token.expires_at:%Y-%m-%d}, for: {', '.join(sorted(token.scopes))}.",
        soft_wrap=True,
    )
    if secret is not None:
        out.print("It is shown once; the program sends it as `Authorization: Bearer TOKEN`:")
        out.print(secret, soft_wrap=True, highlight=False)


@tokens_app.command("list")
def list_tokens(as_json: AsJson = False) -> None:
    """List tokens: whom they stand for, what for, until when, and when they were used last."""
    listed = open_services().tokens.all()
    if as_json:
        print_json([_plain(one.token, one.account, one.state) for one in listed])
        return
    table = Table(
        "Id", Column("Program", overflow="fold"), "For", "Role", "State", "Until", "Last used"
    )
    for one in listed:
        token, last = one.token, one.token.last_used_at
        table.add_row(
            token.id,
            escape(token.name),
            escape(one.account.user.name),
            token.role.value,
            one.state.value,
            f"{token.expires_at:%Y-%m-%d}",
            f"{last:%Y-%m-%d %H:%M}" if last else "never",
        )
    out.print(table)


@tokens_app.command()
def revoke(
    token_id: Annotated[str, typer.Argument(help="Id of the token.", show_default=False)],
    by: By = ANONYMOUS,
    dry_run: DryRun = False,
) -> None:
    """End a token at once; what was done by it stays on record."""
    tokens = open_services().tokens
    wanted = TokenId(token_id)
    token = tokens.get(wanted) if dry_run else tokens.revoke(wanted, by=by)
    said = "would not work any more" if dry_run else "works no more"
    out.print(f"The token of {escape(token.name)} {said}.")


def _plain(token: ApiToken, account: Account, state: TokenState | None = None) -> dict[str, object]:
    said: dict[str, object] = {
        "id": token.id or None,
        "name": token.name,
        "login": account.user.login,
        "role": token.role.value,
        "scopes": sorted(token.scopes),
        "made_at": token.made_at.isoformat(),
        "by": token.by,
        "expires_at": token.expires_at.isoformat(),
        "last_used_at": _iso(token.last_used_at),
        "revoked_at": _iso(token.revoked_at),
        "revoked_by": token.revoked_by,
    }
    return said if state is None else said | {"state": state.value}


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
