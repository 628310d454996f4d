"""Why somebody has fewer openings in her list than the minimum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.eligibility import judge_facts
from matcher.domain.exposure import WhyFew
from matcher.domain.judgement import bars
from matcher.ranking.assess import judge_from, scored
from matcher.ranking.shortlist import above_floor

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date

    from matcher.planning.pair_scores import Refusal
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.rules import Rules


def why_few(
    profile: Profile,
    cards: Sequence[Card],
    rules: Rules,
    day: date,
    refused: Container[Refusal],
    minimum: int,
) -> WhyFew:
    """Return the first reason that holds for somebody with fewer openings than the minimum.

    Parameters
    ----------
    profile, cards
        The person and all jobs, with their vectors, by the same encoder.
    refused
        Pairs of a code and an opening that were answered with no.
    """
    if len(cards) < minimum:
        return WhyFew.OPENINGS
    open_to, suits = 0, 0
    for card in cards:
        facts = judge_facts(profile.person, card.target, day)
        if bars(facts):
            continue
        pair = scored(judge_from(facts, profile, card, rules, day), rules)
        fits = pair.score > 0 and bool(above_floor([pair], rules.weights.floor))
        suits += fits
        open_to += not _said_no(profile, card, refused)
    if suits >= minimum:
        return WhyFew.NO
    return WhyFew.GATE if open_to < minimum else WhyFew.FAR


def _said_no(profile: Profile, card: Card, refused: Container[Refusal]) -> bool:
    opening, step = card.target.opening, card.target.step
    if step is not None and step.id in profile.person.wishes.unwanted:
        return True
    return (profile.person.code, opening.id if opening else None) in refused
