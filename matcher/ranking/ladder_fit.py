"""How far up a ladder somebody has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.judgement import Judgement, Outcome, Topic
from matcher.domain.ladder import When
from matcher.ranking.likeness import job_likeness
from matcher.ranking.verbalise import FacetKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from matcher.ranking.catalogue import Card, Profile, WayIn
    from matcher.ranking.likeness import Likeness
    from matcher.ranking.rules import Rules
    from matcher.ranking.weights import Weights

LADDER = "ladder"
VALIDATION = "validation"


def judge_ladder(
    profile: Profile, card: Card, likeness: Likeness, rules: Rules
) -> tuple[Judgement, ...]:
    """Judge whether somebody has come as far as a job that is not a first one.

    Such a job is met by ``ladder_months`` of work like it, each experience weighted by its
    likeness, or by a finished training that begins where the person stands. Else it is reached by
    the shortest training from the job before, when that is a first job or one she has done as long.
    Else it lies further ahead: another job comes between. A likeness of words alone makes nobody a
    kitchen manager.
    """
    step, weights = card.target.step, rules.weights
    if step is None or step.entry:
        return ()
    if not profile.facets:
        return (Judgement(Topic.LADDER, LADDER, Outcome.UNKNOWN),)
    months = relevant_months(profile, likeness.work, weights)
    if LADDER in profile.granted or months >= weights.ladder_months:
        return (Judgement(Topic.LADDER, LADDER, Outcome.MET, coverage=1.0),)
    coverage = months / weights.ladder_months
    open_ways = [way.transition for way in card.ways_in if _is_open(profile, way, rules)]
    if any(way.training.id in profile.granted for way in open_ways):
        return (Judgement(Topic.LADDER, LADDER, Outcome.MET, coverage=1.0),)
    way = min(open_ways, key=lambda way: way.weeks.full_time.low, default=None)
    if way is None:
        return (Judgement(Topic.LADDER, LADDER, Outcome.MISSING, coverage=coverage),)
    titles = way.training.titles
    return (
        Judgement(
            Topic.LADDER,
            LADDER,
            Outcome.TRAINABLE,
            coverage=coverage,
            when=When.BEFORE,
            weeks=way.weeks.full_time,
            facts={"sv": titles.sv, "en": titles.en, "ar": titles.ar, "way": way.id},
        ),
    )


def relevant_months(profile: Profile, likeness: NDArray[np.float64], weights: Weights) -> float:
    """Return the months of experience, each weighted by its likeness, shape (facets,), to a job."""
    return sum(
        (weights.months_when_unknown if facet.months is None else facet.months) * float(like)
        for facet, like in zip(profile.facets, likeness, strict=True)
        if facet.kind is FacetKind.EXPERIENCE
    )


def _is_open(profile: Profile, way: WayIn, rules: Rules) -> bool:
    """Say whether somebody stands where a way begins; a validation needs the work to be done."""
    if way.before.entry and way.transition.training.kind != VALIDATION:
        return True
    like = job_likeness(profile, way.work, way.before.sector, rules)
    return relevant_months(profile, like, rules.weights) >= rules.weights.ladder_months
