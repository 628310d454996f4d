"""The allocation of the highest total score, with the prices that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from matcher.planning.allocation.prices import lowest_prices
from matcher.planning.allocation.problem import Allocation, allocation_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Problem

NOBODY = 2.0


@dataclass(frozen=True, eq=False)
class Priced(Allocation):
    """An optimal allocation with dual prices.

    Parameters
    ----------
    person_price
        Shape (people,), float64, at least 0: what a person gains by the best place at these prices.
    place_price
        Shape (openings,), float64, at least 0: what one more place at the opening would be worth.
        It is 0 where a place is left.
    """

    person_price: NDArray[np.float64]
    place_price: NDArray[np.float64]


def optimal(problem: Problem) -> Priced:
    """Find the allocation with the highest total score.

    Every place is matched with a person or with nobody, each place having a nobody of its own, so
    that a full matching of the places always exists. It is found by the shortest augmenting paths
    of Jonker and Volgenant (1987) for sparse costs, as scipy has them.

    Returns
    -------
    Priced
        Exact but for rounding: :func:`matcher.planning.allocation.check.dual_bound` of its prices
        is its objective.

    Examples
    --------
    >>> from matcher.planning.allocation.problem import Problem
    >>> problem = Problem(
    ...     person=np.array([0, 0, 1]),
    ...     place=np.array([0, 1, 0]),
    ...     score=np.array([0.9, 0.8, 0.7]),
    ...     people=2,
    ...     capacity=np.array([1, 1]),
    ... )
    >>> found = optimal(problem)
    >>> found.objective, found.chosen.tolist()
    (1.5, [1, 2])
    """
    allocation = allocation_of(problem, _matched(problem))
    place_price = lowest_prices(problem, allocation)
    person_price = np.zeros(problem.people)
    np.maximum.at(person_price, problem.person, problem.score - place_price[problem.place])
    return Priced(allocation.chosen, allocation.objective, person_price, place_price)


def _matched(problem: Problem) -> NDArray[np.intp]:
    """Return the pairs of a cheapest full matching of single places."""
    wanted = np.bincount(problem.place, minlength=problem.openings)
    places = np.minimum(problem.capacity, wanted)
    first = np.cumsum(places) - places
    count = int(places.sum())
    if not count:
        return np.empty(0, dtype=np.intp)
    copies = places[problem.place]
    pair = np.repeat(np.arange(problem.score.size), copies)
    within = np.arange(pair.size) - np.repeat(np.cumsum(copies) - copies, copies)
    nobody = np.arange(count)
    rows = np.concatenate([first[problem.place[pair]] + within, nobody])
    columns = np.concatenate([problem.person[pair], problem.people + nobody])
    costs = np.concatenate([NOBODY - problem.score[pair], np.full(count, NOBODY)])
    table = csr_array(
        (costs, (rows.astype(np.int32), columns.astype(np.int32))),
        shape=(count, problem.people + count),
    )
    place, person = min_weight_full_bipartite_matching(table)
    real = person < problem.people
    opening = np.searchsorted(np.cumsum(places), place[real], side="right")
    return _pairs_of(problem, person[real], opening)


def _pairs_of(
    problem: Problem, person: NDArray[np.intp], opening: NDArray[np.intp]
) -> NDArray[np.intp]:
    given = np.full(problem.people, -1, dtype=np.intp)
    given[person] = opening
    return np.flatnonzero(given[problem.person] == problem.place)
