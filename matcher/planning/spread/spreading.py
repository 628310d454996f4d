"""Lists of the highest scores in which no opening stands more often than its budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.errors import InputError
from matcher.planning.spread.auction import Auction
from matcher.planning.spread.lists import Lists, lists_of
from matcher.planning.spread.minimums import least_lengths, room_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Problem


@dataclass(frozen=True, eq=False)
class Spread(Lists):
    """Lists within budgets, with the prices they come from.

    Parameters
    ----------
    price
        Shape (openings,), float64, at least 0: what an opening costs a list. The list of each
        person is the openings with the highest score less price, to one step of the auction; what
        is worth less than its price only stands in a list that would be too short without it.
    budget
        Shape (openings,), intp: the budgets that were asked for.
    beyond
        Shape (openings,), intp: by how much a budget gave way so that lists are long enough.
    """

    price: NDArray[np.float64]
    budget: NDArray[np.intp]
    beyond: NDArray[np.intp]


def spread(
    problem: Problem, budget: NDArray[np.intp], length: int, minimum: int, seed: int = 0
) -> Spread:
    """Make lists for everybody at once with the highest sum of scores within budgets.

    Parameters
    ----------
    budget
        Shape (openings,), at least 0: in how many lists each opening may stand.
    length
        How many openings a list has at most.
    minimum
        How many it has at least, where there are so many; this goes before the budgets.
    seed
        Of the lots between people whose bids are equal.

    Returns
    -------
    Spread
        The sum of its scores is below :func:`matcher.planning.spread.check.highest_sum` by at
        most a step of the auction for each slot.

    Raises
    ------
    InputError
        The minimum is no length of a list, or there is not one budget for each opening.

    Examples
    --------
    >>> from matcher.planning.allocation.problem import Problem
    >>> problem = Problem(
    ...     person=np.array([0, 0, 1, 1]),
    ...     place=np.array([0, 1, 0, 1]),
    ...     score=np.array([0.9, 0.8, 0.9, 0.5]),
    ...     people=2,
    ...     capacity=np.array([1, 1]),
    ... )
    >>> found = spread(problem, np.array([1, 1]), length=1, minimum=1)
    >>> found.listed.tolist(), found.price.round(2).tolist()
    ([1, 2], [0.1, 0.0])
    """
    if not 0 <= minimum <= length:
        raise InputError(f"Give a minimum of 0 to {length}, the length of a list, not {minimum}.")
    if budget.shape != problem.capacity.shape or not (budget >= 0).all():
        raise InputError(f"Give {problem.openings} budgets of at least 0, one for each opening.")
    least = least_lengths(problem, minimum)
    auction = Auction(problem, budget + room_for(problem, budget, least), length, least, seed)
    found = lists_of(problem, auction.run())
    times = np.bincount(problem.place[found.listed], minlength=problem.openings)
    return Spread(found.listed, auction.price, budget, np.maximum(times - budget, 0))
