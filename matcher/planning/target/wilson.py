"""Shares with the interval that goes with them, of exact counts and of rounded ones.

The interval is that of Wilson, "Probable inference, the law of succession, and statistical
inference" (1927), as SciPy computes it, without correction for continuity.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scipy.stats import binomtest

from matcher.planning.release.published import behind

TARGET = 0.75
"""The share that should feel closer to the labour market (the programme LANDA)."""

LEVEL = 0.95


class Verdict(StrEnum):
    """What can be said of the target."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    CANNOT_BE_SAID = "cannot_be_said_yet"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with its interval of 95 %; all between 0 and 1."""

    value: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        """Whether the target lies below the interval, above it, or within.

        >>> [wilson(part, 100).verdict.value for part in (90, 75, 50)]
        ['reached', 'cannot_be_said_yet', 'not_reached']
        """
        if self.low >= TARGET:
            return Verdict.REACHED
        return Verdict.NOT_REACHED if self.high < TARGET else Verdict.CANNOT_BE_SAID


def wilson(part: int, whole: int) -> Share:
    """Return the share of a part with the Wilson score interval.

    Parameters
    ----------
    part, whole
        Counts of people, the part among the whole; the whole is not 0.

    Examples
    --------
    >>> share = wilson(12, 15)
    >>> round(share.value, 3), round(share.low, 3), round(share.high, 3)
    (0.8, 0.548, 0.93)
    """
    low, high = binomtest(part, whole).proportion_ci(LEVEL, method="wilson")
    return Share(part / whole, float(low), float(high))


def of_rounded(part: int, whole: int) -> Share:
    """Return the share of counts that are shown rounded.

    The interval goes from the lowest end to the highest that the counts behind them may have, so
    that it promises no more, and tells no more, than the two counts do.

    >>> exact, shown = wilson(23, 27), of_rounded(25, 25)
    >>> shown.low < exact.low < exact.high < shown.high
    True
    """
    (least_part, most_part), (least, most) = behind(part), behind(whole)
    low = wilson(min(least_part, most), most).low
    high = wilson(min(most_part, least), least).high
    return Share(min(part / whole, 1.0), low, high)
