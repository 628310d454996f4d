"""What if there were more seats, more places, or a course of Swedish: the matching again."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.ids import OpeningId
from matcher.domain.ladder import Span
from matcher.domain.opening import EmploymentForm, Opening, OpeningKind, OpeningState, Terms
from matcher.domain.place import Place
from matcher.domain.target import Target
from matcher.domain.text import LocalText
from matcher.domain.what_if import Answer
from matcher.planning.gaps.demand import area_of
from matcher.planning.unlock.modules import Module
from matcher.planning.unlock.more_swedish import opened_by_swedish
from matcher.planning.unlock.pairs import pairs_of
from matcher.planning.unlock.plan import bottleneck, set_aside, solve, sure_extra
from matcher.ranking.catalogue import make_cards, make_profiles
from matcher.services.planning_gaps.desk import DeskBasis
from matcher.services.planning_gaps.kept import Held, Kept
from matcher.services.planning_gaps.loading import load
from matcher.services.planning_gaps.training import (
    modules_for,
    open_jobs,
    placements,
    training_problem,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from matcher.domain.what_if import MorePlaces, Question, SwedishCourse
    from matcher.planning.unlock.pairs import Pairs
    from matcher.ports import UnitOfWorkFactory
    from matcher.ranking.catalogue import Card, Profile
    from matcher.services.planning_gaps.matching import Matching

MOST_KEPT = 50
_WAIT_S = 60.0
_SWEDISH = "swedish"
_NO_NAME = LocalText(sv="", en="", ar="")


@dataclass(frozen=True, eq=False)
class Matched:
    """Everybody matched with every open job, today and after each training.

    Parameters
    ----------
    capacity
        Shape (openings,): places.
    """

    basis: DeskBasis
    profiles: tuple[Profile, ...]
    cards: tuple[Card, ...]
    capacity: NDArray[np.intp]
    modules: tuple[Module, ...]
    pairs: Pairs


class WhatIfService:
    """Reads only; nothing is stored, and the matching is kept while nothing changes.

    Parameters
    ----------
    matching
        Asked for when it is needed: the encoder is slow to load.
    now
        The clock.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        matching: Callable[[], Matching],
        now: Callable[[], datetime],
    ) -> None:
        self._units = units
        self._matching = matching
        self._now = now
        self._matched: Kept[DeskBasis, Matched] = Kept(self._match, now)
        self._answers: dict[Question, Kept[DeskBasis, Answer]] = {}
        self._lock = threading.Lock()

    def choices(self, wait_s: float) -> Held[Matched]:
        """Return the matching of today, with the trainings that lead to an open place.

        Raises
        ------
        EmptyProgramme
            Nobody looks for a job.
        """
        return self._matched.get(self._basis(), wait_s)

    def ask(self, question: Question, wait_s: float) -> Held[Answer]:
        """Return what comes of it, or what there is after waiting for a while.

        Raises
        ------
        EmptyProgramme
            Nobody looks for a job.
        """
        with self._lock:
            kept = self._answers.setdefault(
                question, Kept(lambda basis: self._answer(question, basis), self._now)
            )
            for old in list(self._answers)[:-MOST_KEPT]:
                del self._answers[old]
        return kept.get(self._basis(), wait_s)

    def _basis(self) -> DeskBasis:
        return DeskBasis(self._now().date(), load(self._units))

    def _answer(self, question: Question, basis: DeskBasis) -> Answer:
        matched = None
        while matched is None or matched.basis != basis:
            matched = self._matched.get(basis, _WAIT_S).value
        cards, capacity, pairs = self._with_places(question.places, matched)
        modules, pairs = self._with_course(question.course, cards, matched, pairs)
        asked = dict(question.seats)
        seats = np.array(
            [
                question.course_seats if one.id == _SWEDISH else asked.get(one.id, 0)
                for one in modules
            ],
            dtype=np.intp,
        )
        problem = training_problem(pairs, modules, capacity, int(seats.sum()))
        problem = replace(problem, limits=replace(problem.limits, most=seats))
        small, _ = set_aside(problem)
        best = solve(small)
        now = placements(matched.pairs.possible, matched.capacity)
        without = placements(pairs.possible, capacity)
        return Answer(
            int(matched.capacity.sum()),
            int(capacity.sum() - matched.capacity.sum()),
            now,
            without + best.extra,
            without - now,
            int(seats.sum()),
            int(problem.limits.seats_of(best.programme).sum()),
            best.extra - sure_extra(small, best, seats),
            bottleneck(problem, without, best.extra),
        )

    def _match(self, basis: DeskBasis) -> Matched:
        matching, found = self._matching(), basis.found
        cards, capacity = open_jobs(found, matching, basis.day)
        modules = modules_for(cards, matching)
        profiles = tuple(make_profiles(found.people, matching.encoder, matching.trades))
        pairs = pairs_of(profiles, cards, modules, matching.rules, basis.day)
        return Matched(basis, profiles, cards, capacity, modules, pairs)

    def _with_places(
        self, more: Sequence[MorePlaces], matched: Matched
    ) -> tuple[tuple[Card, ...], NDArray[np.intp], Pairs]:
        """Put places at an opening of the kind that is there, else at one that is made up."""
        capacity, made = matched.capacity.copy(), list[tuple[Opening, int]]()
        for one in more:
            there = [
                column
                for column, card in enumerate(matched.cards)
                if card.target.opening is not None
                and card.target.opening.step == one.step
                and area_of(card.target.opening) == one.area
            ]
            if there:
                # Where most people are asked for already, the first of those that are equal.
                capacity[max(there, key=lambda at: (int(matched.capacity[at]), -at))] += one.places
            elif one.places:
                made.append((_made_up(one, matched, len(made)), one.places))
        if not made:
            return matched.cards, capacity, matched.pairs
        matching, day = self._matching(), matched.basis.day
        steps = matching.ladders.steps
        targets = [Target(one, steps.get(one.step) if one.step else None) for one, _ in made]
        cards = make_cards(targets, matching.ladders, matching.encoder)
        new = pairs_of(matched.profiles, cards, matched.modules, matching.rules, day)
        return (
            (*matched.cards, *cards),
            np.concatenate([capacity, np.array([places for _, places in made], dtype=np.intp)]),
            matched.pairs.beside(new),
        )

    def _with_course(
        self,
        course: SwedishCourse | None,
        cards: Sequence[Card],
        matched: Matched,
        pairs: Pairs,
    ) -> tuple[tuple[Module, ...], Pairs]:
        if course is None:
            return matched.modules, pairs
        rules, day = self._matching().rules, matched.basis.day
        opened = opened_by_swedish(matched.profiles, cards, pairs.possible, course, rules, day)
        weeks = Span(float(course.weeks), float(course.weeks))
        nothing: frozenset[str] = frozenset()
        module = Module(_SWEDISH, "sfi", _NO_NAME, weeks, frozenset(), nothing, nothing)
        return (*matched.modules, module), pairs.and_way(opened, len(matched.modules))


def _made_up(more: MorePlaces, matched: Matched, number: int) -> Opening:
    """Return an opening that asks for what its step asks, where others of the place are."""
    openings = [card.target.opening for card in matched.cards if card.target.opening]
    place = next(
        (one.place for one in openings if area_of(one) == more.area and one.place), Place(more.area)
    )
    return Opening(
        matched.profiles[0].person.organisation,
        OpeningId(f"what-if-{number}"),
        OpeningKind.OWN,
        "",
        "",
        OpeningState.OPEN,
        step=more.step,
        places=more.places,
        terms=Terms(EmploymentForm.PERMANENT, "-"),
        place=place,
    )
