"""Whether lists are allowed, whether they follow their prices, and what none can exceed.

Nothing here knows how lists were found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack, vstack

from matcher.planning.ranges import numbers_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Problem
    from matcher.planning.spread.lists import Lists

SAME = 1e-9


def faults(
    problem: Problem,
    lists: Lists,
    budget: NDArray[np.intp],
    length: int,
    minimum: int,
) -> list[str]:
    """Return what is wrong with lists; nothing when they are allowed.

    No list is longer than ``length`` or shorter than the minimum and what there is, the best score
    stands first, nothing stands twice. Openings are in no more lists than their budgets, but for
    what the minimum demands; that is the least excess of a linear programme.
    """
    listed = lists.listed
    if listed.size and not (listed.min() >= 0 and listed.max() < problem.score.size):
        return [f"There are {problem.score.size} pairs, and others are listed."]
    there = np.bincount(problem.person, minlength=problem.people)
    long = np.bincount(problem.person[listed], minlength=problem.people)
    least = np.minimum(there, minimum)
    person, score = problem.person[listed], problem.score[listed]
    worse = np.flatnonzero((person[1:] == person[:-1]) & (score[1:] > score[:-1]))
    found = [
        *(f"Pair {pair} is listed twice." for pair in _twice(listed)),
        *(f"Person {one} has a list of {long[one]}." for one in np.flatnonzero(long > length)),
        *(
            f"Person {one} has {long[one]} of at least {least[one]}."
            for one in np.flatnonzero(long < least)
        ),
        *(f"A worse score stands before pair {listed[at + 1]}." for at in worse),
    ]
    times = np.bincount(problem.place[listed], minlength=problem.openings)
    beyond = int(np.maximum(times - budget, 0).sum())
    if beyond and beyond > (demanded := least_excess(problem, budget, least)):
        over = np.flatnonzero(times > budget).tolist()
        found.append(
            f"Openings {over} are {beyond} times beyond their budgets; the minimum demands "
            f"{demanded}."
        )
    return found


def least_excess(problem: Problem, budget: NDArray[np.intp], least: NDArray[np.intp]) -> int:
    """Return how often budgets must be exceeded in all, so that each list has its least length.

    A linear programme with whole corners: pairs that are listed or not, and what goes beyond each
    budget, the sum of which is least.
    """
    if not least.any():
        return 0
    pairs, ones = problem.score.size, np.ones(problem.score.size)
    number = np.arange(pairs)
    of_person = csr_array((-ones, (problem.person, number)), shape=(problem.people, pairs))
    of_place = csr_array((ones, (problem.place, number)), shape=(problem.openings, pairs))
    beyond = -eye_array(problem.openings)
    nothing = csr_array((problem.people, problem.openings))
    found = linprog(
        np.append(np.zeros(pairs), np.ones(problem.openings)),
        A_ub=vstack([hstack([of_person, nothing]), hstack([of_place, beyond])]),
        b_ub=np.append(-least, budget),
        bounds=[(0, 1)] * pairs + [(0, None)] * problem.openings,
    )
    return round(float(found.fun))


def against_prices(
    problem: Problem,
    lists: Lists,
    price: NDArray[np.float64],
    length: int,
    minimum: int,
    step: float,
) -> list[str]:
    """Return whose list is not the best at the prices, to a step of the auction.

    At prices a list is the openings of the highest score less price. An opening that is worth less
    than nothing stands in it only where the list would be shorter than its least length.
    """
    worth = problem.score - price[problem.place]
    listed = np.zeros(worth.size, dtype=np.bool_)
    listed[lists.listed] = True
    best_left = np.full(problem.people, -np.inf)
    np.maximum.at(best_left, problem.person[~listed], worth[~listed])
    worst = np.full(problem.people, np.inf)
    np.minimum.at(worst, problem.person[listed], worth[listed])
    there = np.bincount(problem.person, minlength=problem.people)
    long = np.bincount(problem.person[lists.listed], minlength=problem.people)
    free = long > np.minimum(there, minimum)
    room = long < length
    return [
        *(
            f"Person {one} would rather have another opening."
            for one in np.flatnonzero(best_left > worst + step + SAME)
        ),
        *(
            f"Person {one} has an opening that is not worth its price."
            for one in np.flatnonzero(free & (worst < -step - SAME))
        ),
        *(
            f"Person {one} has a slot left, and an opening is worth its price."
            for one in np.flatnonzero(room & (best_left > step + SAME))
        ),
    ]


def highest_sum(
    problem: Problem,
    price: NDArray[np.float64],
    budget: NDArray[np.intp],
    length: int,
    minimum: int,
) -> float:
    r"""Return what the scores in lists within budgets cannot exceed in all, by any prices.

    Everybody takes the best list there is at the prices, and every budget is paid for in full:
    :math:`\\sum_i \\max_L \\sum_{j \\in L} (s_{ij} - p_j) + \\sum_j b_j p_j` (weak duality).
    """
    worth = problem.score - price[problem.place]
    order = np.lexsort((-worth, problem.person))
    person, number = problem.person[order], numbers_within(problem.person[order])
    least = np.minimum(np.bincount(problem.person, minlength=problem.people), minimum)
    gain = worth[order]
    taken = (number < least[person]) | ((number < length) & (gain > 0))
    return float(gain[taken].sum() + budget @ price)


def _twice(listed: NDArray[np.intp]) -> NDArray[np.intp]:
    pairs, times = np.unique(listed, return_counts=True)
    return pairs[times > 1]
