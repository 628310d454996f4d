"""The features of a pair, each in [0, 1] and never falling when the person's side improves.

Used by serving and, later, by learning the weights: there is no second feature function.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.judgement import Outcome, Topic
from matcher.domain.ladder import Importance, When
from matcher.ranking.ladder_fit import relevant_months
from matcher.ranking.verbalise import FacetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.domain.judgement import Judgement
    from matcher.domain.participant import Wishes
    from matcher.domain.target import Target
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.likeness import Likeness
    from matcher.ranking.weights import Weights

IMPORTANCE_WEIGHT = {Importance.ESSENTIAL: 2.0, Importance.USEFUL: 1.0}
TRAINABLE_CERTIFICATE = 0.5
WISHED_STEP, WISHED_SECTOR, OTHER_WISHED, TO_AVOID = 1.0, 0.9, 0.25, 0.1


@dataclass(frozen=True, slots=True)
class Feature:
    """A value in [0, 1]; ``known`` is false when it is the neutral value."""

    value: float
    known: bool = True


def pair_features(
    profile: Profile,
    card: Card,
    likeness: Likeness,
    judgements: Sequence[Judgement],
    weights: Weights,
) -> dict[str, Feature]:
    """Return every feature of a pair by name, in the order of ``weights.FEATURES``.

    Parameters
    ----------
    profile, card
        The person and the job.
    likeness
        Their likeness.
    judgements
        Every requirement judged.
    weights
        Neutral values and scales.
    """

    def or_neutral(name: str, value: float | None) -> Feature:
        if value is None:
            return Feature(weights.neutral[name], known=False)
        return Feature(min(1.0, max(0.0, value)))

    about = {
        topic: [j for j in judgements if j.topic is topic]
        for topic in (Topic.SKILL, Topic.SWEDISH, Topic.CERTIFICATE, Topic.TRAVEL)
    }
    return {
        "work": or_neutral("work", float(likeness.work.max()) if profile.facets else None),
        "requirements": or_neutral("requirements", _mean_coverage(about[Topic.SKILL])),
        "swedish": or_neutral("swedish", _swedish(about[Topic.SWEDISH], weights)),
        "certificates": or_neutral("certificates", _certificates(about[Topic.CERTIFICATE])),
        "experience": or_neutral("experience", _experience(profile, likeness, weights)),
        "wishes": or_neutral("wishes", _wishes(profile.person.wishes, card.target)),
        "travel": or_neutral("travel", _mean_coverage(about[Topic.TRAVEL])),
        "hours": or_neutral("hours", _hours(judgements)),
        "training": or_neutral("training", _training(judgements, weights)),
    }


def _mean_coverage(judgements: Iterable[Judgement]) -> float | None:
    """Mean coverage by importance; a bonus counts only where it raises the mean."""
    known = [
        (IMPORTANCE_WEIGHT[j.importance], j.coverage, j.bonus)
        for j in judgements
        if j.coverage is not None
    ]
    total = sum(weight for weight, _, bonus in known if not bonus)
    mean = sum(weight * value for weight, value, bonus in known if not bonus)
    mean = mean / total if total else 0.0
    extra = sorted(((value, weight) for weight, value, bonus in known if bonus), reverse=True)
    for value, weight in extra:
        if value > mean:
            mean = (mean * total + value * weight) / (total + weight)
            total += weight
    return mean if known else None


def _swedish(judgements: Sequence[Judgement], weights: Weights) -> float | None:
    if all(j.coverage is None for j in judgements):
        return None
    values = [weights.neutral["swedish"] if j.coverage is None else j.coverage for j in judgements]
    return sum(values) / len(values)


def _certificates(judgements: Sequence[Judgement]) -> float | None:
    if not judgements:
        return 1.0
    if all(j.outcome is Outcome.UNKNOWN for j in judgements):
        return None
    worth = {Outcome.MET: 1.0, Outcome.TRAINABLE: TRAINABLE_CERTIFICATE, Outcome.MISSING: 0.0}
    known = [
        (IMPORTANCE_WEIGHT[j.importance], worth[j.outcome])
        for j in judgements
        if j.outcome is not Outcome.UNKNOWN
    ]
    return sum(weight * value for weight, value in known) / sum(weight for weight, _ in known)


def _experience(profile: Profile, likeness: Likeness, weights: Weights) -> float | None:
    """Months of like work; saturates exponentially."""
    if not any(facet.kind is FacetKind.EXPERIENCE for facet in profile.facets):
        return None
    return 1 - math.exp(-relevant_months(profile, likeness.work, weights) / weights.months_scale)


def _wishes(wishes: Wishes, target: Target) -> float | None:
    if target.step and wishes.avoid & target.step.tags:
        return TO_AVOID
    if target.step and target.step.id in wishes.steps:
        return WISHED_STEP
    if target.sector in wishes.sectors:
        return WISHED_SECTOR
    return OTHER_WISHED if wishes.steps or wishes.sectors else None


def _hours(judgements: Iterable[Judgement]) -> float | None:
    values = []
    for judgement in judgements:
        if judgement.topic in (Topic.HOURS, Topic.SHIFTS):
            if judgement.coverage is not None:
                values.append(judgement.coverage)
            elif judgement.outcome is not Outcome.UNKNOWN:
                values.append(float(judgement.outcome is Outcome.MET))
    return sum(values) / len(values) if values else None


def weeks_of_training(judgements: Iterable[Judgement], when: When) -> float:
    """Return the fewest weeks of training that the essential needs take, side by side."""
    return max(
        (
            j.weeks.low
            for j in judgements
            if j.outcome is Outcome.TRAINABLE
            and j.importance is Importance.ESSENTIAL
            and j.when is when
            and j.weeks
        ),
        default=0.0,
    )


def _training(judgements: Sequence[Judgement], weights: Weights) -> float:
    """Weeks of training, falling exponentially; 0 when something essential takes over a year."""
    if any(
        j.outcome is Outcome.MISSING and j.importance is Importance.ESSENTIAL for j in judgements
    ):
        return 0.0
    before = weeks_of_training(judgements, When.BEFORE)
    beside = weeks_of_training(judgements, When.BESIDE)
    return math.exp(-(before + weights.beside_share * beside) / weights.training_weeks_scale)
