"""Swedish on the way: who holds a job has what that job asks, and one level more is tried out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.judgement import Outcome
from matcher.domain.language import (
    STEPS_PER_MAIN_LEVEL,
    AreaLevel,
    Cefr,
    CefrRange,
    LanguageArea,
    LanguageSource,
    Swedish,
)
from matcher.domain.target import Target
from matcher.planning.gaps.person import Lack
from matcher.planning.gaps.standing import standing_to_need
from matcher.planning.pathway.legs import Has, SwedishOnTheWay
from matcher.ranking.swedish_fit import judge_swedish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.ladder import Step
    from matcher.domain.participant import Participant
    from matcher.planning.gaps.standing import Judging


def on_the_way(
    person: Participant, before: Step | None, step: Step, judging: Judging
) -> tuple[SwedishOnTheWay, ...]:
    """Return what a job needs in each area, and what of it is still to learn.

    Parameters
    ----------
    person
        As she is today.
    before
        The job she comes from; ``None`` is today.
    """
    arriving = person if before is None else replace(person, swedish=_at(person.swedish, before))
    judged = judge_swedish(arriving, Target(None, step), judging.rules.weights)
    found = []
    for judgement in judged:
        area = LanguageArea(judgement.id)
        need = step.swedish.areas[area]
        known = person.swedish.level_in(area)
        has = Has.UNKNOWN
        if known is not None:
            has = Has.YES if known.level >= need.low else Has.NOT_YET
        lack = None
        if judgement.outcome is Outcome.TRAINABLE:
            lack = Lack(judgement, standing_to_need(judgement, judging.weeks))
        found.append(SwedishOnTheWay(area, need, known.level if known else None, has, lack))
    return tuple(found)


def _at(swedish: Swedish, step: Step) -> Swedish:
    """Return the Swedish of somebody who does a job; what is not known stays so."""
    areas = {}
    for area in LanguageArea:
        known = swedish.level_in(area)
        if known is None:
            continue
        asked = step.swedish.areas.get(area)
        level = known.level if asked is None else max(known.level, asked.low)
        areas[area] = AreaLevel(CefrRange(level, level), LanguageSource.SELF, to_be_confirmed=True)
    return Swedish(areas)


def known_areas(swedish: Swedish) -> tuple[LanguageArea, ...]:
    """Return the areas of which something is known and that have a level above."""
    return tuple(
        area
        for area in LanguageArea
        if (known := swedish.level_in(area)) is not None and known.level < Cefr.C2
    )


def one_level_up(swedish: Swedish, areas: Iterable[LanguageArea]) -> Swedish:
    """Return Swedish with a main level more (A2 to B1) in some areas; unknown stays unknown."""
    levels = dict(swedish.areas)
    for area in areas:
        known = swedish.level_in(area)
        if known is None:
            continue
        level = Cefr(min(Cefr.C2, known.level + STEPS_PER_MAIN_LEVEL))
        told = levels.get(area)
        source = LanguageSource.SELF if told is None else told.source
        levels[area] = AreaLevel(
            CefrRange(level, level), source, to_be_confirmed=told is None or told.to_be_confirmed
        )
    return replace(swedish, areas=levels)
