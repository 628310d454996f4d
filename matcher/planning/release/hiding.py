"""Which cells of a release are hidden: the small ones, and as many more as protect them.

Decided over the whole release, since what one table hides another may give away by a total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.planning.release.attack import Attack
from matcher.planning.release.published import FEWEST, published

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from matcher.planning.release.published import Published
    from matcher.planning.release.tables import Cell, Release, Sum


def publish(release: Release) -> Published:
    """Return a release as planners may see it.

    First every count under five is hidden, and 0 where it may not be shown. Then, until nothing is
    left to do: where a sum has one hidden cell, its smallest other cell is hidden too, and where an
    attack finds a cell, the smallest shown one of the sums around it. A part goes before a total,
    so that the wider group stays. In the end a table may be hidden wholly, which always protects.

    Raises
    ------
    ValueError
        A cell follows from the sums alone, whatever is hidden; leave it out of the release.
    """
    hidden = {
        cell
        for cell, count in release.counts.items()
        if count < FEWEST and not (count == 0 and cell in release.noughts)
    }
    hidden -= release.unlisted
    while True:
        _complete(release, hidden)
        out = published(release, hidden)
        found = [cell for cell, _ in Attack(out).found()]
        if not found:
            return out
        more = {cell: _next_around(release, hidden, cell) for cell in found}
        if not any(more.values()):
            raise ValueError(f"{found[0]} follows from the sums alone: leave it out of the release")
        hidden.update(cell for cell in more.values() if cell)


def _complete(release: Release, hidden: set[Cell]) -> None:
    """Hide a second cell in every sum that has one hidden cell."""
    todo = True
    while todo:
        todo = False
        for one in release.sums:
            if _has_one(one, hidden, release.unlisted):
                hidden.add(_smallest(release, one, hidden))
                todo = True


def _has_one(one: Sum, hidden: Set[Cell], unlisted: Set[Cell]) -> bool:
    # Where a rest stands in no table, the attack says whether it is protected.
    cells = set(one)
    return len(cells) > 1 and not cells & unlisted and len(cells & hidden) == 1


def _smallest(release: Release, one: Sum, hidden: Set[Cell]) -> Cell:
    shown = [cell for cell in one.parts if cell not in hidden]
    return min(shown or [one.total], key=lambda cell: (release.counts[cell], cell))


def _next_around(release: Release, hidden: Set[Cell], cell: Cell) -> Cell | None:
    """Return the cell to hide next so that one is protected: near it, parts first, small first."""
    out = hidden | release.unlisted
    reached, seen = {cell}, {cell}
    while reached:
        around = [one for one in release.sums if not reached.isdisjoint(one)]
        shown = _shown(around, out)
        if shown:
            return min(shown, key=lambda pair: (shown[pair], release.counts[pair], pair))
        reached = {one for group in around for one in group} - seen
        seen |= reached
    return None


def _shown(sums: Iterable[Sum], out: Set[Cell]) -> dict[Cell, bool]:
    """Return the shown cells of some sums, each with whether it is a total in one of them."""
    shown: dict[Cell, bool] = {}
    for one in sums:
        for cell in one:
            if cell not in out:
                shown[cell] = shown.get(cell, False) or cell == one.total
    return shown
