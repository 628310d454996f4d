"""How evenly openings stand in lists, and what lists lose by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.ranges import numbers_within
from matcher.planning.spread.lists import by_score

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Problem
    from matcher.planning.spread.lists import Lists


def gini(times: NDArray[np.intp], weight: NDArray[np.intp]) -> float:
    """Return the Gini coefficient of exposure for each unit of weight.

    0 when every unit has the same, near 1 when one has all: twice the area between the Lorenz
    curve and the diagonal, an opening being as many units as its weight.

    Parameters
    ----------
    times
        Shape (openings,): in how many lists each stands.
    weight
        Shape (openings,), above 0: its places; or 1 for each, when openings are units.

    Examples
    --------
    >>> one_each = np.ones(4, dtype=int)
    >>> gini(np.array([5, 5, 5, 5]), one_each), gini(np.array([0, 0, 0, 9]), one_each)
    (0.0, 0.75)
    >>> gini(np.array([2, 6]), np.array([1, 3]))
    0.0
    """
    if not times.sum():
        return 0.0
    order = np.argsort(times / weight, kind="stable")
    units = np.append(0, np.cumsum(weight[order])) / weight.sum()
    share = np.append(0, np.cumsum(times[order])) / times.sum()
    return max(0.0, float(1 - np.diff(units) @ (share[1:] + share[:-1])))


def discounted(problem: Problem, lists: Lists) -> NDArray[np.float64]:
    r"""Return what each person's list is worth: :math:`\\sum_r s_r / \\log_2(1 + r)` (DCG).

    The gain at rank r, from 1, is the score of the pair itself (jarvelin2002cumulated). A person
    without a list has 0.
    """
    person = problem.person[lists.listed]
    worth = problem.score[lists.listed] / np.log2(2 + numbers_within(person))
    return np.bincount(person, worth, problem.people).astype(np.float64)


def ndcg(problem: Problem, lists: Lists, length: int) -> NDArray[np.float64]:
    """Return the nDCG of each list: its DCG, over that of the list by score alone.

    Only people for whom there is an opening are in it, in the order of the problem. A list that
    is shorter than the one by score loses what is missing.
    """
    best = discounted(problem, by_score(problem, length))
    there = best > 0
    return np.minimum(discounted(problem, lists)[there] / best[there], 1.0)
