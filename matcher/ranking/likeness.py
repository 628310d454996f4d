"""How much of a job a person has done: soft coverage of each skill by the best of her facets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.judgement import Judgement, Outcome, Topic
from matcher.domain.ladder import When
from matcher.domain.sector import Sector
from matcher.ranking.verbalise import FacetKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.domain.ladder import Requirement
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.rules import Rules
    from matcher.ranking.weights import Weights

LADDER = "ladder"


@dataclass(frozen=True)
class Likeness:
    """Likeness of a person's facets to one job, all values in [0, 1].

    Parameters
    ----------
    work
        Shape (facets,): each facet against the whole job.
    coverage
        Shape (skills,): each skill by the best facet.
    best_facet
        Shape (skills,): which facet that was.
    """

    work: NDArray[np.float64]
    coverage: NDArray[np.float64]
    best_facet: NDArray[np.intp]


def liken(profile: Profile, card: Card, rules: Rules) -> Likeness:
    """Compare a profile with a job; a profile without facets gives coverage 0 and no best facet."""
    skills = len(card.skills)
    if not profile.facets:
        empty = np.zeros(skills)
        return Likeness(np.zeros(0), empty, np.full(skills, -1, dtype=np.intp))
    work = _work(profile, card, rules)
    if not skills:
        return Likeness(work, np.zeros(0), np.zeros(0, dtype=np.intp))
    each = rules.skill.apply(profile.vectors @ card.skill_vectors.T)
    share = rules.weights.whole_job_share
    covered = np.maximum(each, share * work[:, None] + (1 - share) * each)
    return Likeness(work, covered.max(axis=0), covered.argmax(axis=0))


def _work(profile: Profile, card: Card, rules: Rules) -> NDArray[np.float64]:
    """Likeness of each facet to the whole job, shape (facets,).

    The likeness of the texts and the trade that the facet was read as each have their share: the
    encoder is less sure of Somali and Tigrinya, and knows the trade before it knows the job.
    """
    alike = rules.work.apply(profile.vectors @ card.work)
    sector = card.target.sector
    if sector is None:
        return alike
    share = rules.weights.trade_share
    return (1 - share) * alike + share * profile.trades[:, list(Sector).index(sector)]


def judge_skills(
    profile: Profile, card: Card, likeness: Likeness, weights: Weights
) -> tuple[Judgement, ...]:
    """Judge each skill: met from ``skill_met_at`` on or when granted, else trainable or missing."""
    return tuple(
        _judge(need, profile, likeness, row, weights) for row, need in enumerate(card.skills)
    )


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


def _judge(
    need: Requirement, profile: Profile, likeness: Likeness, row: int, weights: Weights
) -> Judgement:
    coverage: float | None = float(likeness.coverage[row])
    facts = {"sv": need.texts.sv, "en": need.texts.en, "ar": need.texts.ar}
    if need.id in profile.granted:
        coverage, outcome = 1.0, Outcome.MET
    elif not profile.facets:
        coverage, outcome = None, Outcome.UNKNOWN
    elif coverage is not None and coverage >= weights.skill_met_at:
        outcome = Outcome.MET
        facts["own_words"] = profile.facets[int(likeness.best_facet[row])].text
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
    )
