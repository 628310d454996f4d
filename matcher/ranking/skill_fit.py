"""Skills a job asks for: met by likeness, trainable, missing, or to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.judgement import Judgement, Outcome, Topic
from matcher.domain.target import EMPLOYER

if TYPE_CHECKING:
    from matcher.domain.ladder import Requirement
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.likeness import Likeness
    from matcher.ranking.weights import Weights


def judge_skills(
    profile: Profile, card: Card, likeness: Likeness, weights: Weights
) -> tuple[Judgement, ...]:
    """Judge each skill: met from ``skill_met_at`` on or when granted, else trainable or missing.

    What only an employer's own words ask for is not known unless it is met: free text says too
    little to hold it against anybody.
    """
    return tuple(
        _judge(need, profile, likeness, row, weights) for row, need in enumerate(card.skills)
    )


def _judge(
    need: Requirement, profile: Profile, likeness: Likeness, row: int, weights: Weights
) -> Judgement:
    coverage: float | None = float(likeness.coverage[row])
    own_words_only = need.fact.source == EMPLOYER
    facts = {"sv": need.texts.sv, "en": need.texts.en, "ar": need.texts.ar}
    if need.id in profile.granted:
        coverage, outcome = 1.0, Outcome.MET
    elif not profile.facets:
        coverage, outcome = None, Outcome.UNKNOWN
    elif coverage is not None and coverage >= weights.skill_met_at:
        outcome = Outcome.MET
        facts["own_words"] = profile.facets[int(likeness.best_facet[row])].text
    elif own_words_only:
        coverage, outcome = None, Outcome.UNKNOWN
    else:
        outcome = Outcome.TRAINABLE if need.train else Outcome.MISSING
    return Judgement(
        Topic.SKILL,
        need.id,
        outcome,
        importance=need.importance,
        coverage=coverage,
        when=need.train.when if need.train else None,
        weeks=need.train.weeks if need.train else None,
        facts=facts,
        bonus=own_words_only,
    )
