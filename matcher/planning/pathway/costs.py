"""What a move costs a way, in whole numbers, so that equal ways are equal in any order of adding.

Weeks are in hundredths. Of two ways that are equal, the one with fewer jobs comes first.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.planning.pathway.legs import Leg

_HUNDREDTHS = 100
_FINE = 10**9


def in_weeks(leg: Leg) -> tuple[int, ...]:
    """Return the cost for the quickest way: the weeks at most, then at least, then one job."""
    weeks = leg.weeks
    return round(weeks.high * _HUNDREDTHS), round(weeks.low * _HUNDREDTHS), 1


def in_ease(leg: Leg) -> tuple[int, ...]:
    """Return the cost for the likeliest way, whose sum is least where the product is largest."""
    return round(-log(leg.ease.value) * _FINE), 1, round(leg.weeks.high * _HUNDREDTHS)
