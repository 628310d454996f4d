"""Pairs with scores that are given, and prices of openings, for choosing lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from jobs import TODAY, card_of, make_opening, make_person, make_rules, make_step, profile_at

from matcher.domain.ids import OpeningId, ParticipantCode, StepId
from matcher.domain.judgement import Band
from matcher.domain.spread import SpreadBy, SpreadPrices
from matcher.domain.target import Target
from matcher.ranking.assess import assess

if TYPE_CHECKING:
    from matcher.ranking.assess import Assessment

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def prices_at(minimum: int = 3, **price: float) -> SpreadPrices:
    """Return prices by opening id."""
    costs = {OpeningId(opening): each for opening, each in price.items()}
    return SpreadPrices(NOON, "Bo", 0.9, SpreadBy.PLACES, 10, minimum, 7, costs)


@cache
def _any_pair() -> Assessment:
    step = make_step()
    card = card_of(Target(make_opening(step), step))
    return assess(profile_at(make_person(), [0.9]), card, make_rules(), TODAY)


def pair(
    opening: str | None, score: float, *, step: str | None = None, stretch: bool = False
) -> Assessment:
    """Return a pair of a score; without a step of its own each opening has another one."""
    on = replace(make_step(), id=StepId(step or f"step-of-{opening}"))
    what = replace(make_opening(on), id=OpeningId(opening)) if opening else None
    made = _any_pair()
    return replace(
        made,
        profile=replace(
            made.profile, person=replace(made.profile.person, code=ParticipantCode("P001"))
        ),
        card=replace(made.card, target=Target(what, on)),
        score=score,
        band=Band.STRETCH if stretch else made.band,
    )


def ids(found: list[Assessment]) -> list[str | None]:
    """Return the openings of a list, in its order."""
    return [one.card.target.opening.id if one.card.target.opening else None for one in found]
