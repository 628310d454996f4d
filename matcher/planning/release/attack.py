"""Whoever has one release and wants to know a hidden cell: what it can be, at least and at most.

The attacker knows the rule: shown counts lie within their rounding, only 0 is shown of those under
five, any cell may be hidden for the sake of another, nothing is below 0, counts are whole, and
every sum adds up. What a hidden cell can be is the least and the largest value over all integer
tables that agree with that (an integer linear programme, solved by HiGHS); after Fischetti and
Salazar, "Solving the cell suppression problem on tabular data with linear constraints" (2001).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from matcher.planning.release.published import FEWEST, behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from matcher.planning.release.published import Published
    from matcher.planning.release.tables import Cell

WIDTH = 3
"""How far apart the least and the largest value of a hidden cell have to be."""

LOWEST = 1
"""A cell that may be under five may also be this or less."""


@dataclass(frozen=True, slots=True)
class Possible:
    """What a hidden cell can be; ``high`` is looked for up to :data:`WIDTH` above ``low``."""

    low: int
    high: int

    @property
    def protected(self) -> bool:
        """Whether the value stays open, also for who guesses rightly that it is under five.

        At least four values from the least to the largest; and where the least is under five,
        it is 0 or 1, so that "under five" rules out one of five values at most.
        """
        return self.high - self.low >= WIDTH and not LOWEST < self.low < FEWEST


class Attack:
    """Tries to find the hidden cells of a release; made from what is published and nothing else."""

    def __init__(self, published: Published) -> None:
        hidden = sorted(published.hidden)
        self._cells = [*hidden, *published.shown]
        self._column = {cell: at for at, cell in enumerate(self._cells)}
        limits = [behind(count) for count in published.shown.values()]
        self._least = np.array([0] * len(hidden) + [low for low, _ in limits], float)
        self._most = np.array([np.inf] * len(hidden) + [high for _, high in limits], float)
        self._hidden = hidden
        rows, columns, signs = [], [], []
        for at, one in enumerate(published.sums):
            for cell in one:
                rows.append(at)
                columns.append(self._column[cell])
                signs.append(-1.0 if cell == one.total else 1.0)
        shape = (len(published.sums), len(self._cells))
        self._adds_up = csr_array((signs, (rows, columns)), shape=shape)

    def possible(self, cell: Cell) -> Possible:
        """Return what a hidden cell can be."""
        at = self._column[cell]
        low = self._solve(at, 1.0)[at]
        return Possible(int(low), int(self._solve(at, -1.0, low + WIDTH)[at]))

    def found(self) -> Iterator[tuple[Cell, Possible]]:
        """Yield the hidden cells that are not protected, with what they can be.

        A table that was found for one cell is kept and spares the search for others.
        """
        lowest = np.full(len(self._cells), np.inf)
        highest = -lowest
        for cell in self._hidden:
            at = self._column[cell]
            if lowest[at] <= LOWEST and highest[at] >= lowest[at] + WIDTH:
                continue
            low = self._solve(at, 1.0)
            high = self._solve(at, -1.0, low[at] + WIDTH)
            lowest = np.minimum.reduce([lowest, low, high])
            highest = np.maximum.reduce([highest, low, high])
            what = Possible(int(low[at]), int(high[at]))
            if not what.protected:
                yield cell, what

    def _solve(self, at: int, sign: float, within: float = np.inf) -> NDArray[np.float64]:
        """Return a table in which one cell is least (``sign`` 1) or largest (-1)."""
        most = self._most.copy()
        most[at] = min(most[at], within)
        aim = np.zeros(len(self._cells))
        aim[at] = sign
        constraints = LinearConstraint(self._adds_up, 0, 0) if self._adds_up.shape[0] else ()
        answer = milp(
            aim,
            integrality=np.ones(len(self._cells)),
            bounds=Bounds(self._least, most),
            constraints=constraints,
        )
        if answer.x is None:
            raise ValueError(f"no table agrees with what is published: {answer.message}")
        table: NDArray[np.float64] = np.rint(answer.x)
        return table
