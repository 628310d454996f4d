"""`stegvis ladders agree|publish|retire`: what the trade agreed to, and what is in use."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from matcher.cli.console import open_services, out, print_json
from matcher.domain.ids import StepId
from matcher.domain.role import Role
from matcher.domain.step_move import Agreement

if TYPE_CHECKING:
    from matcher.domain.step_move import StepMove

StepArgument = Annotated[
    str, typer.Argument(help="Id of a step, as in `stegvis ladders list`.", show_default=False)
]
By = Annotated[str, typer.Option(help="Who does this; kept.", show_default=False)]
AsRole = Annotated[Role, typer.Option("--role", help="In which role.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def agree(
    step: StepArgument,
    by: By,
    with_whom: Annotated[
        str, typer.Option("--with", help="Who in the trade agreed.", show_default=False)
    ],
    on: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="On which day.", show_default=False)
    ],
    role: AsRole = Role.LINKWORKER,
    as_json: AsJson = False,
) -> None:
    """Record that the trade agrees to a step: with whom, and on which day."""
    agreement = Agreement(with_whom, on.date())
    _print(open_services().steps.agree(StepId(step), agreement, by=by, role=role), as_json=as_json)


def publish(
    step: StepArgument, by: By, role: AsRole = Role.LINKWORKER, as_json: AsJson = False
) -> None:
    """Publish an agreed step; it needs tasks, requirements, and a way onward or to be the top."""
    _print(open_services().steps.publish(StepId(step), by=by, role=role), as_json=as_json)


def retire(
    step: StepArgument, by: By, role: AsRole = Role.LINKWORKER, as_json: AsJson = False
) -> None:
    """Retire a published step: it is suggested no more where nothing is open on it."""
    _print(open_services().steps.retire(StepId(step), by=by, role=role), as_json=as_json)


def _print(move: StepMove, *, as_json: bool) -> None:
    if as_json:
        print_json({**asdict(move), "at": move.at.isoformat(), "agreed_on": _day(move)})
    else:
        out.print(f"{move.step} is '{move.after}' now.")


def _day(move: StepMove) -> str | None:
    return None if move.agreed_on is None else move.agreed_on.isoformat()
