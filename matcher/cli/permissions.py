"""`stegvis permissions`: what a person lets an employer know, and what an employer was told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Column, Table

from matcher.cli.console import day_of, open_services, out, print_json
from matcher.domain.disclosure import How, Saying
from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.permission import FieldGroup

if TYPE_CHECKING:
    from matcher.domain.disclosure import Disclosure
    from matcher.domain.permission import Permission
    from matcher.domain.views import EmployerView

permissions_app = typer.Typer(
    help="What a person lets an employer know, and what an employer was told.",
    no_args_is_help=True,
)

Code = Annotated[str, typer.Argument(help="Code of the person.", show_default=False)]
ForOpening = Annotated[
    str, typer.Option("--opening", help="Id of the opening.", show_default=False)
]
By = Annotated[str, typer.Option(help="Who does this; kept.", show_default=False)]
Mode = Annotated[AnswerMode, typer.Option(help="How the person said it.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@permissions_app.command("list")
def list_permissions(code: Code, as_json: AsJson = False) -> None:
    """List what a person has permitted and taken back, and what was told to whom."""
    service = open_services().disclosure
    who = ParticipantCode(code)
    given, told = service.permissions(who), service.told(who)
    if as_json:
        print_json(
            {
                "permissions": [_permission_to_json(one) for one in given],
                "disclosures": [_disclosure_to_json(one) for one in told],
            }
        )
        return
    _print_given(given)
    _print_told(told)


@permissions_app.command()
def grant(
    code: Code,
    opening: ForOpening,
    mode: Mode,
    by: By,
    up_to: Annotated[
        FieldGroup,
        typer.Option("--up-to", help="The furthest step; those before it are part of it."),
    ] = FieldGroup.CODE,
    starts: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="First day; today when left out."),
    ] = None,
    ends: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], help="Last day, if there is one."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Record a person's yes to what the employer of one opening may know."""
    from matcher.domain.permission import Yes  # noqa: PLC0415  (comes with the services)

    yes = Yes(up_to, mode, by, day_of(starts), day_of(ends))
    given = open_services().disclosure.grant(ParticipantCode(code), OpeningId(opening), yes)
    if as_json:
        print_json([_permission_to_json(one) for one in given])
        return
    _print_given(given)


@permissions_app.command()
def withdraw(
    code: Code,
    mode: Mode,
    by: By,
    opening: Annotated[
        str | None, typer.Option(help="For this opening only; all when left out.")
    ] = None,
    from_step: Annotated[
        FieldGroup,
        typer.Option("--from-step", help="This step and those after it; all when left out."),
    ] = FieldGroup.CODE,
    as_json: AsJson = False,
) -> None:
    """Take permission back at once; the person leaves the line, and waiting messages end."""
    taken = open_services().disclosure.withdraw(
        ParticipantCode(code),
        mode=mode,
        by=by,
        opening_id=OpeningId(opening) if opening else None,
        group=from_step,
    )
    if as_json:
        withdrawn = [_permission_to_json(one) for one in taken.permissions]
        print_json(
            {
                "withdrawn": withdrawn,
                "messages_cancelled": taken.messages,
                "suggestions_withdrawn": taken.suggestions,
            }
        )
        return
    _print_given(taken.permissions)
    out.print(
        f"Messages cancelled: {taken.messages}; suggestions withdrawn: {taken.suggestions}. "
        "Nothing more is told from now on."
    )


@permissions_app.command()
def may(code: Code, opening: ForOpening, as_json: AsJson = False) -> None:
    """Say what the employer of an opening may be told now, word for word."""
    service = open_services().disclosure
    who, where = ParticipantCode(code), OpeningId(opening)
    groups = service.may_say(who, where)
    view = service.employer_view(where, who) if groups else None
    if as_json:
        shown = None if view is None else _view_to_json(view)
        print_json({"may_be_said": [group.value for group in groups], "view": shown})
        return
    if view is None:
        out.print("Nothing may be said now. Ask the person first.")
        return
    out.print(f"May be said now: {', '.join(group.value for group in groups)}.")
    for name, said in _view_to_json(view).items():
        if said not in (None, [], {}):
            out.print(f"  {name}: {escape(str(said))}", soft_wrap=True)


@permissions_app.command()
def said(
    code: Code,
    opening: ForOpening,
    group: Annotated[
        list[FieldGroup], typer.Option("--group", help="What was said; once for each thing.")
    ],
    contact: Annotated[str, typer.Option(help="Who at the employer was told; kept.")],
    by: By,
    how: Annotated[How, typer.Option(help="Which way it was told.")] = How.CALL,
    as_json: AsJson = False,
) -> None:
    """Record what was told to an employer; refused when the person has not permitted it."""
    told = open_services().disclosure.said(
        ParticipantCode(code), OpeningId(opening), group, Saying(contact, by, how)
    )
    if as_json:
        print_json([_disclosure_to_json(one) for one in told])
        return
    _print_told(told)


def _print_given(given: tuple[Permission, ...]) -> None:
    if not given:
        out.print("Nothing is permitted.")
        return
    days = [Column(name, no_wrap=True) for name in ("From", "Until")]
    table = Table(
        Column("Opening", overflow="fold"),
        "Employer",
        Column("May know", overflow="fold"),
        *days,
        "How",
        "By",
        Column("State", overflow="fold"),
    )
    for one in given:
        state = "holds" if one.withdrawn_at is None else f"taken back {one.withdrawn_at:%Y-%m-%d}"
        cells = (
            one.opening,
            one.employer,
            one.field_group.value,
            str(one.starts_on),
            str(one.ends_on or "-"),
            one.mode.value,
            one.by,
            state,
        )
        table.add_row(*(escape(cell) for cell in cells))
    out.print(table)


def _print_told(told: tuple[Disclosure, ...]) -> None:
    if not told:
        out.print("Nobody was told anything.")
        return
    table = Table("When", "Employer", Column("Opening", overflow="fold"), "Told", "To", "How", "By")
    for one in told:
        cells = (
            _when(one.at),
            one.employer,
            one.opening,
            one.field_group.value,
            one.contact,
            one.how.value,
            one.by,
        )
        table.add_row(*(escape(cell) for cell in cells))
    out.print(table)


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _permission_to_json(one: Permission) -> dict[str, Any]:
    return {
        "id": one.id,
        "employer": one.employer,
        "opening": one.opening,
        "field_group": one.field_group.value,
        "from": one.starts_on.isoformat(),
        "until": one.ends_on.isoformat() if one.ends_on else None,
        "given_at": one.given_at.isoformat(),
        "mode": one.mode.value,
        "by": one.by,
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
        "withdrawn_by": one.withdrawn_by,
    }


def _disclosure_to_json(one: Disclosure) -> dict[str, Any]:
    return {
        "id": one.id,
        "at": one.at.isoformat(),
        "employer": one.employer,
        "opening": one.opening,
        "field_group": one.field_group.value,
        "contact": one.contact,
        "how": one.how.value,
        "by": one.by,
        "permission": one.permission,
        "message": one.message,
    }


def _view_to_json(view: EmployerView) -> dict[str, Any]:
    def listed(values: tuple[str, ...] | None) -> list[str] | None:
        return None if values is None else list(values)

    return {
        "opening": view.opening,
        "title": view.title,
        "code": view.code,
        "skills": listed(view.skills),
        "certificates": listed(view.certificates),
        "swedish": None if view.swedish is None else {area.value: at for area, at in view.swedish},
        "languages": listed(view.languages),
        "driving_licence": view.driving_licence,
        "name_and_contact": view.name_and_contact,
    }
