"""Swedish for the task, area by area: what is met, and how many weeks the rest takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.judgement import Judgement, Outcome, Topic
from matcher.domain.ladder import Span, When
from matcher.domain.language import STEPS_PER_MAIN_LEVEL

if TYPE_CHECKING:
    from matcher.domain.language import CefrRange, LanguageArea
    from matcher.domain.participant import Participant
    from matcher.domain.target import Target
    from matcher.ranking.weights import Weights

# Where an opening names levels but no ladder step says how long a level takes: a planning value.
_WEEKS_PER_LEVEL = Span(10, 20)
_LARGEST_GAP = 2 * STEPS_PER_MAIN_LEVEL


def judge_swedish(person: Participant, target: Target, weights: Weights) -> tuple[Judgement, ...]:
    """Judge each area that the tasks need.

    The coverage of an area falls evenly from 1 (the level is there) to 0 (two main levels short).
    A gap larger than ``beside_max_gap`` is closed before the job, whatever the step says.
    """
    return tuple(
        _judge(person, target, area, need, weights) for area, need in target.swedish.items()
    )


def _judge(
    person: Participant, target: Target, area: LanguageArea, need: CefrRange, weights: Weights
) -> Judgement:
    known = person.swedish.level_in(area)
    if known is None:
        return Judgement(
            Topic.SWEDISH, area, Outcome.UNKNOWN, facts={"area": area, "need": need.label}
        )
    facts = {
        "area": area,
        "need": need.low.label,
        "have": known.level.label,
        "certain": "yes" if known.certain else "",
    }
    gap = max(0, need.low - known.level)
    if gap == 0:
        return Judgement(Topic.SWEDISH, area, Outcome.MET, coverage=1.0, facts=facts)
    own = target.step.swedish if target.step else None
    level = own.weeks_per_level if own else _WEEKS_PER_LEVEL
    levels = gap / STEPS_PER_MAIN_LEVEL
    beside = gap <= weights.beside_max_gap and (own is None or own.when is When.BESIDE)
    return Judgement(
        Topic.SWEDISH,
        area,
        Outcome.TRAINABLE,
        coverage=max(0.0, 1 - gap / _LARGEST_GAP),
        when=When.BESIDE if beside else When.BEFORE,
        weeks=Span(round(level.low * levels), round(level.high * levels)),
        facts=facts,
    )
