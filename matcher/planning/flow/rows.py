"""The rows behind the figures of the flow report: who is counted, of whom, and by which days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.planning.flow.events import LATER, PARTS, first_job_on, happened, placements_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matcher.domain.flow import FlowFacts, FlowPerson
    from matcher.domain.ids import EmployerId, ParticipantCode
    from matcher.domain.periods import Interval
    from matcher.planning.flow.events import Happened

OUTREACH = ("contacted", "promised", "posted", "hired")
"""Figures behind which employers stand."""

WITHIN = "first_job_within"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person behind a figure: in it, or among those it is counted of.

    Parameters
    ----------
    entered_on, first_job_on
        ``None`` where no day is recorded, or there is no job.
    on
        The day for which she is counted; ``None`` where none is recorded, or she is not counted.
    """

    participant: ParticipantCode
    counted: bool
    entered_on: date | None
    first_job_on: date | None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """What a figure counts at one employer on one day."""

    employer: EmployerId
    on: date | None
    number: int


def people_behind(facts: FlowFacts, today: date) -> dict[str, tuple[PersonRow, ...]]:
    """Return the people behind each figure about people; those who are counted first.

    Of those with a first job are counted who is at work later, is not, is not known to be, or for
    whom the time has not passed; of those who entered long enough ago, who had a first job within
    that time; all other figures of everybody.
    """
    found, placements = happened(facts, today), placements_of(facts)
    began = {one.code: first_job_on(placements[one.code]) for one in facts.people}
    began = {code: day if day and day <= today else None for code, day in began.items()}
    rows: dict[str, tuple[PersonRow, ...]] = {}
    for name, some in found.items():
        if name not in OUTREACH:
            counted = {one.participant: one for one in some if one.participant is not None}
            later = name.rpartition("_")[0] in PARTS
            of = [one for one in facts.people if not later or began[one.code] is not None]
            rows[name] = _rows(of, counted, began)
    for after, interval in LATER.items():
        rows[f"{WITHIN}_{after}"] = _within(facts, interval, began, today)
    return rows


def employers_behind(facts: FlowFacts, today: date) -> dict[str, tuple[EmployerRow, ...]]:
    """Return the employers behind each figure of outreach, the latest day first."""
    found = happened(facts, today)
    return {name: _by_employer(found[name]) for name in OUTREACH}


def _rows(
    people: list[FlowPerson],
    counted: Mapping[ParticipantCode, Happened],
    began: Mapping[ParticipantCode, date | None],
) -> tuple[PersonRow, ...]:
    rows = [
        PersonRow(
            one.code,
            one.code in counted,
            one.entered_on,
            began[one.code],
            counted[one.code].on if one.code in counted else None,
        )
        for one in people
    ]
    return tuple(sorted(rows, key=lambda row: (not row.counted, row.participant)))


def _within(
    facts: FlowFacts,
    interval: Interval,
    began: Mapping[ParticipantCode, date | None],
    today: date,
) -> tuple[PersonRow, ...]:
    """Return who entered long enough ago, and had a first job until that long afterwards."""
    rows = []
    for one in facts.people:
        if one.entered_on is None or (end := interval.after(one.entered_on)) > today:
            continue
        first = began[one.code]
        counted = first is not None and first <= end
        rows.append(PersonRow(one.code, counted, one.entered_on, first, first if counted else None))
    return tuple(sorted(rows, key=lambda row: (not row.counted, row.participant)))


def _by_employer(some: list[Happened]) -> tuple[EmployerRow, ...]:
    numbers: dict[tuple[date | None, EmployerId], int] = {}
    for one in some:
        if one.employer is not None:
            numbers[one.on, one.employer] = numbers.get((one.on, one.employer), 0) + 1
    rows = [EmployerRow(employer, on, number) for (on, employer), number in numbers.items()]
    rows.sort(key=lambda row: row.employer)
    return tuple(sorted(rows, key=lambda row: str(row.on or ""), reverse=True))
