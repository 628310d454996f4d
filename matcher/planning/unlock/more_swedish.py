"""A course of Swedish: who could begin where after it, by matching again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.eligibility import judge_facts
from matcher.domain.judgement import Outcome, bars
from matcher.domain.language import AreaLevel, CefrRange, LanguageArea, LanguageSource
from matcher.planning.gates_first import assess_unless_barred
from matcher.planning.places import there_on
from matcher.planning.unlock.ways import can_be_allocated
from matcher.ranking.swedish_fit import judge_swedish

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from matcher.domain.what_if import SwedishCourse
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.rules import Rules


def after_course(profile: Profile, course: SwedishCourse) -> Profile:
    """Return a profile after a course: no area is below its level, and none is lower than before.

    An area of which nothing is known is at the level afterwards: a course tests it.
    """
    reached = AreaLevel(CefrRange(course.level, course.level), LanguageSource.TEACHER)
    known = profile.person.swedish.areas
    areas = {
        area: known[area] if area in known and known[area].level.low >= course.level else reached
        for area in LanguageArea
    }
    swedish = replace(profile.person.swedish, areas=areas)
    return replace(profile, person=replace(profile.person, swedish=swedish))


def opened_by_swedish(
    profiles: Sequence[Profile],
    cards: Sequence[Card],
    possible: NDArray[np.bool_],
    course: SwedishCourse,
    rules: Rules,
    today: date,
) -> NDArray[np.bool_]:
    """Say which pairs a course opens, shape (people, openings), bool.

    Only pairs are matched again in which Swedish is not there yet.

    Parameters
    ----------
    possible
        Shape (people, openings): can be allocated today.
    """
    day = course.ends_on(today)
    opened = np.zeros_like(possible)
    there = [
        column
        for column, card in enumerate(cards)
        if card.target.opening is not None and there_on(card.target.opening, today, day)
    ]
    for row, profile in enumerate(profiles):
        better = after_course(profile, course)
        for column in there:
            card = cards[column]
            if possible[row, column] or bars(judge_facts(profile.person, card.target, today)):
                continue
            lacks = judge_swedish(profile.person, card.target, rules.weights)
            if all(one.outcome is Outcome.MET for one in lacks):
                continue
            again = assess_unless_barred(better, card, rules, day)
            opened[row, column] = can_be_allocated(again, rules)
    return opened
