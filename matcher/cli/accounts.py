"""`stegvis accounts`: users, their roles, caseloads and cover."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from matcher.cli.console import open_services, out, print_json
from matcher.domain.ids import EmployerId, ParticipantCode
from matcher.domain.role import Role
from matcher.errors import InputError

if TYPE_CHECKING:
    from matcher.domain.account import Account, User

accounts_app = typer.Typer(
    help="Users: who may sign in, in which role, and whom they see.", no_args_is_help=True
)

Who = Annotated[str, typer.Argument(help="User name or name.", show_default=False)]
By = Annotated[str, typer.Option(help="Who does this; kept in the audit log.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Address = Annotated[str, typer.Option(help="Where Stegvis answers, for the link.")]
ANONYMOUS = "command line"
HERE = "http://127.0.0.1:8000"


@accounts_app.command("list")
def list_accounts(as_json: AsJson = False) -> None:
    """List users with their roles."""
    accounts = open_services().accounts.all()
    if as_json:
        print_json([_to_json(one) for one in accounts])
        return
    table = Table("User name", Column("Name", overflow="fold"), "Roles", "State", "Second step")
    for one in accounts:
        step = "on" if one.user.totp_secret else "off"
        cells = (one.user.login, one.user.name, ", ".join(one.roles), _state(one.user), step)
        table.add_row(*(escape(cell) for cell in cells))
    out.print(table)


@accounts_app.command()
def invite(
    name: Annotated[str, typer.Argument(help="Name as it stands beside decisions.")],
    role: Annotated[Role, typer.Option(help="In which role.", show_default=False)],
    login: Annotated[
        str | None, typer.Option(help="What is typed to sign in; made of the name if not given.")
    ] = None,
    employer: Annotated[
        str | None, typer.Option(help="For an employer's people: id of the employer.")
    ] = None,
    by: By = ANONYMOUS,
    address: Address = HERE,
    as_json: AsJson = False,
) -> None:
    """Make an account; prints a link, shown once, by which its password is chosen."""
    whose = None if employer is None else EmployerId(employer)
    service = open_services().accounts
    user, token = service.invite(name, role, by=by, login=login, employer=whose)
    _print_link(user, token, address, "seven days", as_json)


@accounts_app.command()
def grant(
    who: Who,
    role: Annotated[Role, typer.Option(help="Which role.", show_default=False)],
    by: By = ANONYMOUS,
) -> None:
    """Give somebody one more role."""
    account = open_services().accounts.grant(who, role, by=by)
    out.print(f"{escape(account.user.name)} is now: {', '.join(account.roles)}.")


@accounts_app.command()
def reset(
    who: Who,
    second_step: Annotated[
        bool, typer.Option("--second-step", help="Take the second step away too.")
    ] = False,
    by: By = ANONYMOUS,
    address: Address = HERE,
    as_json: AsJson = False,
) -> None:
    """End somebody's sessions and password; prints a link to choose a new one."""
    user, token = open_services().accounts.reset(who, by=by, second_step=second_step)
    _print_link(user, token, address, "24 hours", as_json)


@accounts_app.command()
def assign(
    who: Who,
    codes: Annotated[
        list[str] | None, typer.Argument(help="Codes of participants.", show_default=False)
    ] = None,
    role: Annotated[Role, typer.Option(help="In which role.")] = Role.LINKWORKER,
    unassigned: Annotated[
        bool, typer.Option("--unassigned", help="Everyone who has nobody in this role.")
    ] = False,
    handler: Annotated[
        bool, typer.Option("--handler", help="As named handler of protected identities.")
    ] = False,
    by: By = ANONYMOUS,
) -> None:
    """Make somebody responsible for participants, from today; the one before is so no longer."""
    services = open_services()
    wanted = [ParticipantCode(code) for code in codes or ()]
    if bool(wanted) == unassigned:
        raise InputError("Name codes of participants, or give --unassigned.")
    if unassigned:
        wanted = list(services.caseloads.unassigned(role))
    account = services.accounts.named(who)
    services.caseloads.assign(wanted, account, role, by=by, named=handler)
    out.print(f"{escape(account.user.name)} is the {role} of {len(wanted)} more participants.")


@accounts_app.command()
def cover(
    absent: Annotated[str, typer.Argument(help="Who is away.", show_default=False)],
    colleague: Annotated[str, typer.Argument(help="Who stands in.", show_default=False)],
    first_day: Annotated[
        datetime,
        typer.Option("--from", formats=["%Y-%m-%d"], help="First day.", show_default=False),
    ],
    last_day: Annotated[
        datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.", show_default=False)
    ],
    role: Annotated[Role, typer.Option(help="In which role.")] = Role.LINKWORKER,
    by: By = ANONYMOUS,
) -> None:
    """Let a colleague see somebody's caseload, from one day to another, both included.

    People with protected identity stay with their named handler.
    """
    services = open_services()
    away, there = (services.accounts.named(who) for who in (absent, colleague))
    days = (first_day.date(), last_day.date())
    services.caseloads.cover(away, there, role, days, by=by)
    out.print(
        f"{escape(there.user.name)} sees the caseload of {escape(away.user.name)} from {days[0]} "
        f"to {days[1]}.",
        soft_wrap=True,
    )


@accounts_app.command()
def deactivate(who: Who, by: By = ANONYMOUS) -> None:
    """End somebody's sessions, codes and sign-in at once; nothing she did is deleted."""
    user = open_services().accounts.set_active(who, active=False, by=by)
    out.print(f"{escape(user.name)} cannot sign in any more.")


@accounts_app.command()
def activate(who: Who, by: By = ANONYMOUS) -> None:
    """Let somebody who was deactivated sign in again."""
    user = open_services().accounts.set_active(who, active=True, by=by)
    out.print(f"{escape(user.name)} can sign in again.")


def _print_link(user: User, token: str, address: str, lasts: str, as_json: bool) -> None:
    link = f"{address.rstrip('/')}/welcome/{token}"
    if as_json:
        print_json({"login": user.login, "name": user.name, "link": link})
        return
    out.print(
        f"Give this link to {escape(user.name)} (user name: {user.login}). It is shown once, works "
        f"once, for {lasts}:",
        soft_wrap=True,
    )
    out.print(link, soft_wrap=True)


def _state(user: User) -> str:
    if not user.active:
        return "deactivated"
    return "active" if user.password else "has a link to choose a password"


def _to_json(account: Account) -> dict[str, object]:
    user = account.user
    return {
        "login": user.login,
        "name": user.name,
        "roles": list(account.roles),
        "active": user.active,
        "has_password": user.password is not None,
        "second_step": user.totp_secret is not None,
    }
