"""The best pair first, then the next that is still possible: what to hold the optimum against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.allocation.problem import allocation_of

if TYPE_CHECKING:
    from matcher.planning.allocation.problem import Allocation, Problem


def greedy(problem: Problem) -> Allocation:
    """Take the pair with the highest score of those still possible until there is none.

    Ties go to the pair that stands first. At least half of the optimum.

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
    >>> greedy(problem).objective
    0.9
    """
    order = np.argsort(-problem.score, kind="stable")
    waiting = [True] * problem.people
    left = problem.capacity.tolist()
    chosen = []
    pairs = zip(
        order.tolist(), problem.person[order].tolist(), problem.place[order].tolist(), strict=True
    )
    for pair, person, place in pairs:
        if waiting[person] and left[place]:
            waiting[person] = False
            left[place] -= 1
            chosen.append(pair)
    return allocation_of(problem, np.array(chosen, dtype=np.intp))
