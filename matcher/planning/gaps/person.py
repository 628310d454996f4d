"""What lies between one person and each job of the ladders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.judgement import Outcome
from matcher.domain.ladder import Importance
from matcher.planning.gaps.standing import (
    ABLE,
    Standing,
    standing_to_job,
    standing_to_need,
)
from matcher.planning.gates_first import assess_unless_barred
from matcher.ranking.assess import assess

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.judgement import Judgement
    from matcher.domain.ladder import Step
    from matcher.planning.gaps.standing import Judging
    from matcher.ranking.catalogue import Card, Profile


@dataclass(frozen=True, slots=True)
class Lack:
    """An essential need that is not met."""

    judgement: Judgement
    standing: Standing


@dataclass(frozen=True, slots=True)
class StepGap:
    """One step for one person.

    Parameters
    ----------
    standing
        To the job in general, hours and way to work left aside.
    lacks
        What is not met, or not known.
    open_places, within_reach
        Places at open jobs on the step, and those of them that the person can begin at.
    """

    step: Step
    standing: Standing
    lacks: tuple[Lack, ...]
    open_places: int
    within_reach: int


def person_gaps(
    profile: Profile,
    steps: Sequence[Card],
    openings: Sequence[tuple[Card, int]],
    judging: Judging,
) -> tuple[StepGap, ...]:
    """Return every step, the nearest first.

    Parameters
    ----------
    steps
        Cards of steps alone.
    openings
        Cards of open jobs, each with its places.
    """
    places: dict[str, int] = {}
    within: dict[str, int] = {}
    for card, left in openings:
        step = card.target.step
        if step is None:
            continue
        places[step.id] = places.get(step.id, 0) + left
        found = assess_unless_barred(profile, card, judging.rules, judging.day)
        if found is not None and standing_to_job(found, judging) in ABLE:
            within[step.id] = within.get(step.id, 0) + left
    gaps = []
    for card in steps:
        step = card.target.step
        if step is None:
            continue
        found = assess(profile, card, judging.rules, judging.day)
        lacks = tuple(
            Lack(judgement, standing_to_need(judgement, judging.weeks))
            for judgement in found.judgements
            if judgement.importance is Importance.ESSENTIAL and judgement.outcome is not Outcome.MET
        )
        gaps.append(
            StepGap(
                step,
                standing_to_job(found, judging),
                lacks,
                places.get(step.id, 0),
                within.get(step.id, 0),
            )
        )
    return tuple(sorted(gaps, key=lambda gap: (gap.standing, len(gap.lacks), gap.step.id)))
