"""Which training, with how many seats, lets the most people begin a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.target import Target
from matcher.errors import InputError
from matcher.planning.allocation.optimal import optimal
from matcher.planning.allocation.problem import Problem
from matcher.planning.places import agreed_on, is_dated
from matcher.planning.unlock.modules import modules_of, offered
from matcher.planning.unlock.pairs import pairs_of, row_after
from matcher.planning.unlock.plan import plan
from matcher.planning.unlock.problem import Limits, TrainingProblem
from matcher.planning.unlock.ways import MEETS, MISSES, TO_CHECK, ends_on, trained_in
from matcher.ranking.catalogue import make_cards, make_profiles
from matcher.services.planning_gaps.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from numpy.typing import NDArray

    from matcher.domain.course import Course
    from matcher.domain.ids import ParticipantCode
    from matcher.planning.unlock.modules import Module
    from matcher.planning.unlock.pairs import Pairs
    from matcher.planning.unlock.plan import TrainingPlan
    from matcher.planning.unlock.ways import Way
    from matcher.ports import UnitOfWorkFactory
    from matcher.ranking.catalogue import Card, Profile
    from matcher.services.planning_gaps.loading import Plannable
    from matcher.services.planning_gaps.matching import Matching

MOST_SEATS = 10_000


@dataclass(frozen=True, slots=True)
class ModuleSeats:
    """A training that can be bought.

    Parameters
    ----------
    seats
        How many are proposed.
    suits
        How many people lack only what it gives for a place that is there when it ends.
    meet, to_check, miss
        Of them, how many meet its entry rules, may meet them, and do not as far as is known.
    """

    module: Module
    seats: int
    suits: int
    meet: int
    to_check: int
    miss: int


@dataclass(frozen=True, slots=True)
class SequenceSeats:
    """Two trainings after each other that open a job which neither opens alone.

    Parameters
    ----------
    people
        How many are proposed to take both; a seat of each is among the seats of the trainings.
    suits
        How many people it opens a job for, who meet the entry rules or of whom it is to be checked.
    """

    modules: tuple[Module, ...]
    people: int
    suits: int


@dataclass(frozen=True)
class TrainingReport:
    """Trainings and seats, and what they add.

    Parameters
    ----------
    modules
        Every training that leads to a job with places, those with seats first.
    sequences
        Trainings after each other, those that are proposed first.
    places, undated
        Places that nobody has; those of them that state no day until when.
    rerun
        Placements after the seats were really given to those people and the allocation was made
        again.
    seats_of
        Who has a seat in which trainings, in their order; for the office, never for planners.
    """

    at: date
    people: int
    places: int
    undated: int
    seats: int
    budget: float | None
    plan: TrainingPlan
    modules: tuple[ModuleSeats, ...]
    sequences: tuple[SequenceSeats, ...]
    rerun: int
    seats_of: Mapping[ParticipantCode, tuple[Module, ...]]
    elapsed_ms: float


@dataclass(frozen=True)
class TrainingService:
    """Plans trainings; nothing is stored.

    Parameters
    ----------
    matching
        Asked for when it is needed: the encoder is slow to load.
    now
        The clock.
    timer
        Seconds of a monotonic clock.
    """

    units: UnitOfWorkFactory
    matching: Callable[[], Matching]
    now: Callable[[], datetime]
    timer: Callable[[], float]

    def plan(
        self,
        seats: int,
        *,
        budget: float | None = None,
        most_weeks: float | None = None,
        courses: Sequence[Course] | None = None,
    ) -> TrainingReport:
        """Choose trainings and seats for the people and open jobs of today.

        Parameters
        ----------
        seats
            Seats in all.
        budget
            Money in all; it needs courses.
        most_weeks
            How long a training may take at most.
        courses
            What is offered, with price and seats; when given, only these are chosen from.

        Raises
        ------
        InputError
            A number is out of range, or there is a budget and nothing has a price.
        EmptyProgramme
            Nobody looks for a job.
        """
        _check_bounds(seats, budget, courses)
        matching, today = self.matching(), self.now().date()
        began = self.timer()
        found = load(self.units)
        cards, capacity = open_jobs(found, matching, today)
        modules = modules_for(cards, matching, most_weeks, courses)
        if courses is not None:
            modules = offered(modules, courses, today)
        profiles = make_profiles(found.people, matching.encoder, matching.trades)
        pairs = pairs_of(profiles, cards, modules, matching.rules, today)
        made = plan(training_problem(pairs, modules, capacity, seats, budget), matching.seed)
        given = {
            person: tuple(modules[one] for one in pairs.ways[way])
            for person, way in enumerate(made.programme.way.tolist())
            if way >= 0
        }
        again = _after(pairs, given, profiles, cards, matching, today)
        listed, after = _listed(pairs, modules, made)
        return TrainingReport(
            today,
            len(profiles),
            int(capacity.sum()),
            _undated(cards, capacity),
            seats,
            budget,
            made,
            tuple(sorted(listed, key=lambda one: (-one.seats, -one.suits, one.module.id))),
            tuple(sorted(after, key=lambda one: (-one.people, -one.suits))),
            placements(again, capacity),
            {profiles[person].person.code: way for person, way in given.items()},
            1000 * (self.timer() - began),
        )


def _check_bounds(seats: int, budget: float | None, courses: Sequence[Course] | None) -> None:
    if not 0 <= seats <= MOST_SEATS:
        raise InputError(f"{seats} seats: write a number from 0 to {MOST_SEATS}.")
    if budget is not None and (budget < 0 or not courses):
        raise InputError(
            "A budget is written from 0 and needs the price of a seat: name a file of courses "
            "with --courses."
        )


def _undated(cards: Sequence[Card], capacity: NDArray[np.intp]) -> int:
    """Return the places of openings that do not say when they begin."""
    return sum(
        places
        for card, places in zip(cards, capacity.tolist(), strict=True)
        if card.target.opening and not is_dated(card.target.opening)
    )


def training_problem(
    pairs: Pairs,
    modules: Sequence[Module],
    capacity: NDArray[np.intp],
    seats: int,
    budget: float | None = None,
) -> TrainingProblem:
    """Return the problem of choosing from trainings for some people and openings."""
    person, place = np.nonzero(pairs.possible)
    way, new_person, new_place = np.nonzero(pairs.admitted)
    return TrainingProblem(
        person,
        place,
        new_person,
        new_place,
        way,
        pairs.entry[way, new_person] == TO_CHECK,
        len(pairs.possible),
        capacity,
        Limits(
            np.array([one.weeks.high for one in modules], dtype=np.float64),
            np.array([one.cost or 0.0 for one in modules], dtype=np.float64),
            np.array(
                [seats if one.most_seats is None else one.most_seats for one in modules],
                dtype=np.intp,
            ),
            seats,
            seats_taken(pairs.ways, len(modules)),
            budget,
        ),
    )


def seats_taken(ways: Sequence[Way], modules: int) -> NDArray[np.intp]:
    """Return the seats that somebody on each way takes, shape (ways, modules)."""
    taken = np.zeros((len(ways), modules), dtype=np.intp)
    for number, way in enumerate(ways):
        taken[number, list(way)] = 1
    return taken


def placements(possible: NDArray[np.bool_], capacity: NDArray[np.intp]) -> int:
    """Return how many people the allocation places, each pair worth the same."""
    person, place = np.nonzero(possible)
    ones = np.ones(len(person))
    return len(optimal(Problem(person, place, ones, len(possible), capacity)).chosen)


def open_jobs(
    found: Plannable, matching: Matching, today: date
) -> tuple[tuple[Card, ...], NDArray[np.intp]]:
    """Return the own open jobs with places, and how many."""
    steps = matching.ladders.steps
    jobs = [
        (Target(opening, steps.get(opening.step) if opening.step else None), found.left[opening.id])
        for opening in found.openings
        if agreed_on(opening, today)
        and found.left[opening.id] > 0
        and (opening.step or opening.sector)
    ]
    cards = make_cards([target for target, _ in jobs], matching.ladders, matching.encoder)
    return cards, np.array([places for _, places in jobs], dtype=np.intp)


def modules_for(
    cards: Sequence[Card],
    matching: Matching,
    most_weeks: float | None = None,
    courses: Sequence[Course] | None = None,
) -> tuple[Module, ...]:
    """Return the trainings that may open one of some jobs."""
    wanted = {card.target.step.id for card in cards if card.target.step}
    return modules_of(matching.ladders, wanted, most_weeks, matching.entry, courses or ())


def _listed(
    pairs: Pairs, modules: Sequence[Module], made: TrainingPlan
) -> tuple[list[ModuleSeats], list[SequenceSeats]]:
    suits: NDArray[np.bool_] = np.asarray(pairs.opened.any(axis=2))
    admitted: NDArray[np.bool_] = np.asarray(pairs.admitted.any(axis=2))
    alone, after = [], []
    for number, way in enumerate(pairs.ways):
        people = int((made.programme.way == number).sum())
        if len(way) > 1:
            both = tuple(modules[one] for one in way)
            after.append(SequenceSeats(both, people, int(admitted[number].sum())))
            continue
        entry = pairs.entry[number][suits[number]]
        meet, unsure, miss = (int((entry == one).sum()) for one in (MEETS, TO_CHECK, MISSES))
        seats = int(made.seats[number])
        alone.append(ModuleSeats(modules[number], seats, len(entry), meet, unsure, miss))
    return alone, after


def _after(
    pairs: Pairs,
    given: Mapping[int, tuple[Module, ...]],
    profiles: Sequence[Profile],
    cards: Sequence[Card],
    matching: Matching,
    today: date,
) -> NDArray[np.bool_]:
    """Match those who have a seat again with every job, their papers in the profile."""
    after = pairs.possible.copy()
    for person, way in given.items():
        profile, day = trained_in(profiles[person], way), ends_on(way, today) or today
        after[person] = row_after(profile, cards, matching.rules, today, day)
    return after
