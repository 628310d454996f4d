"""Lists as they are suggested at prices: varied, and nearer jobs first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.spread import SuggestedFigures
from matcher.planning.ranges import numbers_within
from matcher.planning.spread.figures import discounted, gini
from matcher.planning.spread.lists import Lists, lengths, lists_of, shown
from matcher.planning.spread.minimums import least_lengths
from matcher.ranking.shortlist import MOST_PER_STEP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Problem


@dataclass(frozen=True, eq=False)
class Kinds:
    """What a varied list looks at besides scores.

    Parameters
    ----------
    step
        Shape (openings,), intp: openings with the same number are of the same step.
    stretch
        Shape (pairs,), bool: jobs that lie further ahead for the person.
    """

    step: NDArray[np.intp]
    stretch: NDArray[np.bool_]


def no_kinds(problem: Problem) -> Kinds:
    """Return kinds that leave lists as they are: every opening of a step of its own."""
    return Kinds(np.arange(problem.openings), np.zeros(problem.score.size, dtype=np.bool_))


def as_suggested(
    problem: Problem, kinds: Kinds, price: NDArray[np.float64], length: int, minimum: int
) -> Lists:
    """Choose everybody's lists at prices by the rule of suggestions, for all people at once.

    That rule is :func:`matcher.ranking.shortlist.varied`; leads and steps on which nothing is open
    are no openings of the problem and so not in these lists.

    Parameters
    ----------
    price
        Shape (openings,), at least 0, in units of score.
    length, minimum
        How long a list is at most, and how long it is at least filled with what is not worth its
        price.
    """
    worth = problem.score - price[problem.place]
    dear = worth < 0
    turn = np.lexsort((problem.place, -problem.score, -worth, kinds.stretch, dear, problem.person))
    step = kinds.step[problem.place[turn]]
    by_step = np.lexsort((step, problem.person[turn]))
    number = np.empty(turn.size, dtype=np.intp)
    # the step counts on with each person, so that two people with the same step are two groups
    number[by_step] = numbers_within(
        problem.person[turn[by_step]] * (kinds.step.max(initial=0) + 1) + step[by_step]
    )
    chosen = turn[number < MOST_PER_STEP]
    place_in_list = numbers_within(problem.person[chosen])
    kept = (place_in_list < length) & ((place_in_list < minimum) | ~dear[chosen])
    return lists_of(problem, chosen[kept])


def suggested_figures(
    problem: Problem, made: Lists, usual: Lists, weight: NDArray[np.intp], minimum: int
) -> SuggestedFigures:
    """Return how even suggested lists are, and what they lose against those by score alone.

    Parameters
    ----------
    made, usual
        From :func:`as_suggested` at prices and without.
    weight
        Shape (openings,): what exposure is counted for each unit of.
    """
    there = np.bincount(problem.place, minlength=problem.openings) > 0
    best = discounted(problem, usual)
    someone = best > 0
    kept = np.minimum(discounted(problem, made)[someone] / best[someone], 1.0)
    least = least_lengths(problem, minimum)
    enough = least >= max(minimum, 1)
    long = lengths(problem, made)
    return SuggestedFigures(
        gini=gini(shown(problem, made)[there], weight[there]),
        ndcg=float(kept.mean()) if kept.size else 1.0,
        lowest_ndcg=float(kept.min(initial=1.0)),
        least=int(long[enough].min()) if enough.any() else 0,
    )
