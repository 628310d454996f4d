"""The best choice of trainings as an integer program, by HiGHS through scipy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, vstack

from matcher.planning.unlock.problem import Programme

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from matcher.planning.unlock.problem import TrainingProblem

MOST_PAIRS = 20_000
TIME_LIMIT_S = 20.0
_TIE = 0.4
_CHECK = 2.0


@dataclass(frozen=True, eq=False)
class Exact:
    """The best programme that was found, and what none can exceed.

    Parameters
    ----------
    bound
        Placements that no programme exceeds, by the solver's dual bound.
    """

    programme: Programme
    bound: int


def is_small(problem: TrainingProblem) -> bool:
    """Say whether a problem is small enough to be solved exactly while somebody waits."""
    return len(problem.person) + len(problem.new_person) <= MOST_PAIRS


def exact(problem: TrainingProblem) -> Exact | None:
    r"""Choose trainings, seats and placements at once.

    With :math:`x_{ij}` for the pairs that are possible and :math:`y_{ijw}` for those that way w of
    training opens, :math:`\\sum x + \\sum y` is made as large as can be: each person in one place
    at most, each opening not over its places, each training not over its seats, and all within
    seats and money. Of equal programmes one with few people whose admission is to be checked is
    taken, and with few weeks of training. Given y, placing by x is a matching, whose linear
    program has whole solutions: only y has to be whole.

    Returns
    -------
    Exact or None
        ``None`` when the solver found nothing in time.
    """
    pairs, new = len(problem.person), len(problem.new_person)
    if not pairs + new:
        nobody = np.full(problem.people, -1, dtype=np.intp)
        return Exact(Programme(nobody, nobody.copy()), 0)
    weeks = 1.0 + problem.limits.weeks_of_ways[problem.new_way]
    dear = weeks / weeks.max(initial=1.0) + problem.unsure * _CHECK
    # Who goes a way takes a seat, so all of them together stay under _TIE.
    tie = _TIE * dear / ((1.0 + _CHECK) * max(1, problem.limits.seats))
    solved = milp(
        np.concatenate([-np.ones(pairs), tie - 1.0]),
        integrality=np.concatenate([np.zeros(pairs), np.ones(new)]),
        bounds=Bounds(0, 1),
        constraints=_constraints(problem),
        options={"time_limit": TIME_LIMIT_S, "mip_rel_gap": 0.0},
    )
    if solved.x is None:
        return None
    # Without a training to choose there is nothing whole to look for, and the value is the bound.
    dual = solved.fun if solved.mip_dual_bound is None else solved.mip_dual_bound
    # What is taken off for ties is less than half a placement in all.
    bound = int(np.floor(-dual + _TIE + 1e-6))
    return Exact(_programme(problem, solved.x), bound)


def _constraints(problem: TrainingProblem) -> LinearConstraint:
    pairs, new = len(problem.person), len(problem.new_person)
    every, limit = np.arange(pairs + new), problem.limits
    only_new = every[pairs:]
    one_place = _sums(
        np.concatenate([problem.person, problem.new_person]), every, problem.people, pairs + new
    )
    places = _sums(
        np.concatenate([problem.place, problem.new_place]), every, problem.openings, pairs + new
    )
    ways = _sums(problem.new_way, only_new, limit.ways, pairs + new)
    trainings = csr_array(csr_array(limit.takes.T.astype(np.float64)) @ ways)
    rows = [one_place, places, trainings, trainings.sum(axis=0)[None, :]]
    limits: list[ArrayLike] = [np.ones(problem.people), problem.capacity, limit.most, [limit.seats]]
    if limit.budget is not None:
        rows.append((limit.cost @ trainings)[None, :])
        limits.append([limit.budget])
    table = vstack([csr_array(row) for row in rows], format="csr")
    return LinearConstraint(table, -np.inf, np.concatenate([np.asarray(one) for one in limits]))


def _sums(rows: NDArray[np.intp], columns: NDArray[np.intp], count: int, width: int) -> csr_array:
    ones = np.ones(len(columns))
    return csr_array(coo_array((ones, (rows, columns)), shape=(count, width)))


def _programme(problem: TrainingProblem, solution: NDArray[np.float64]) -> Programme:
    taken = np.flatnonzero(solution > 0.5)
    place = np.full(problem.people, -1, dtype=np.intp)
    way = np.full(problem.people, -1, dtype=np.intp)
    pairs = len(problem.person)
    base, new = taken[taken < pairs], taken[taken >= pairs] - pairs
    place[problem.person[base]] = problem.place[base]
    place[problem.new_person[new]] = problem.new_place[new]
    way[problem.new_person[new]] = problem.new_way[new]
    return Programme(place, way)
