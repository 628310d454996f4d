"""`stegvis person inform|map|activate|leave`: into the programme and out of it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from matcher.cli.console import open_services, out, print_json
from matcher.domain.ids import ParticipantCode
from matcher.domain.informing import Informed, LegalBasis
from matcher.domain.machines.participant import LeaveReason
from matcher.domain.role import Role

if TYPE_CHECKING:
    from matcher.services.review.way import OnTheWay

Code = Annotated[str, typer.Argument(help="Code of the person.", show_default=False)]
By = Annotated[str, typer.Option(help="Who does this; kept.", show_default=False)]
AsRole = Annotated[Role, typer.Option("--role", help="In which role.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def inform(
    code: Code,
    by: By,
    basis: Annotated[
        LegalBasis, typer.Option(help="On what you work with her data.", show_default=False)
    ],
    notice: Annotated[
        datetime,
        typer.Option(
            formats=["%Y-%m-%d"], help="Day on which she got the notice.", show_default=False
        ),
    ],
    role: AsRole = Role.LINKWORKER,
    as_json: AsJson = False,
) -> None:
    """Record that a person was informed: on which basis, and when she got the notice."""
    informed = Informed(basis, notice.date())
    who = ParticipantCode(code)
    _print(open_services().way.inform(who, informed, by=by, role=role), as_json=as_json)


def map_person(code: Code, by: By, role: AsRole = Role.LINKWORKER, as_json: AsJson = False) -> None:
    """Record that a person's profile is written down."""
    _print(open_services().way.map(ParticipantCode(code), by=by, role=role), as_json=as_json)


def activate(code: Code, by: By, role: AsRole = Role.LINKWORKER, as_json: AsJson = False) -> None:
    """Put a person on the lists."""
    _print(open_services().way.activate(ParticipantCode(code), by=by, role=role), as_json=as_json)


def leave(
    code: Code,
    by: By,
    reason: Annotated[LeaveReason, typer.Option(help="Why.", show_default=False)],
    role: AsRole = Role.LINKWORKER,
    as_json: AsJson = False,
) -> None:
    """Let somebody who has a job leave the programme; the job goes on.

    Open suggestions end and nobody asks her any more how it goes. `stegvis person stop` ends the
    use of anybody's data.
    """
    services, who = open_services(), ParticipantCode(code)
    before = services.corrections.before([who])
    left = services.way.leave(who, reason, by=by, role=role)
    services.corrections.reach(before, by=by)
    _print(left, as_json=as_json)


def _print(moved: OnTheWay, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(moved))
    else:
        out.print(f"Now '{moved.state}'. Suggestions that ended: {moved.ended}.")
