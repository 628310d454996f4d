"""How far the effect of a chosen programme hangs on who happens to be in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.filling import scarce_jobs
from matcher.planning.unlock.greedy import programme_with

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.unlock.greedy import Tables
    from matcher.planning.unlock.problem import Limits

RESAMPLES = 1_000
_ENDS = (0.025, 0.975)


def extra_ci95(
    tables: Tables, seats: NDArray[np.intp], limits: Limits, seed: int
) -> tuple[float, float]:
    """Return the interval of 95 % of the extra placements of some seats.

    People are drawn anew with replacement 1 000 times; each time they are placed without and with
    the same seats, which go to whom they help among those drawn.

    Parameters
    ----------
    seats
        Shape (modules,).
    """
    ways = np.flatnonzero((limits.takes <= seats).all(axis=1))
    used = np.flatnonzero(seats)
    if not len(used):
        return 0.0, 0.0
    rng = np.random.default_rng(seed)
    people = len(tables.possible)
    bought = _of_modules(limits, used, ways)
    some = type(tables)(tables.possible, tables.opened[ways], tables.capacity)
    drawn = []
    for _ in range(RESAMPLES):
        rows = rng.integers(0, people, size=people)
        drawn.append(extra_of(some, rows, seats[used], bought))
    low, high = np.quantile(drawn, _ENDS)
    return float(low), float(high)


def extra_of(
    tables: Tables, rows: NDArray[np.intp], seats: NDArray[np.intp], limits: Limits
) -> int:
    """Return the extra placements of some seats for people drawn.

    Jobs that are filled whatever the others take are set aside first: they gain nothing.
    """
    columns = scarce_jobs(tables.possible[rows].sum(axis=0).astype(np.float64), tables.capacity)
    if not len(columns):
        return 0
    small = tables.of(rows, columns)
    helped = small.possible.any(axis=1) | small.opened.any(axis=(0, 2))
    small = small.of(np.flatnonzero(helped), np.arange(len(columns)))
    begin = small.without_training()
    return programme_with(small, seats, limits, begin).placements - begin.placements


def _of_modules(limits: Limits, used: NDArray[np.intp], ways: NDArray[np.intp]) -> Limits:
    """Return the limits of the trainings that are used, and of the ways that need no other."""
    return type(limits)(
        limits.weeks[used],
        limits.cost[used],
        limits.most[used],
        limits.seats,
        limits.takes[np.ix_(ways, used)],
        limits.budget,
    )
