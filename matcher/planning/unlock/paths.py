"""One more placement at the lowest price: a shortest path over openings.

The path begins with somebody who has no place. She takes one; whoever is moved out by her takes
another, and so on, until a place that nobody has. A pair that needs a training costs a seat; who
leaves such a pair gives the seat back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.unlock.problem import Programme

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SAME = 1e-12


class Entry:
    """What it costs each person to take each opening.

    Parameters
    ----------
    possible
        Shape (people, openings), bool: pairs that need no training.
    opened
        Shape (ways, people, openings), bool: pairs that a way of training opens.
    price
        Shape (ways,), above 0.
    """

    def __init__(
        self,
        possible: NDArray[np.bool_],
        opened: NDArray[np.bool_],
        price: NDArray[np.float64],
    ) -> None:
        self._possible, self._opened = possible, opened
        self.price = price
        self._free = np.ones(len(price), dtype=bool)
        self._fill()

    def _fill(self) -> None:
        self.cost = np.full(self._possible.shape, np.inf)
        self.way = np.full(self._possible.shape, -1, dtype=np.intp)
        for one in np.argsort(-self.price, kind="stable"):
            if self._free[one]:
                self.cost[self._opened[one]] = self.price[one]
                self.way[self._opened[one]] = one
        self.cost[self._possible] = 0.0
        self.way[self._possible] = -1

    def open_only(self, free: NDArray[np.bool_]) -> None:
        """Leave out the ways that have no seat left."""
        if (free != self._free).any():
            self._free = free.copy()
            self._fill()


def cheapest_path(
    programme: Programme, entry: Entry, capacity: NDArray[np.intp]
) -> list[tuple[int, int, int]] | None:
    """Return who moves where and on which way, or ``None`` when nobody more can be placed.

    It is the Bellman-Ford method: seats that are given back make costs below 0.
    """
    load = np.bincount(programme.place[programme.place >= 0], minlength=len(capacity))
    free_at = np.where(load < capacity, 0.0, np.inf)
    placed = np.flatnonzero(programme.place >= 0)
    at = programme.place[placed]
    held = np.append(entry.price, 0.0)[programme.way[placed]]
    mover = np.full(len(capacity), -1, dtype=np.intp)
    onward = np.full(len(capacity), -1, dtype=np.intp)
    costs = entry.cost[placed]
    for _ in range(len(capacity)):
        if not len(placed):
            break
        each = costs + free_at
        to = each.argmin(axis=1)
        best = each[np.arange(len(placed)), to] - held
        better = best < free_at[at] - _SAME
        if not better.any():
            break
        rows = np.flatnonzero(better)
        rows = rows[np.argsort(-best[rows], kind="stable")]
        free_at[at[rows]] = best[rows]
        mover[at[rows]], onward[at[rows]] = placed[rows], to[rows]
    waiting = np.flatnonzero(programme.place < 0)
    if not len(waiting):
        return None
    each = entry.cost[waiting] + free_at
    flat = int(each.argmin())
    if not np.isfinite(each.flat[flat]):
        return None
    row, opening = divmod(flat, each.shape[1])
    return _moves(int(waiting[row]), opening, mover, onward, entry)


def _moves(
    person: int,
    opening: int,
    mover: NDArray[np.intp],
    onward: NDArray[np.intp],
    entry: Entry,
) -> list[tuple[int, int, int]] | None:
    moves = [(person, opening, int(entry.way[person, opening]))]
    seen = {opening}
    while mover[opening] >= 0:
        person, opening = int(mover[opening]), int(onward[opening])
        if opening in seen:
            # Seats that ran out can leave a way round that gives back more than it takes.
            return None
        seen.add(opening)
        moves.append((person, opening, int(entry.way[person, opening])))
    return moves


def moved(programme: Programme, moves: list[tuple[int, int, int]]) -> Programme:
    """Return the programme after everybody on a path has moved."""
    place, way = programme.place.copy(), programme.way.copy()
    for person, opening, by in moves:
        place[person], way[person] = opening, by
    return Programme(place, way)
