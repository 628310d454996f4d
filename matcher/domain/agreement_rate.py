"""How often reviewers agree with what is suggested: a figure about the list, not about a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from matcher.domain.judgement import Band

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEAST_DECISIONS = 5
"""Fewer are not shown to anybody but the reviewer herself."""
LEAST_REVIEWERS = 2
"""What fewer have decided is not pooled: it would be one person's."""


@dataclass(frozen=True, slots=True)
class Decided:
    """How many suggestions of a band a reviewer has confirmed and declined, as it stands now."""

    by: str
    band: Band
    confirmed: int
    declined: int


@dataclass(frozen=True, slots=True)
class AgreementRate:
    """Confirmed ones among those that were decided on.

    Examples
    --------
    >>> rate = AgreementRate(confirmed=8, declined=2)
    >>> rate.number, rate.share
    (10, 0.8)
    """

    confirmed: int
    declined: int

    @property
    def number(self) -> int:
        """How many were decided on."""
        return self.confirmed + self.declined

    @property
    def share(self) -> float:
        """Confirmed of decided, in [0, 1]; 0 when nothing was decided."""
        return self.confirmed / self.number if self.number else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The score interval (Wilson 1927) of the share at 95 %, in [0, 1].

        Examples
        --------
        >>> low, high = AgreementRate(confirmed=8, declined=2).interval
        >>> round(low, 3), round(high, 3)
        (0.49, 0.943)
        """
        if not self.number:
            return 0.0, 1.0
        z, n, p = NormalDist().inv_cdf(0.975), self.number, self.share
        middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class PooledRates:
    """The rates of everybody together.

    Parameters
    ----------
    whole
        ``None`` when there are too few decisions or reviewers.
    bands
        The rate of each band; ``None`` where it is hidden: too few decisions, or the next smallest
        where one hidden band could be counted out from the others.
    """

    whole: AgreementRate | None
    bands: Mapping[Band, AgreementRate | None]


def rate_of(decided: Iterable[Decided]) -> AgreementRate:
    """Return one rate over several bands or reviewers."""
    cells = list(decided)
    return AgreementRate(sum(one.confirmed for one in cells), sum(one.declined for one in cells))


def pooled(decided: Iterable[Decided]) -> PooledRates:
    """Return the rates of everybody together, small ones hidden."""
    cells = list(decided)
    whole = rate_of(cells)
    reviewers = Counter(one.by for one in cells if one.confirmed + one.declined)
    if len(reviewers) < LEAST_REVIEWERS or whole.number < LEAST_DECISIONS:
        return PooledRates(None, dict.fromkeys(Band))
    rates = {band: rate_of(one for one in cells if one.band is band) for band in Band}
    filled = sorted((band for band in Band if rates[band].number), key=lambda b: rates[b].number)
    hidden = [band for band in filled if rates[band].number < LEAST_DECISIONS]
    if len(hidden) == 1:
        hidden = filled[:2]
    return PooledRates(
        whole, {band: None if band in hidden else rate for band, rate in rates.items()}
    )
