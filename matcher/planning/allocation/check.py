"""Whether an allocation is allowed, and how much any allocation can be worth at most.

Nothing here knows how an allocation was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Allocation, Problem

SAME = 1e-9


def feasible(problem: Problem, allocation: Allocation) -> list[str]:
    """Return what is wrong with an allocation; nothing when it is allowed.

    Each person has one place at most, each opening no more people than it takes, and the
    objective is the sum of the scores.
    """
    chosen = allocation.chosen
    if chosen.size and not (chosen.min() >= 0 and chosen.max() < problem.score.size):
        return [f"There are {problem.score.size} pairs, and others were chosen."]
    times = np.bincount(problem.person[chosen])
    taken = np.bincount(problem.place[chosen], minlength=problem.openings)
    faults = [
        *(f"Person {person} has more than one place." for person in np.flatnonzero(times > 1)),
        *(
            f"Opening {place} takes {problem.capacity[place]} people and has {taken[place]}."
            for place in np.flatnonzero(taken > problem.capacity)
        ),
    ]
    worth = problem.score[chosen].sum()
    if abs(worth - allocation.objective) > SAME * max(1.0, worth):
        faults.append(f"The objective is {allocation.objective}, the scores add up to {worth}.")
    return faults


def dual_bound(problem: Problem, place_price: NDArray[np.float64]) -> float:
    r"""Return what no allocation can exceed, by prices of the openings.

    Let a place at opening j cost :math:`p_j \\ge 0` and give every person the best she can get,
    :math:`u_i = \\max(0, \\max_j s_{ij} - p_j)`. Then :math:`s_{ij} \\le u_i + p_j` for every pair,
    so any allocation is worth at most :math:`\\sum_i u_i + \\sum_j c_j p_j` (weak duality). This
    holds for any prices; only good ones come near the optimum.

    Parameters
    ----------
    place_price
        Shape (openings,), float64, at least 0.

    Raises
    ------
    InputError
        There is not one price of at least 0 for each opening.
    """
    if place_price.shape != problem.capacity.shape or not (place_price >= 0).all():
        raise InputError(f"Give {problem.openings} prices of at least 0, one for each opening.")
    best = np.zeros(problem.people)
    np.maximum.at(best, problem.person, problem.score - place_price[problem.place])
    return float(best.sum() + problem.capacity @ place_price)
