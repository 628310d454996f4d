"""What happened, and when: each person, employer and place counts once in a figure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matcher.domain.participant import ParticipantState
from matcher.domain.periods import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from matcher.domain.flow import FlowFacts, FlowPerson, FlowPlacement
    from matcher.domain.ids import ParticipantCode

Events = dict[str, list["date | None"]]
"""Figure to the day of each thing it counts; ``None`` where no day is recorded."""

LATER = {"6": Interval(months=6), "12": Interval(months=12)}
"""How long after the first day of the first job one looks again."""

PARTS = ("employed", "ended", "not_asked", "not_yet")
"""What can be said then of everybody who has had a first job."""


def events(facts: FlowFacts, today: date) -> Events:
    """Return what happened until a day, by figure."""
    placements: dict[ParticipantCode, list[FlowPlacement]] = defaultdict(list)
    for one in facts.placements:
        placements[one.participant].append(one)
    found: Events = {"entries": [person.entered_on for person in facts.people]}
    found["first_job"] = _first_jobs(facts, placements)
    for after, interval in LATER.items():
        for part in PARTS:
            found[f"{part}_{after}"] = []
        for person in facts.people:
            jobs = [one for one in placements[person.code] if one.is_job]
            began = _first(one.started_on for one in jobs)
            if began is not None:
                part = _later(jobs, interval.after(began), today)
                found[f"{part}_{after}"].append(began)
    found["started_studies"] = _once(facts, placements, _to_studies)
    found["moved_up"] = _once(facts, placements, _up)
    found["contacted"] = list(facts.met_on)
    for name in ("promised", "posted", "hired"):
        found[name] = []
    for promise in facts.promises:
        found["promised"] += [promise.on] * promise.places
        found["posted"] += [promise.on] * promise.posted
        found["hired"] += [promise.on] * promise.hired
    return {
        name: [day for day in days if day is None or day <= today] for name, days in found.items()
    }


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _first_jobs(
    facts: FlowFacts, placements: Mapping[ParticipantCode, list[FlowPlacement]]
) -> list[date | None]:
    began = (
        _first(one.started_on for one in placements[person.code] if one.is_job)
        for person in facts.people
    )
    return [day for day in began if day is not None]


def _later(jobs: Iterable[FlowPlacement], day: date, today: date) -> str:
    """Say what is known of somebody some time after the first job began."""
    if day > today:
        return "not_yet"
    running = [one for one in jobs if one.runs_on(day)]
    if not running:
        return "ended"
    return "employed" if any(one.known_on(day) for one in running) else "not_asked"


def _once(
    facts: FlowFacts,
    placements: Mapping[ParticipantCode, list[FlowPlacement]],
    days_of: _Days,
) -> list[date | None]:
    found: list[date | None] = []
    for person in facts.people:
        days = days_of(person, placements[person.code])
        if days:
            found.append(_first(days))
    return found


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


if TYPE_CHECKING:
    from collections.abc import Callable

    _Days = Callable[[FlowPerson, Iterable[FlowPlacement]], list[date | None]]
