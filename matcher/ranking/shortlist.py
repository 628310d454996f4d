"""From assessments to the list a person reads: the floor, variety, and what to say when empty."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from matcher.domain.judgement import Band
from matcher.domain.ladder import When
from matcher.ranking.assess import assess
from matcher.ranking.features import weeks_of_training

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from matcher.domain.spread import SpreadPrices
    from matcher.ranking.assess import Assessment
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.rules import Rules

MOST_PER_STEP = 3
WAYS_SHOWN = 3


def assess_all(
    pairs: Iterable[tuple[Profile, Card]], rules: Rules, today: date
) -> list[Assessment]:
    """Assess pairs; best score first, ties by the ids of job and person."""
    found = [assess(profile, card, rules, today) for profile, card in pairs]
    return sorted(found, key=lambda a: (-a.score, a.card.target.id, a.profile.person.code))


def above_floor(found: Iterable[Assessment], floor: float) -> list[Assessment]:
    """Keep the pairs with no gate in the way and a score of at least the floor."""
    return [a for a in found if not a.barred_by and a.score >= floor]


def varied(
    found: Sequence[Assessment], top: int, prices: SpreadPrices | None = None
) -> list[Assessment]:
    """Choose the ``top`` pairs to show, best score first.

    At most three openings of the same step and the same person are shown. A job that lies further
    ahead (a stretch) is shown only where there is room beside those that are nearer.

    Parameters
    ----------
    prices
        With prices, those are chosen that are worth most: score less price. What is not worth its
        price is shown only where the list would be shorter than the minimum of the prices without
        it. The order is by score with or without.
    """
    shown: Counter[tuple[str, str]] = Counter()
    chosen: list[Assessment] = []

    def in_turn(one: Assessment) -> tuple[bool, bool, float]:
        worth = _worth(one, prices)
        return worth < 0, one.band is Band.STRETCH, -worth

    for assessment in sorted(found, key=in_turn):
        target = assessment.card.target
        key = (assessment.profile.person.code, target.step.id if target.step else target.id)
        if shown[key] < MOST_PER_STEP:
            shown[key] += 1
            chosen.append(assessment)
    least = prices.minimum if prices else 0
    kept = {
        id(assessment)
        for at, assessment in enumerate(chosen[:top])
        if at < least or _worth(assessment, prices) >= 0
    }
    return [assessment for assessment in found if id(assessment) in kept]


def _worth(one: Assessment, prices: SpreadPrices | None) -> float:
    """Return what a pair adds to a list: its score, less the price of the opening."""
    opening = one.card.target.opening
    return one.score if prices is None else one.score - prices.of(opening.id if opening else None)


def shortest_ways(found: Iterable[Assessment]) -> list[Assessment]:
    """Return the first jobs that take the least to reach: fewest gates, then weeks, then score.

    One job a step.
    """
    entries = [a for a in found if a.card.target.step and a.card.target.step.entry]
    entries.sort(
        key=lambda a: (
            len(a.barred_by),
            weeks_of_training(a.judgements, When.BEFORE),
            -a.score,
            a.card.target.id,
        )
    )
    nearest: dict[str, Assessment] = {}
    for assessment in entries:
        step = assessment.card.target.step
        nearest.setdefault(step.id if step else "", assessment)
    return list(nearest.values())[:WAYS_SHOWN]
