"""Who can begin at which open job as it is, and after which training: by matching again.

A pair can be allocated when no gate is in the way, the score reaches the floor, and the band says
that the job can be begun: ready, or with support. What a training changes is found by giving its
papers to the person and assessing the pair on the day it ends, at a job that is still there then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.eligibility import judge_facts
from matcher.domain.judgement import Outcome, Topic, bars
from matcher.domain.ladder import Importance, When
from matcher.planning.gates_first import assess_unless_barred
from matcher.planning.places import there_on
from matcher.planning.unlock.modules import trained
from matcher.planning.unlock.sequences import Sequences
from matcher.planning.unlock.ways import (
    CAN_BEGIN,
    MEETS,
    MISSES,
    can_be_allocated,
    ends_on,
    given_by,
    is_there,
    standing,
)
from matcher.ranking.assess import judge_from, scored
from matcher.ranking.swedish_fit import judge_swedish

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from matcher.domain.judgement import Judgement
    from matcher.planning.pair_scores import Progress
    from matcher.planning.unlock.modules import Module
    from matcher.planning.unlock.ways import Way
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.rules import Rules


@dataclass(frozen=True, eq=False)
class Pairs:
    """People and open jobs.

    Parameters
    ----------
    possible
        Shape (people, openings), bool: can be allocated today.
    ways
        Trainings by number: each alone, then those after each other that open something.
    opened
        Shape (ways, people, openings), bool: can be allocated after a way, and not today; a way of
        two only where neither opens it alone to somebody who may be admitted.
    entry
        Shape (ways, people), int8, of ``MISSES``, ``TO_CHECK`` and ``MEETS``: entry rules.
    """

    possible: NDArray[np.bool_]
    ways: tuple[Way, ...]
    opened: NDArray[np.bool_]
    entry: NDArray[np.int8]

    @property
    def admitted(self) -> NDArray[np.bool_]:
        """Of ``opened`` the pairs of people who meet the entry rules, or of whom it is unknown."""
        return np.asarray(self.opened & (self.entry > MISSES)[:, :, None])

    def beside(self, others: Pairs) -> Pairs:
        """Return the pairs of the same people and trainings with more openings."""
        ways = tuple(dict.fromkeys((*self.ways, *others.ways)))
        mine, theirs = self._on(ways), others._on(ways)
        return Pairs(
            np.concatenate([self.possible, others.possible], axis=1),
            ways,
            np.concatenate([mine.opened, theirs.opened], axis=2),
            np.maximum(mine.entry, theirs.entry),
        )

    def and_way(self, opened: NDArray[np.bool_], module: int) -> Pairs:
        """Return the pairs with a training more, which asks for nothing to come.

        Parameters
        ----------
        opened
            Shape (people, openings).
        """
        free = np.full((1, len(self.possible)), MEETS, dtype=np.int8)
        return Pairs(
            self.possible,
            (*self.ways, (module,)),
            np.concatenate([self.opened, opened[np.newaxis]]),
            np.concatenate([self.entry, free]),
        )

    def and_sequences(self, found: Sequences, profiles: Sequence[Profile]) -> Pairs:
        """Return the pairs with the ways of two trainings that were found."""
        ways = tuple(found.opened)
        if not ways:
            return self
        opened = np.zeros((len(ways), *self.possible.shape), dtype=bool)
        entry = np.full((len(ways), len(profiles)), MISSES, dtype=np.int8)
        for number, way in enumerate(ways):
            for row, column in found.opened[way]:
                opened[number, row, column] = True
                entry[number, row] = found.standing(way, row, profiles[row])
        return Pairs(
            self.possible,
            (*self.ways, *ways),
            np.concatenate([self.opened, opened]),
            np.concatenate([self.entry, entry]),
        )

    def _on(self, ways: Sequence[Way]) -> Pairs:
        at = {way: number for number, way in enumerate(self.ways)}
        opened = np.zeros((len(ways), *self.possible.shape), dtype=bool)
        entry = np.full((len(ways), len(self.possible)), MISSES, dtype=np.int8)
        for number, way in enumerate(ways):
            if way in at:
                opened[number], entry[number] = self.opened[at[way]], self.entry[at[way]]
        return Pairs(self.possible, tuple(ways), opened, entry)


def pairs_of(
    profiles: Sequence[Profile],
    cards: Sequence[Card],
    modules: Sequence[Module],
    rules: Rules,
    today: date,
    progress: Progress = lambda _done, _total: None,
) -> Pairs:
    """Match everybody with every open job, today and after each training that may help.

    Parameters
    ----------
    cards
        Jobs of today.
    progress
        Called with how many people are done and how many there are.
    """
    possible = np.zeros((len(profiles), len(cards)), dtype=bool)
    opened = np.zeros((len(modules), len(profiles), len(cards)), dtype=bool)
    entry = np.zeros((len(modules), len(profiles)), dtype=np.int8)
    given = [_that_may_help(modules, card, today) for card in cards]
    sequences = Sequences(modules, rules, today)
    for row, profile in enumerate(profiles):
        entry[:, row] = [standing(profile, (module,), today) for module in modules]
        for column, card in enumerate(cards):
            lacks = _lacks(profile, card, rules, today)
            if lacks is None:
                continue
            if isinstance(lacks, _CanBegin):
                possible[row, column] = True
                continue
            for number, gives in given[column].items():
                if lacks <= gives:
                    module = modules[number]
                    day = ends_on((module,), today) or today
                    again = assess_unless_barred(trained(profile, module), card, rules, day)
                    opened[number, row, column] = can_be_allocated(again, rules)
            alone = np.flatnonzero(opened[:, row, column])
            if not (entry[alone, row] > MISSES).any():
                sequences.look((row, column), profile, card, lacks, given[column], alone.tolist())
        progress(row + 1, len(profiles))
    single = tuple((number,) for number in range(len(modules)))
    return Pairs(possible, single, opened, entry).and_sequences(sequences, profiles)


def row_after(
    profile: Profile, cards: Sequence[Card], rules: Rules, today: date, day: date
) -> NDArray[np.bool_]:
    """Match one person with every job that is still there on her first day, shape (openings,)."""
    return np.array(
        [
            card.target.opening is not None
            and there_on(card.target.opening, today, day)
            and can_be_allocated(assess_unless_barred(profile, card, rules, day), rules)
            for card in cards
        ],
        dtype=bool,
    )


def _that_may_help(modules: Sequence[Module], card: Card, today: date) -> dict[int, frozenset[str]]:
    """Return what each training gives for a job that is still there when it has ended."""
    found = {
        number: given_by(module, card)
        for number, module in enumerate(modules)
        if is_there(card, today, ends_on((module,), today))
    }
    return {number: gives for number, gives in found.items() if gives}


class _CanBegin:
    """Nothing is lacking."""


def _lacks(
    profile: Profile, card: Card, rules: Rules, today: date
) -> frozenset[str] | _CanBegin | None:
    """Return what keeps a person from a job and can be taught, or ``None`` when no training helps.

    Nothing in the way may still be too little: a score below the floor.
    """
    step = card.target.step
    if step is not None and step.id in profile.person.wishes.unwanted:
        return None
    facts = judge_facts(profile.person, card.target, today)
    barred = bars(facts)
    if barred:
        papers = all(judgement.topic is Topic.CERTIFICATE for judgement in barred)
        return frozenset(judgement.id for judgement in barred) if papers else None
    if any(_in_the_way(judge_swedish(profile.person, card.target, rules.weights), rules)):
        return None
    judged = judge_from(facts, profile, card, rules, today)
    if judged.band in CAN_BEGIN and can_be_allocated(scored(judged, rules), rules):
        return _CanBegin()
    in_the_way = list(_in_the_way(judged.judgements, rules))
    if any(not _can_be_taught(j) for j in in_the_way):
        return None
    return frozenset(judgement.id for judgement in in_the_way)


def _in_the_way(judgements: Iterable[Judgement], rules: Rules) -> Iterable[Judgement]:
    """Yield the essential needs that the band of a pair rests on."""
    for one in judgements:
        if one.importance is not Importance.ESSENTIAL:
            continue
        long = one.weeks is not None and one.weeks.high > rules.weights.introduction_weeks
        before = one.outcome is Outcome.TRAINABLE and one.when is When.BEFORE
        if one.outcome is Outcome.MISSING or (before and long):
            yield one


def _can_be_taught(judgement: Judgement) -> bool:
    """Say whether some training may give it; how far up the ladder, only from where she stands."""
    if judgement.topic is Topic.LADDER:
        return judgement.outcome is Outcome.TRAINABLE
    return judgement.topic in (Topic.SKILL, Topic.CERTIFICATE)
