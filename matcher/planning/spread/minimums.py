"""The least that must stand in each list, and what budgets have to give way for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from matcher.planning.ranges import numbers_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Problem


def least_lengths(problem: Problem, minimum: int) -> NDArray[np.intp]:
    """Return how long each list has to be: the minimum, or all there is where that is less."""
    there = np.bincount(problem.person, minlength=problem.people)
    return np.minimum(there, minimum).astype(np.intp)


def room_for(
    problem: Problem, budget: NDArray[np.intp], least: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Return by how much each budget has to be exceeded so that every list can be long enough.

    Most entries that keep the budgets are a maximum flow from people over pairs to openings. Only
    what is missing then goes beyond, each to the person's best opening that is left; no way to
    fill the lists exceeds the budgets by less in all.

    Parameters
    ----------
    budget, least
        Shapes (openings,) and (people,): in how many lists an opening may stand, and how long each
        list has to be.
    """
    extra = np.zeros(problem.openings, dtype=np.intp)
    if not least.any():
        return extra
    kept = _flow(problem, budget, least)
    missing = least - np.bincount(problem.person[kept], minlength=problem.people)
    if not missing.any():
        return extra
    left = np.flatnonzero(~kept & (missing[problem.person] > 0))
    left = left[np.lexsort((problem.place[left], -problem.score[left], problem.person[left]))]
    who = problem.person[left]
    given = left[numbers_within(who) < missing[who]]
    return np.bincount(problem.place[given], minlength=problem.openings)


def _flow(problem: Problem, budget: NDArray[np.intp], least: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return which pairs carry a maximum flow."""
    people, openings = problem.people, problem.openings
    source, sink = people + openings, people + openings + 1
    person, opening = np.arange(people), people + np.arange(openings)
    rows = np.concatenate([np.full(people, source), problem.person, opening])
    columns = np.concatenate([person, people + problem.place, np.full(openings, sink)])
    most = np.concatenate([least, np.ones(problem.score.size), np.minimum(budget, people)])
    size = (sink + 1, sink + 1)
    graph = csr_array(
        (most.astype(np.int32), (rows.astype(np.int32), columns.astype(np.int32))), shape=size
    )
    flow = maximum_flow(graph, source, sink).flow.tocoo()
    used = (flow.data > 0) & (flow.row < people)
    carried = flow.row[used].astype(np.int64) * openings + (flow.col[used] - people)
    return np.isin(problem.person.astype(np.int64) * openings + problem.place, carried)
