"""What happened, and when: each person, employer and place counts once in a figure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.participant import ParticipantState
from matcher.domain.periods import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from matcher.domain.flow import FlowFacts, FlowPerson, FlowPlacement
    from matcher.domain.ids import EmployerId, ParticipantCode

Events = dict[str, list["date | None"]]
"""Figure to the day of each thing it counts; ``None`` where no day is recorded."""

LATER = {"6": Interval(months=6), "12": Interval(months=12)}
"""How long after the first day of the first job one looks again."""

PARTS = ("employed", "ended", "not_asked", "not_yet")
"""What can be said then of everybody who has had a first job."""

_NAMES = (
    "entries",
    "first_job",
    *(f"{part}_{after}" for after in LATER for part in PARTS),
    "started_studies",
    "moved_up",
    "contacted",
    "promised",
    "posted",
    "hired",
)


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that a figure counts.

    Parameters
    ----------
    on
        The day; ``None`` where none is recorded.
    participant, employer
        Whom it happened to: one of the two.
    """

    on: date | None
    participant: ParticipantCode | None = None
    employer: EmployerId | None = None


def happened(facts: FlowFacts, today: date) -> dict[str, list[Happened]]:
    """Return what happened until a day, by figure, each with whom it happened to."""
    placements = placements_of(facts)
    found: dict[str, list[Happened]] = {name: [] for name in _NAMES}
    for person in facts.people:
        own = placements[person.code]
        for name, days in _of_person(person, own, today).items():
            found[name] += [Happened(day, participant=person.code) for day in days]
    found["contacted"] = [Happened(one.on, employer=one.employer) for one in facts.met]
    for promise in facts.promises:
        for name, number in (
            ("promised", promise.places),
            ("posted", promise.posted),
            ("hired", promise.hired),
        ):
            found[name] += [Happened(promise.on, employer=promise.employer)] * number
    return {
        name: [one for one in some if one.on is None or one.on <= today]
        for name, some in found.items()
    }


def events(facts: FlowFacts, today: date) -> Events:
    """Return the days of what happened until a day, by figure."""
    return {name: [one.on for one in some] for name, some in happened(facts, today).items()}


def placements_of(facts: FlowFacts) -> Mapping[ParticipantCode, Sequence[FlowPlacement]]:
    """Return the placements of each person; none for whoever has had none."""
    found: dict[ParticipantCode, list[FlowPlacement]] = defaultdict(list)
    for one in facts.placements:
        found[one.participant].append(one)
    return found


def first_job_on(placements: Iterable[FlowPlacement]) -> date | None:
    """Return the first day of the first job with a wage."""
    return _first(one.started_on for one in placements if one.is_job)


def _of_person(
    person: FlowPerson, placements: Sequence[FlowPlacement], today: date
) -> dict[str, list[date | None]]:
    found: dict[str, list[date | None]] = {"entries": [person.entered_on]}
    began = first_job_on(placements)
    if began is not None:
        found["first_job"] = [began]
        jobs = [one for one in placements if one.is_job]
        for after, interval in LATER.items():
            found[f"{_later(jobs, interval.after(began), today)}_{after}"] = [began]
    for name, days in (
        ("started_studies", _to_studies(person, placements)),
        ("moved_up", _up(person, placements)),
    ):
        if days:
            found[name] = [_first(days)]
    return found


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _later(jobs: Iterable[FlowPlacement], day: date, today: date) -> str:
    """Say what is known of somebody some time after the first job began."""
    if day > today:
        return "not_yet"
    running = [one for one in jobs if one.runs_on(day)]
    if not running:
        return "ended"
    return "employed" if any(one.known_on(day) for one in running) else "not_asked"


def _to_studies(person: FlowPerson, placements: Iterable[FlowPlacement]) -> list[date | None]:
    left = [person.left_to_study_on] if person.left_to_study_on else []
    return left + [one.ended_on for one in placements if one.for_studies]


def _up(person: FlowPerson, placements: Iterable[FlowPlacement]) -> list[date | None]:
    days: list[date | None] = [person.moved_up_on] if person.moved_up_on else []
    jobs = [one for one in placements if one.is_job]
    days += [one.started_on for one in jobs if one.is_next and one.started_on]
    if not days and person.state is ParticipantState.MOVED_UP:
        # The state is set when a job is completed; its last day is all that is kept of when.
        days.append(
            max((one.ended_on for one in jobs if one.completed and one.ended_on), default=None)
        )
    return days
