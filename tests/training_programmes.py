"""Small random programmes of people, openings and trainings."""

from __future__ import annotations

from itertools import combinations
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
    """A problem from tables of people by openings, and of ways of training by these.

    Each way is a training of its own unless ``takes`` says which ones it takes.
    """
    person, place = np.nonzero(possible)
    way, new_person, new_place = np.nonzero(opened & ~possible)
    unsure = limits.pop("unsure", np.zeros(opened.shape, bool))
    takes = limits.pop("takes", np.eye(len(opened), dtype=np.intp))
    count = takes.shape[1]
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
        way,
        unsure[way, new_person, new_place],
        len(possible),
        np.asarray(capacity),
        Limits(**given, seats=seats, takes=takes),
    )


def random_problem(
    seed: int, *, money: bool = True, after_each_other: bool = False
) -> TrainingProblem:
    """At most 14 people, 7 openings and 5 trainings; more places than people can fill untaught."""
    rng = np.random.default_rng(seed)
    people, openings = int(rng.integers(4, 15)), int(rng.integers(2, 8))
    modules = int(rng.integers(1, 6))
    possible = rng.random((people, openings)) < rng.uniform(0.02, 0.25)
    opened = rng.random((modules, people, openings)) < rng.uniform(0.05, 0.35)
    seats = int(rng.integers(0, 9))
    cost = rng.integers(1, 10, modules).astype(float)
    capacity = rng.integers(1, 4, openings)
    limits = {
        "weeks": rng.integers(1, 60, modules).astype(float),
        "cost": cost,
        "most": rng.integers(1, 6, modules),
        "budget": float(rng.integers(3, 40)) if money else None,
    }
    takes = np.eye(modules, dtype=np.intp)
    if after_each_other:
        # Drawn last, so that everything else is as it is without.
        both = [takes[list(two)].sum(axis=0) for two in combinations(range(modules), 2)]
        chosen = [one for one in both if rng.random() < 0.5]
        more = rng.random((len(chosen), people, openings)) < rng.uniform(0.05, 0.25)
        opened = np.concatenate([opened, more & ~opened.any(axis=0)])
        takes = np.array([*takes, *chosen])
    unsure = rng.random(opened.shape) < rng.uniform(0, 0.6)
    return problem_of(possible, opened, capacity, seats=seats, takes=takes, unsure=unsure, **limits)
