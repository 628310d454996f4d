"""People and openings of a line that suit each other, for services that look at everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from jobs import make_person, make_rules
from line import DEMO, own
from programme import no_trades, real_ladders

from matcher.domain.ids import ParticipantCode, StepId
from matcher.embedding.hashing import HashingEncoder

if TYPE_CHECKING:
    from line import Line

    from matcher.domain.opening import Opening
    from matcher.services.drafts.everybody import Everybody

PORTER = StepId("kitchens.kitchen_porter")
FLOOR = 0.3
Service = TypeVar("Service", bound="Everybody")


def over_everybody(service: type[Service], line: Line) -> Service:
    """Make a service over the line's programme, with a low floor."""
    rules = make_rules()
    return service(
        line.units,
        real_ladders(),
        HashingEncoder(),
        no_trades,
        replace(rules, weights=replace(rules.weights, floor=FLOOR)),
        "1.0",
        now=line.now,
        new_id=lambda: "d1",
    )


def job(opening_id: str, **more: object) -> Opening:
    """Return an own opening for a kitchen porter."""
    return own(opening_id, step=PORTER, sector=real_ladders().step(PORTER).sector, **more)


def people_of(line: Line, count: int, **changes: object) -> None:
    """Give the people of a line a profile that can do the job."""
    with line.units(write=True) as unit:
        unit.participants.put(
            [
                replace(
                    make_person(),
                    organisation=DEMO,
                    code=ParticipantCode(f"P{number:03}"),
                    **changes,
                )
                for number in range(1, count + 1)
            ]
        )
        unit.commit()


def change(line: Line, code: str, **changes: object) -> None:
    """Change what is known of one person."""
    with line.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(ParticipantCode(code)), **changes)])
        unit.commit()
