"""The whole answer: trainings and seats, what they add, how sure that is, and what limits it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.what_if import Bottleneck
from matcher.planning.filling import scarce_jobs
from matcher.planning.unlock.exact import exact, is_small
from matcher.planning.unlock.greedy import greedy_with_swaps, tables_of
from matcher.planning.unlock.resampling import extra_ci95

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.unlock.problem import Limits, Programme, TrainingProblem


class Method(StrEnum):
    """How a programme was found."""

    MILP = "milp"
    GREEDY = "greedy_with_swaps"


@dataclass(frozen=True, eq=False)
class TrainingPlan:
    """Trainings and seats.

    Parameters
    ----------
    programme
        Who is placed at the openings that may stay empty, and after which training.
    seats
        Shape (modules,).
    without
        Placements as it is, at all openings.
    extra
        More placements by the trainings.
    sure
        Of them those that are left when whoever is to be checked is not admitted, and the same
        seats go to others.
    ci95
        Interval of ``extra`` over people drawn anew.
    bound
        What ``extra`` cannot exceed, whatever is chosen.
    """

    programme: Programme
    seats: NDArray[np.intp]
    without: int
    extra: int
    sure: int
    ci95: tuple[float, float]
    bound: int
    method: Method
    bottleneck: Bottleneck


@dataclass(frozen=True, eq=False)
class Solved:
    """A programme, what it adds, and the most that any can add."""

    programme: Programme
    extra: int
    bound: int
    method: Method


def plan(problem: TrainingProblem, seed: int) -> TrainingPlan:
    """Choose trainings and seats.

    Parameters
    ----------
    seed
        Of drawing people anew.
    """
    small, aside = set_aside(problem)
    tables = tables_of(small)
    best = solve(small)
    seats = problem.limits.seats_of(best.programme)
    without = tables.without_training().placements + aside
    return TrainingPlan(
        best.programme,
        seats,
        without,
        best.extra,
        sure_extra(small, best, seats),
        extra_ci95(tables_of(problem), seats, problem.limits, seed),
        best.bound,
        best.method,
        bottleneck(problem, without, best.extra),
    )


def set_aside(problem: TrainingProblem) -> tuple[TrainingProblem, int]:
    """Return the problem without the openings that are filled in any case, and their places.

    The numbers of people and openings stay; what is set aside has no pair and no place.
    """
    able = np.bincount(problem.place, minlength=problem.openings)
    keep = np.zeros(problem.openings, dtype=bool)
    keep[scarce_jobs(able.astype(np.float64), problem.capacity)] = True
    base, new = keep[problem.place], keep[problem.new_place]
    small = replace(
        problem.with_new(new),
        person=problem.person[base],
        place=problem.place[base],
        capacity=np.where(keep, problem.capacity, 0),
    )
    return small, int(problem.capacity[~keep].sum())


def solve(problem: TrainingProblem) -> Solved:
    """Find a programme: the best one where the problem is small, else a good one.

    The bound of a good one is the least of what no programme can exceed: seats, people whom a
    training helps, and places that stay empty without.
    """
    tables = tables_of(problem)
    without = tables.without_training().placements
    found = exact(problem) if is_small(problem) else None
    if found is not None:
        placed = found.programme.placements
        return Solved(found.programme, placed - without, found.bound - without, Method.MILP)
    programme = greedy_with_swaps(problem)
    empty = int(problem.capacity.sum()) - without
    bound = min(problem.limits.seats, len(np.unique(problem.new_person)), empty)
    return Solved(programme, programme.placements - without, bound, Method.GREEDY)


def sure_extra(problem: TrainingProblem, best: Solved, seats: NDArray[np.intp]) -> int:
    """Return the extra placements of the same seats without anybody who is to be checked.

    Parameters
    ----------
    problem
        Without the openings that are set aside.
    seats
        Shape (modules,).
    """
    if not problem.unsure[_taken(problem, best.programme)].any():
        return best.extra
    limits = replace(problem.limits, most=seats, seats=int(seats.sum()), budget=None)
    found = solve(replace(problem.with_new(~problem.unsure), limits=limits))
    return min(best.extra, found.extra)


def _taken(problem: TrainingProblem, programme: Programme) -> NDArray[np.bool_]:
    """Say which pairs that training opens are in a programme, shape (new,)."""
    person = problem.new_person
    same_place = programme.place[person] == problem.new_place
    return np.asarray(same_place & (programme.way[person] == problem.new_way))


def bottleneck(problem: TrainingProblem, without: int, extra: int) -> Bottleneck:
    """Say what limits a programme.

    More of one thing after the other is given and it is solved again; the first that helps is it.
    """
    limits = problem.limits
    if without + extra == problem.capacity.sum():
        return Bottleneck.PLACES
    if limits.budget is not None:
        money = limits.budget + float(limits.cost_of_ways.max(initial=0.0))
        if _adds(problem, extra, replace(limits, budget=money)):
            return Bottleneck.BUDGET
    # Two trainings after each other place nobody with one seat more.
    for more in range(1, int(limits.takes.sum(axis=1).max(initial=1)) + 1):
        wider = replace(limits, seats=limits.seats + more, most=limits.most + more)
        if _adds(problem, extra, wider):
            return Bottleneck.SEATS
    roomier = replace(problem, capacity=problem.capacity + 1)
    return Bottleneck.PLACES if _adds(roomier, extra, limits) else Bottleneck.PEOPLE


def _adds(problem: TrainingProblem, extra: int, limits: Limits) -> bool:
    small, _ = set_aside(replace(problem, limits=limits))
    return solve(small).extra > extra
