"""The lowest prices of places at which everybody already has the place she would choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.ranges import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Allocation, Problem

SMALLEST_RISE = 1e-12


def lowest_prices(problem: Problem, allocation: Allocation) -> NDArray[np.float64]:
    r"""Return dual prices of the openings that go with an optimal allocation.

    A price rises from 0 only as far as somebody else makes it: to the score of a person without a
    place, or to what a person with a place at j would win by changing,
    :math:`p_k \\ge p_j + s_{ik} - s_{ij}`. These are longest ways in a graph of openings, found by
    Bellman and Ford's rounds over the openings whose price rose last. At an optimum there is no
    gainful circle, so the rounds end.

    Parameters
    ----------
    allocation
        An optimal one.

    Returns
    -------
    NDArray[np.float64]
        Shape (openings,), at least 0.

    Raises
    ------
    ValueError
        The allocation is not optimal: there is a gainful circle.
    """
    has = np.full(problem.people, -1, dtype=np.intp)
    has[problem.person[allocation.chosen]] = allocation.chosen
    own = has[problem.person]
    price = np.zeros(problem.openings)
    alone = own < 0
    np.maximum.at(price, problem.place[alone], problem.score[alone])

    other = np.flatnonzero(~alone & (own != np.arange(own.size)))
    other = other[np.argsort(problem.place[own[other]], kind="stable")]
    of, to = problem.place[own[other]], problem.place[other]
    gain = problem.score[other] - problem.score[own[other]]
    start = np.searchsorted(of, np.arange(problem.openings + 1))
    risen = np.arange(problem.openings)
    for _ in range(problem.openings + 1):
        steps = ranges(start[risen], start[risen + 1])
        if not steps.size:
            return price
        higher = price.copy()
        np.maximum.at(higher, to[steps], price[of[steps]] + gain[steps])
        risen = np.flatnonzero(higher > price + SMALLEST_RISE)
        price[risen] = higher[risen]
    raise ValueError("The allocation is not optimal: a circle of changes would gain.")
