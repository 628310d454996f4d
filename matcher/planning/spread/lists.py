"""Lists for everybody, and those that look at the score alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.ranges import numbers_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Problem


@dataclass(frozen=True, eq=False)
class Lists:
    """What stands in the list of each person.

    Parameters
    ----------
    listed
        Shape (n,), intp: indexes into the pairs of the problem, by person and in each list the
        highest score first.
    """

    listed: NDArray[np.intp]


def lists_of(problem: Problem, chosen: NDArray[np.intp]) -> Lists:
    """Put pairs in the order of lists; equal scores stand in the order of the openings."""
    order = np.lexsort((problem.place[chosen], -problem.score[chosen], problem.person[chosen]))
    return Lists(chosen[order].astype(np.intp))


def by_score(problem: Problem, length: int) -> Lists:
    """Return for each person the ``length`` openings of the highest score, or all where fewer.

    Examples
    --------
    >>> from matcher.planning.allocation.problem import Problem
    >>> problem = Problem(
    ...     person=np.array([0, 0, 1]),
    ...     place=np.array([0, 1, 0]),
    ...     score=np.array([0.8, 0.9, 0.7]),
    ...     people=2,
    ...     capacity=np.array([1, 1]),
    ... )
    >>> by_score(problem, 1).listed.tolist()
    [1, 2]
    """
    everything = lists_of(problem, np.arange(problem.score.size)).listed
    return Lists(everything[numbers_within(problem.person[everything]) < length])


def shown(problem: Problem, lists: Lists) -> NDArray[np.intp]:
    """Return in how many lists each opening stands."""
    return np.bincount(problem.place[lists.listed], minlength=problem.openings)


def lengths(problem: Problem, lists: Lists) -> NDArray[np.intp]:
    """Return how many openings stand in each person's list."""
    return np.bincount(problem.person[lists.listed], minlength=problem.people)
