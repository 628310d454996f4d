"""How openings stand in everybody's lists, and what it costs to spread them; numbers only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from matcher.domain.ids import OpeningId


LENGTH, MINIMUM = 10, 3


class SpreadBy(StrEnum):
    """What an opening's budget goes by: the places nobody has, or the same for each opening."""

    PLACES = "places"
    OPENINGS = "openings"


@dataclass(frozen=True, slots=True)
class SpreadQuestion:
    """How lists are to be spread.

    Parameters
    ----------
    strength
        In [0, 1]; ``None`` is the weakest that halves the Gini, or 1 where none does.
    length, minimum
        How long a list is at most, and at least where there are so many openings.
    by
        What budgets go by.
    """

    strength: float | None = None
    length: int = LENGTH
    minimum: int = MINIMUM
    by: SpreadBy = SpreadBy.PLACES


@dataclass(frozen=True, slots=True)
class SuggestedFigures:
    """What lists are like that are suggested at the prices: varied by step, leads left aside.

    Parameters
    ----------
    gini
        Of exposure, counted as in :class:`SpreadPoint`.
    ndcg, lowest_ndcg
        Mean and lowest; the ideal is the list that is suggested by score alone.
    least
        The shortest list among people for whom there are at least as many openings as the minimum.
    """

    gini: float
    ndcg: float
    lowest_ndcg: float
    least: int


@dataclass(frozen=True, slots=True)
class SpreadPoint:
    """What lists are like at one strength.

    Parameters
    ----------
    strength
        In [0, 1]: 0 is lists by score alone, 1 the same exposure for all.
    gini
        Of exposure for each place (or each opening, as was asked), among openings that could stand
        in some list; 0 is even.
    gini_openings
        The same for each opening, whatever its places.
    ndcg, lowest_ndcg
        Mean over people who could have a list, and of the person who loses most. The gain of an
        opening is its score, and lists by score alone are the ideal.
    least
        The shortest list among people for whom there are at least as many openings as the minimum;
        0 where there is nobody like that.
    too_short
        How many people have fewer than the minimum, and fewer than there are for them.
    slots
        How long all lists are together.
    seen
        How many openings stand in at least one list.
    largest_share
        Of all slots, the part of the opening that stands in most lists.
    suggested
        The same for lists as suggestions would be with the prices of this strength.
    """

    strength: float
    gini: float
    gini_openings: float
    ndcg: float
    lowest_ndcg: float
    least: int
    too_short: int
    slots: int
    seen: int
    largest_share: float
    suggested: SuggestedFigures


@dataclass(frozen=True, slots=True)
class OpeningShare:
    """How one opening stands in lists.

    Parameters
    ----------
    places
        Those nobody has.
    could
        For how many people it is above the floor.
    by_score, lists
        In how many lists it stands by score alone, and at the chosen strength.
    share_by_score, share
        The same as a part of all slots.
    budget
        In how many lists it may stand; ``None`` is any number.
    cap
        In how many it may stand by its own word; ``None`` is any number.
    beyond
        In how many lists more than its budget it stands, for the sake of people's minimum.
    price
        What a list gives up in score for it: 0 where it turned nobody away.
    """

    opening: OpeningId
    title: str
    places: int
    could: int
    by_score: int
    lists: int
    share_by_score: float
    share: float
    budget: int | None
    cap: int | None
    beyond: int
    price: float


@dataclass(frozen=True, slots=True)
class SpreadReport:
    """Lists for everybody at a strength, beside those by score alone.

    Parameters
    ----------
    people, with_openings
        How many look for a job, and for how many of them there is an opening.
    openings, reachable, places, pairs
        Agreed openings with a place left, those that could stand in some list, places, and pairs
        above the floor.
    length, minimum
        How long a list is at most, and at least where there are so many openings.
    chosen
        The figures of the strength that was asked for.
    half
        Those of the weakest strength that halves the Gini; ``None`` when none does.
    half_suggested
        Those of the weakest strength that halves the Gini of suggested lists.
    curve
        Strength 0 to 1 by tenths.
    score, bound
        The sum of all scores in the lists of the chosen strength, and what it cannot exceed within
        the budgets.
    list_lengths
        How many people have a list of how many openings, at the chosen strength.
    shares
        The opening that stands in most lists by score alone first.
    """

    day: date
    people: int
    with_openings: int
    openings: int
    reachable: int
    places: int
    pairs: int
    length: int
    minimum: int
    weighed_by: SpreadBy
    chosen: SpreadPoint
    half: SpreadPoint | None
    half_suggested: SpreadPoint | None
    curve: tuple[SpreadPoint, ...]
    score: float
    bound: float
    list_lengths: tuple[tuple[int, int], ...]
    shares: tuple[OpeningShare, ...]


@dataclass(frozen=True, slots=True)
class SpreadPrices:
    """What lists give up in score for crowded openings, from one spreading of everybody's lists.

    Parameters
    ----------
    at, by
        When they were put to use, and by whom.
    strength, weighed_by, length, minimum, seed
        What they were computed with; ``strength`` is in [0, 1].
    price
        Above 0, in units of score, by opening. What is not in it costs nothing: it turned nobody
        away, or it came later.
    """

    at: datetime
    by: str
    strength: float
    weighed_by: SpreadBy
    length: int
    minimum: int
    seed: int
    price: Mapping[OpeningId, float]

    @property
    def id(self) -> str:
        """SHA-256 (hexadecimal) of all of it, so that prices under an id never change."""
        return fingerprint(replace(self, at=self.at.astimezone(UTC)))

    def of(self, opening: OpeningId | None) -> float:
        """Return the price of an opening, or of a step on which nothing is open (``None``): 0."""
        return 0.0 if opening is None else self.price.get(opening, 0.0)


def prices_of(found: SpreadReport, seed: int, by: str, at: datetime) -> SpreadPrices:
    """Return the prices of the chosen strength, to be put to use."""
    return SpreadPrices(
        at=at,
        by=by,
        strength=found.chosen.strength,
        weighed_by=found.weighed_by,
        length=found.length,
        minimum=found.minimum,
        seed=seed,
        price={one.opening: one.price for one in found.shares if one.price > 0},
    )
