"""What a reader of a release has: rounded counts, hidden cells, and the rule behind both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from matcher.planning.release.tables import Cell, Release, Sum

FEWEST = 5
"""A smaller count is hidden; 0 is shown where the release says that it may be."""

ROUNDED_TO = 5


@dataclass(frozen=True, slots=True)
class Published:
    """A release as planners see it; no exact count is in it.

    Parameters
    ----------
    shown
        Rounded counts.
    hidden
        Cells without a count, those that stand in no table too. Small ones and those that are
        hidden for their sake are not told apart.
    sums
        What adds up to what.
    """

    shown: Mapping[Cell, int]
    hidden: frozenset[Cell]
    sums: tuple[Sum, ...]

    def wider(self, cell: Cell) -> Cell | None:
        """Return the nearest total above a cell that is shown, ``None`` when there is none."""
        level, seen = [cell], {cell}
        while level:
            above = [one.total for one in self.sums for part in one.parts if part in level]
            for total in above:
                if total in self.shown:
                    return total
            level = [total for total in dict.fromkeys(above) if total not in seen]
            seen.update(level)
        return None


def rounded(count: int) -> int:
    """Return a count that is shown, rounded to the nearest five.

    >>> [rounded(count) for count in (5, 7, 8, 12, 13)]
    [5, 5, 10, 10, 15]
    """
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def behind(shown: int) -> tuple[int, int]:
    """Return the smallest and the largest count that are shown as this one.

    >>> behind(5), behind(10), behind(0)
    ((5, 7), (8, 12), (0, 0))
    """
    if shown == 0:
        return 0, 0
    half = ROUNDED_TO // 2
    return max(FEWEST, shown - half), shown + half


def published(release: Release, hidden: Collection[Cell]) -> Published:
    """Return a release without some of its cells."""
    out = frozenset(hidden) | release.unlisted
    shown = {cell: rounded(count) for cell, count in release.counts.items() if cell not in out}
    return Published(shown, out, release.sums)
