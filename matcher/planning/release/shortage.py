"""How many places stay empty at least, said by what planners are shown and nothing else.

It is computed from published counts, so it gives nothing away that they do not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.special import bdtrik

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.planning.release.rows import ShownRow

_ENDS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Shortage:
    """Places that stay empty although everybody who can begin takes one.

    Parameters
    ----------
    value
        By the rounded count; ``None`` where that is not shown.
    low, high
        Where there is a value: in 95 of 100 programmes drawn from the same people. Where there is
        none: what it can be, whatever the hidden count is.
    """

    value: int | None
    low: int
    high: int

    @property
    def middle(self) -> float:
        """What a table is ordered by: the value, else the middle of what it can be."""
        return (self.low + self.high) / 2 if self.value is None else self.value


def shortage(places: int, row: ShownRow, people: int | None, *able: str) -> Shortage:
    """Return how many places stay empty at least.

    Parameters
    ----------
    people
        As shown; ``None`` when they are too few.
    able
        The parts of the row that can take a place.

    Examples
    --------
    >>> from matcher.planning.release.rows import publish_rows
    >>> found = publish_rows(100, {("job",): {"able": 10, "not": 90}})
    >>> shortage(15, found.rows["job",], found.people, "able")
    Shortage(value=5, low=0, high=10)
    """
    count = row.count(*able)
    if count is None or people is None:
        least, most = row.bounds(*able)
        return _between(max(0, places - most), max(0, places - least))
    few, many = (_quantile(end, people, count) for end in _ENDS)
    return Shortage(max(0, places - count), max(0, places - many), max(0, places - few))


def all_of(parts: Iterable[Shortage], more: int = 0) -> Shortage:
    """Return the shortage of a group of jobs: its jobs one by one, as if nobody stood at two.

    Parameters
    ----------
    more
        Places of no known job: nobody can be said to fill them.
    """
    every = tuple(parts)
    known = [one.value for one in every if one.value is not None]
    value = sum(known) + more if len(known) == len(every) else None
    return Shortage(value, sum(o.low for o in every) + more, sum(o.high for o in every) + more)


def _between(low: int, high: int) -> Shortage:
    return Shortage(low if low == high else None, low, high)


def _quantile(share: float, people: int, able: int) -> int:
    """Return a quantile of how many are able among as many people drawn with replacement."""
    if able in (0, people):
        return able
    found = float(bdtrik(share, people, able / people))
    return 0 if math.isnan(found) else math.ceil(found)
