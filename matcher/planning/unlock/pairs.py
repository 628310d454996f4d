"""Who can begin at which open job as it is, and after which training: by matching again.

A pair can be allocated when no gate is in the way, the score reaches the floor, and the band says
that the job can be begun: ready, or with support. What a training changes is found by giving its
papers to the person and assessing the pair on the day it ends, at a job that is still there then.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.eligibility import judge_facts
from matcher.domain.judgement import Band, Outcome, Topic, bars
from matcher.domain.ladder import Importance, When
from matcher.planning.gates_first import assess_unless_barred
from matcher.planning.places import there_on
from matcher.planning.unlock.modules import trained
from matcher.ranking.assess import judge_from, scored
from matcher.ranking.swedish_fit import judge_swedish

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from matcher.domain.judgement import Judgement
    from matcher.planning.pair_scores import Progress
    from matcher.planning.unlock.modules import Module
    from matcher.ranking.assess import Assessment
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.rules import Rules

DAYS_A_WEEK = 7
CAN_BEGIN = frozenset({Band.READY, Band.WITH_SUPPORT})


@dataclass(frozen=True, eq=False)
class Pairs:
    """People and open jobs.

    Parameters
    ----------
    possible
        Shape (people, openings), bool: can be allocated today.
    opened
        Shape (modules, people, openings), bool: can be allocated after a training, and not today.
    """

    possible: NDArray[np.bool_]
    opened: NDArray[np.bool_]


def ends_on(module: Module, today: date) -> date:
    """Return the day a training has ended at the latest; it begins today, or when it says."""
    begins = max(today, module.starts or today)
    return begins + timedelta(days=math.ceil(module.weeks.high * DAYS_A_WEEK))


def can_be_allocated(found: Assessment | None, rules: Rules) -> bool:
    """Say whether a person can begin at a job; ``None`` is a pair with a gate in the way."""
    return found is not None and found.score >= rules.weights.floor and found.band in CAN_BEGIN


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
    helps = [
        [number for number, module in enumerate(modules) if _may_help(module, card, today)]
        for card in cards
    ]
    for row, profile in enumerate(profiles):
        for column, card in enumerate(cards):
            lacks = _lacks(profile, card, rules, today)
            if lacks is None:
                continue
            if isinstance(lacks, _CanBegin):
                possible[row, column] = True
                continue
            for number in helps[column]:
                module = modules[number]
                if lacks <= _given(module, card):
                    day = ends_on(module, today)
                    again = assess_unless_barred(trained(profile, module), card, rules, day)
                    opened[number, row, column] = can_be_allocated(again, rules)
        progress(row + 1, len(profiles))
    return Pairs(possible, opened)


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


def _may_help(module: Module, card: Card, today: date) -> bool:
    opening, step = card.target.opening, card.target.step
    if opening is None or not there_on(opening, today, ends_on(module, today)):
        return False
    asked = {need.id for need in card.target.certificates}
    return (step is not None and step.id in module.steps) or bool(module.papers & asked)


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


def _given(module: Module, card: Card) -> frozenset[str]:
    """Return what a training gives for a job: all of it on the step it leads to, else papers."""
    step = card.target.step
    if step is not None and step.id in module.steps:
        return module.gives | {Topic.LADDER.value}
    return module.papers
