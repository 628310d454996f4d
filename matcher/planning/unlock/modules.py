"""Trainings that can be bought, and a profile of somebody who has finished one."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from matcher.domain.entry import Entry, entry_of, judge_entry
from matcher.domain.ladder import Span
from matcher.domain.skills import Certificate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from matcher.domain.course import Course, UsualEntry
    from matcher.domain.entry import EntryPoint, EntryRules
    from matcher.domain.ids import StepId
    from matcher.domain.ladder import Transition
    from matcher.domain.ladders import Ladders
    from matcher.domain.participant import Participant
    from matcher.domain.text import LocalText
    from matcher.planning.release.tables import Cell
    from matcher.ranking.catalogue import Profile

DAYS_A_WEEK = 7
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
        Who gives it and the days on which it begins, when it is a course that is offered; no day
        is any day.
    entry, admits
        Who may come, ``None`` when no rule is known; and who decides.
    entry_source
        What the rule rests on.
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
    starts: tuple[date, ...] = ()
    entry: EntryRules | None = None
    admits: str = ""
    entry_source: str = ""

    def days_from(self, day: date) -> tuple[date, date] | None:
        """Return its first day from a day on, and the day it has ended at the latest.

        ``None`` when every start is past.
        """
        begins = min((one for one in self.starts if one >= day), default=None)
        if begins is None:
            if self.starts:
                return None
            begins = day
        return begins, begins + timedelta(days=math.ceil(self.weeks.high * DAYS_A_WEEK))

    def judge(self, person: Participant, day: date) -> tuple[EntryPoint, ...]:
        """Judge its entry rules for somebody who would begin on a day or later."""
        days = self.days_from(day)
        if self.entry is None or days is None:
            return ()
        return judge_entry(person, self.entry, *days)


def modules_of(
    ladders: Ladders,
    wanted: Collection[StepId],
    most_weeks: float | None = None,
    usual: Mapping[str, UsualEntry] = MappingProxyType({}),
    courses: Iterable[Course] = (),
) -> tuple[Module, ...]:
    """Return the trainings of the ladders that may open a job, in the order of the files.

    One that gives a paper which another of them asks of who comes is among them.

    Parameters
    ----------
    wanted
        The steps that have places.
    most_weeks
        How long a training may take at most; ``None`` is any length.
    usual
        Who may usually come, by training.
    courses
        What is offered; it may ask for other papers than is usual.
    """
    asked = {need.id for step in wanted for need in ladders.step(step).certificates}
    ways = [
        way
        for ladder in ladders.all
        for way in ladder.transitions
        if way.training.kind not in BY_EMPLOYERS
        and (most_weeks is None or way.weeks.full_time.high <= most_weeks)
    ]

    def may_open(way: Transition) -> bool:
        return way.to_step in wanted or bool(_papers(way, ladders) & asked)

    rules = [(name, one.rules) for name, one in usual.items()]
    rules += [(one.training, one.entry) for one in courses if one.entry is not None]
    opening = {way.training.id for way in ways if may_open(way)}
    asked |= {paper for name, one in rules if name in opening for paper in one.certificates}
    found: dict[str, Module] = {}
    for way in ways:
        if may_open(way) or way.training.id in asked:
            name = way.training.id
            made = _module(way, ladders, usual.get(name))
            steps = found[name].steps | made.steps if name in found else made.steps
            found[name] = replace(found.get(name, made), steps=steps)
    return tuple(found.values())


def _papers(way: Transition, ladders: Ladders) -> frozenset[str]:
    return way.training.gives & ladders.certificates


def _module(way: Transition, ladders: Ladders, usual: UsualEntry | None) -> Module:
    training = way.training
    return Module(
        training.id,
        training.kind,
        training.titles,
        way.weeks.full_time,
        frozenset({way.to_step}),
        training.gives,
        _papers(way, ladders),
        entry=usual.rules if usual else None,
        admits=usual.admits if usual else "",
        entry_source=usual.source if usual else "",
    )


def offered(
    modules: Iterable[Module], courses: Iterable[Course], today: date
) -> tuple[Module, ...]:
    """Return a training for each course that is offered and has not begun for the last time.

    A course that says nothing about who may come asks what is usual for its training.
    """
    by_id = {module.id: module for module in modules}
    return tuple(
        _offer(by_id[course.training], course)
        for course in courses
        if course.training in by_id and course.next_start(today) is not None
    )


def _offer(module: Module, course: Course) -> Module:
    weeks = module.weeks if course.weeks is None else Span(course.weeks, course.weeks)
    own = course.entry is not None
    return replace(
        module,
        weeks=weeks,
        cost=course.cost,
        most_seats=course.seats,
        provider=course.provider,
        starts=course.starts,
        entry=course.entry if own else module.entry,
        admits=course.admits or module.admits,
        entry_source="" if own else module.entry_source,
    )


def papers_of(module: Module) -> tuple[Certificate, ...]:
    """Return what somebody holds who has finished a training: its own paper, then certificates."""
    return tuple(Certificate(one) for one in (module.id, *sorted(module.papers)))


def trained(profile: Profile, module: Module) -> Profile:
    """Return a profile after a training: its papers are really in it, for ranking to read."""
    held: Iterable[Certificate] = profile.person.certificates or ()
    person = replace(profile.person, certificates=(*held, *papers_of(module)))
    return replace(profile, person=person)


def entry_counts(
    modules: Iterable[Module], people: Collection[Participant], today: date
) -> dict[Cell, dict[str, int]]:
    """Count everybody by how she stands to the entry rules of each training, by its id."""
    found: dict[Cell, dict[str, int]] = {}
    for module in modules:
        counts = Counter(entry_of(module.judge(person, today)) for person in people)
        found[("training", module.id)] = {str(one): counts[one] for one in Entry}
    return found
