"""One pair, from judgements over features to a score that is the sum of its contributions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.eligibility import judge_facts
from matcher.domain.judgement import band_of, bars
from matcher.ranking.features import pair_features
from matcher.ranking.ladder_fit import judge_ladder
from matcher.ranking.likeness import liken
from matcher.ranking.skill_fit import judge_skills
from matcher.ranking.swedish_fit import judge_swedish
from matcher.ranking.trained import with_trainings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matcher.domain.judgement import Band, Judgement
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.features import Feature
    from matcher.ranking.likeness import Likeness
    from matcher.ranking.rules import Rules


@dataclass(frozen=True)
class Assessment:
    """A pair with everything that was found.

    Parameters
    ----------
    score
        In [0, 1], the sum of ``contributions``.
    barred_by
        Gates that are certainly not met; with any of them the job is not suggested.
    """

    profile: Profile
    card: Card
    likeness: Likeness
    judgements: tuple[Judgement, ...]
    features: Mapping[str, Feature]
    contributions: Mapping[str, float]
    score: float
    band: Band
    barred_by: tuple[Judgement, ...]


@dataclass(frozen=True)
class Judged:
    """A pair with what is met and what is not yet, before it is scored."""

    profile: Profile
    card: Card
    likeness: Likeness
    judgements: tuple[Judgement, ...]
    band: Band


def assess(profile: Profile, card: Card, rules: Rules, today: date) -> Assessment:
    """Judge, band and score one pair.

    Parameters
    ----------
    profile, card
        The person and the job, embedded by the same encoder.
    rules
        Weights and calibration.
    today
        The day that dates are held against.
    """
    return scored(judge(profile, card, rules, today), rules)


def judge(profile: Profile, card: Card, rules: Rules, today: date) -> Judged:
    """Judge and band one pair; who needs the score of some pairs only scores those."""
    return judge_from(judge_facts(profile.person, card.target, today), profile, card, rules, today)


def judge_from(
    facts: tuple[Judgement, ...], profile: Profile, card: Card, rules: Rules, today: date
) -> Judged:
    """Judge and band one pair whose facts are judged: most pairs of a programme end at those."""
    weights = rules.weights
    profile = with_trainings(profile, card, today)
    likeness = liken(profile, card, rules)
    judgements = (
        *facts,
        *judge_swedish(profile.person, card.target, weights),
        *judge_skills(profile, card, likeness, weights),
        *judge_ladder(profile, card, likeness, rules),
    )
    band = band_of(
        judgements,
        introduction_weeks=weights.introduction_weeks,
        longest_training_weeks=weights.longest_training_weeks,
    )
    return Judged(profile, card, likeness, judgements, band)


def scored(judged: Judged, rules: Rules) -> Assessment:
    """Score a judged pair."""
    weights = rules.weights
    features = pair_features(
        judged.profile, judged.card, judged.likeness, judged.judgements, weights
    )
    contributions = {
        name: weights.weights[name] * feature.value for name, feature in features.items()
    }
    return Assessment(
        profile=judged.profile,
        card=judged.card,
        likeness=judged.likeness,
        judgements=judged.judgements,
        features=features,
        contributions=contributions,
        score=sum(contributions.values()),
        band=judged.band,
        barred_by=bars(judged.judgements),
    )
