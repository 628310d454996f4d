"""The counts of a release, and which of them add up to which others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Cell = tuple[str, ...]
"""Names a count, for example ``("first_job", "2026-Q1")``.

One name is one count in whatever number of tables it stands.
"""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that make it up, as every reader knows."""

    total: Cell
    parts: tuple[Cell, ...]

    def __iter__(self) -> Iterator[Cell]:
        """Return the total, then the parts."""
        return chain((self.total,), self.parts)


@dataclass(frozen=True, slots=True)
class Release:
    """All counts that are shown together.

    Parameters
    ----------
    counts
        How many, exactly, never below 0.
    sums
        Everything that adds up, within a table and between tables.
    unlisted
        Counts that stand in no table and follow from others, such as the rest of a whole; they are
        never shown and have to be as well protected as the hidden ones.
    noughts
        Cells in which "nobody" says nothing about anybody, such as a quarter in which nothing
        happened; only there a 0 is shown.

    Raises
    ------
    ValueError
        A count is negative, a sum names a cell that has no count, or does not add up.
    """

    counts: Mapping[Cell, int]
    sums: tuple[Sum, ...] = ()
    unlisted: frozenset[Cell] = frozenset()
    noughts: frozenset[Cell] = frozenset()

    def __post_init__(self) -> None:
        for cell, count in self.counts.items():
            if count < 0:
                raise ValueError(f"{cell}: {count} people; a count is never below 0")
        named = {cell for one in self.sums for cell in one} | self.unlisted | self.noughts
        if missing := sorted(named - self.counts.keys()):
            raise ValueError(f"{missing[0]} stands in a sum and has no count")
        for one in self.sums:
            parts = sum(self.counts[cell] for cell in one.parts)
            if parts != self.counts[one.total]:
                raise ValueError(f"{one.total} is {self.counts[one.total]}, its parts are {parts}")


def together(releases: Sequence[Release]) -> Release:
    """Return several tables as one release; cells of one name are one cell.

    Raises
    ------
    ValueError
        A cell has another count in another table.
    """
    counts: dict[Cell, int] = {}
    for one in releases:
        for cell, count in one.counts.items():
            if counts.setdefault(cell, count) != count:
                raise ValueError(f"{cell} is {counts[cell]} in one table and {count} in another")
    return Release(
        counts,
        tuple(dict.fromkeys(chain.from_iterable(one.sums for one in releases))),
        frozenset(chain.from_iterable(one.unlisted for one in releases)),
        frozenset(chain.from_iterable(one.noughts for one in releases)),
    )
