"""Small random programmes of people, openings and trainings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.unlock.problem import Limits, TrainingProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray


def problem_of(
    possible: NDArray[np.bool_],
    opened: NDArray[np.bool_],
    capacity: list[int] | NDArray[np.intp],
    *,
    seats: int,
    **limits: object,
) -> TrainingProblem:
    """A problem from tables of people by openings, and of trainings by these."""
    person, place = np.nonzero(possible)
    module, new_person, new_place = np.nonzero(opened & ~possible)
    count = len(opened)
    given = {
        "weeks": np.ones(count),
        "cost": np.zeros(count),
        "most": np.full(count, seats),
        "budget": None,
    } | limits
    return TrainingProblem(
        person,
        place,
        new_person,
        new_place,
        module,
        len(possible),
        np.asarray(capacity),
        Limits(**given, seats=seats),
    )


def random_problem(seed: int, *, money: bool = True) -> TrainingProblem:
    """At most 14 people, 7 openings and 5 trainings; more places than people can fill untaught."""
    rng = np.random.default_rng(seed)
    people, openings = int(rng.integers(4, 15)), int(rng.integers(2, 8))
    modules = int(rng.integers(1, 6))
    possible = rng.random((people, openings)) < rng.uniform(0.02, 0.25)
    opened = rng.random((modules, people, openings)) < rng.uniform(0.05, 0.35)
    seats = int(rng.integers(0, 9))
    cost = rng.integers(1, 10, modules).astype(float)
    return problem_of(
        possible,
        opened,
        rng.integers(1, 4, openings),
        seats=seats,
        weeks=rng.integers(1, 60, modules).astype(float),
        cost=cost,
        most=rng.integers(1, 6, modules),
        budget=float(rng.integers(3, 40)) if money else None,
    )
