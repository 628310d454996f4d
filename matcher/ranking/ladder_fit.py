"""How far up a ladder somebody has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.judgement import Judgement, Outcome, Topic
from matcher.domain.ladder import When
from matcher.ranking.verbalise import FacetKind

if TYPE_CHECKING:
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.likeness import Likeness
    from matcher.ranking.weights import Weights

LADDER = "ladder"


def judge_ladder(
    profile: Profile, card: Card, likeness: Likeness, weights: Weights
) -> tuple[Judgement, ...]:
    """Judge whether somebody has come as far as a job that is not a first one.

    Such a job is met by ``ladder_months`` of work like it, each experience weighted by its
    likeness; else it is reached by the shortest training that leads to it from the job before.
    A likeness of words alone makes nobody a kitchen manager.
    """
    step = card.target.step
    if step is None or step.entry:
        return ()
    if not profile.facets:
        return (Judgement(Topic.LADDER, LADDER, Outcome.UNKNOWN),)
    months = relevant_months(profile, likeness, weights)
    if LADDER in profile.granted or months >= weights.ladder_months:
        return (Judgement(Topic.LADDER, LADDER, Outcome.MET, coverage=1.0),)
    coverage = months / weights.ladder_months
    way = min(card.ways_in, key=lambda way: way.weeks.full_time.low, default=None)
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
            facts={"sv": titles.sv, "en": titles.en, "ar": titles.ar},
        ),
    )


def relevant_months(profile: Profile, likeness: Likeness, weights: Weights) -> float:
    """Return the months of experience, each weighted by its likeness to the job."""
    return sum(
        (weights.months_when_unknown if facet.months is None else facet.months) * float(like)
        for facet, like in zip(profile.facets, likeness.work, strict=True)
        if facet.kind is FacetKind.EXPERIENCE
    )
