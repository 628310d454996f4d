"""Demand: places, each with where the figure comes from and how sure it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.expected import ExpectedKind
from matcher.planning.places import there_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from matcher.domain.expected import Expected
    from matcher.domain.ids import EmployerId, OpeningId, StepId
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Employer, Opening
    from matcher.domain.relation import Promise
    from matcher.domain.sector import Sector


class DemandSource(StrEnum):
    """Where a figure of places comes from.

    Open jobs and promises stand in the database; forecasts and seasons come in a file.
    """

    OPEN = "open"
    PROMISED = "promised"
    FORECAST = "forecast"
    SEASON = "season"


class Certainty(StrEnum):
    """How sure places are: agreed and open, promised by an employer, expected, or usual."""

    AGREED = "agreed"
    PROMISED = "promised"
    EXPECTED = "expected"
    USUAL = "usual"


CERTAINTY_OF: Mapping[DemandSource, Certainty] = {
    DemandSource.OPEN: Certainty.AGREED,
    DemandSource.PROMISED: Certainty.PROMISED,
    DemandSource.FORECAST: Certainty.EXPECTED,
    DemandSource.SEASON: Certainty.USUAL,
}

_SOURCE_OF = {
    ExpectedKind.FORECAST: DemandSource.FORECAST,
    ExpectedKind.SEASON: DemandSource.SEASON,
}


@dataclass(frozen=True, slots=True)
class Demand:
    """So many places.

    Parameters
    ----------
    opening
        The opening that has them; ``None`` for places that are not posted.
    step, sector, area
        What they are for and where, as far as it is said.
    """

    source: DemandSource
    certainty: Certainty
    places: int
    opening: OpeningId | None = None
    step: StepId | None = None
    sector: Sector | None = None
    area: str | None = None


def open_demand(
    openings: Iterable[Opening],
    left: Mapping[OpeningId, int],
    ladders: Ladders,
    today: date,
    day: date,
) -> tuple[Demand, ...]:
    """Return the places nobody has at the own openings that can be begun on a day.

    Parameters
    ----------
    left
        Places that nobody has, by opening.
    """
    found = []
    for opening in openings:
        places = left.get(opening.id, opening.places)
        if places < 1 or not there_on(opening, today, day):
            continue
        step = ladders.steps.get(opening.step) if opening.step else None
        found.append(
            Demand(
                DemandSource.OPEN,
                Certainty.AGREED,
                places,
                opening.id,
                step.id if step else None,
                step.sector if step else opening.sector,
                area_of(opening),
            )
        )
    return tuple(found)


def promised_demand(
    promises: Iterable[Promise],
    openings: Iterable[Opening],
    employers: Iterable[Employer],
    ladders: Ladders,
) -> tuple[Demand, ...]:
    """Return the places that employers promised and have not posted yet."""
    posted = {opening.id: opening.places for opening in openings}
    sectors: dict[EmployerId, Sector | None] = {one.id: one.sector for one in employers}
    found = []
    for promise in promises:
        places = promise.places - sum(posted.get(one, 0) for one in promise.openings)
        if places < 1:
            continue
        step = ladders.steps.get(promise.step) if promise.step else None
        found.append(
            Demand(
                DemandSource.PROMISED,
                Certainty.PROMISED,
                places,
                step=step.id if step else None,
                sector=step.sector if step else sectors.get(promise.employer),
            )
        )
    return tuple(found)


def expected_demand(
    expected: Iterable[Expected], ladders: Ladders, day: date
) -> tuple[Demand, ...]:
    """Return the forecast and usual places of a day."""
    found = []
    for one in expected:
        if one.holds_on(day):
            source = _SOURCE_OF[one.kind]
            step = ladders.step(one.step)
            found.append(
                Demand(
                    source,
                    CERTAINTY_OF[source],
                    one.places,
                    step=step.id,
                    sector=step.sector,
                    area=one.area,
                )
            )
    return tuple(found)


def by_source(demand: Iterable[Demand]) -> dict[DemandSource, int]:
    """Return the places of each source that has any, in the order of certainty."""
    counted: Counter[DemandSource] = Counter()
    for one in demand:
        counted[one.source] += one.places
    return {source: counted[source] for source in DemandSource if counted[source]}


def area_of(opening: Opening) -> str | None:
    """Return the municipality an opening is in."""
    return opening.place.municipality if opening.place else None


def job_of(demand: Demand) -> str | None:
    """Return the id of the target that places belong to; ``None`` when no step is said."""
    if demand.opening is not None:
        return f"opening:{demand.opening}"
    return None if demand.step is None else f"step:{demand.step}"
