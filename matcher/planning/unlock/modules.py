"""Trainings that can be bought, and a profile of somebody who has finished one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.ladder import Span
from matcher.domain.skills import Certificate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from matcher.domain.course import Course
    from matcher.domain.ids import StepId
    from matcher.domain.ladders import Ladders
    from matcher.domain.text import LocalText
    from matcher.ranking.catalogue import Profile

BY_EMPLOYERS = frozenset({"internal", "on_the_job", "apprenticeship"})
"""Kinds that an employer gives to whom it has employed: nobody buys seats in them."""


@dataclass(frozen=True, slots=True)
class Module:
    """A training with seats.

    Parameters
    ----------
    id
        As in the ladder.
    weeks
        How long it takes.
    steps
        Where it leads.
    papers
        The certificates it gives.
    gives
        Everything it gives: ids of requirements and certificates.
    cost
        Of a seat, in the currency of the budget; ``None`` when not known.
    most_seats
        ``None`` when as many as are wanted can be bought.
    provider, starts
        Who gives it and on which day it begins next, when it is a course that is offered.
    """

    id: str
    kind: str
    titles: LocalText
    weeks: Span
    steps: frozenset[StepId]
    gives: frozenset[str]
    papers: frozenset[str]
    cost: float | None = None
    most_seats: int | None = None
    provider: str | None = None
    starts: date | None = None


def modules_of(
    ladders: Ladders, wanted: Collection[StepId], most_weeks: float | None = None
) -> tuple[Module, ...]:
    """Return the trainings of the ladders that may open a job, in the order of the files.

    Parameters
    ----------
    wanted
        The steps that have places.
    most_weeks
        How long a training may take at most; ``None`` is any length.
    """
    certificates = {need.id for step in ladders.steps.values() for need in step.certificates}
    asked = {need.id for step in wanted for need in ladders.step(step).certificates}
    found: dict[str, Module] = {}
    for way in (way for ladder in ladders.all for way in ladder.transitions):
        training = way.training
        if training.kind in BY_EMPLOYERS or (
            most_weeks is not None and way.weeks.full_time.high > most_weeks
        ):
            continue
        papers = training.gives & certificates
        if way.to_step not in wanted and not papers & asked:
            continue
        known = found.get(training.id)
        if known is not None:
            found[training.id] = replace(known, steps=known.steps | {way.to_step})
            continue
        found[training.id] = Module(
            training.id,
            training.kind,
            training.titles,
            way.weeks.full_time,
            frozenset({way.to_step}),
            training.gives,
            papers,
        )
    return tuple(found.values())


def offered(
    modules: Iterable[Module], courses: Iterable[Course], today: date
) -> tuple[Module, ...]:
    """Return a training for each course that is offered and has not begun for the last time."""
    by_id = {module.id: module for module in modules}
    return tuple(
        replace(
            by_id[course.training],
            weeks=by_id[course.training].weeks
            if course.weeks is None
            else Span(course.weeks, course.weeks),
            cost=course.cost,
            most_seats=course.seats,
            provider=course.provider,
            starts=begins,
        )
        for course in courses
        if course.training in by_id and (begins := course.next_start(today)) is not None
    )


def papers_of(module: Module) -> tuple[Certificate, ...]:
    """Return what somebody holds who has finished a training: its own paper, then certificates."""
    return tuple(Certificate(one) for one in (module.id, *sorted(module.papers)))


def trained(profile: Profile, module: Module) -> Profile:
    """Return a profile after a training: its papers are really in it, for ranking to read."""
    held: Iterable[Certificate] = profile.person.certificates or ()
    person = replace(profile.person, certificates=(*held, *papers_of(module)))
    return replace(profile, person=person)
