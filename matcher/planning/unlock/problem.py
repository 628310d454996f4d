"""A problem of choosing trainings, and an answer to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MONEY_SAME = 1e-6


@dataclass(frozen=True, eq=False)
class Limits:
    """What may be spent on trainings.

    Parameters
    ----------
    weeks
        Shape (modules,): how long each training takes; of equal plans the shorter one is taken.
    cost
        Shape (modules,): of a seat.
    most
        Shape (modules,), intp: seats at most.
    seats
        Seats in all.
    budget
        Money in all; ``None`` when it is not limited.
    """

    weeks: NDArray[np.float64]
    cost: NDArray[np.float64]
    most: NDArray[np.intp]
    seats: int
    budget: float | None = None

    def allow(self, seats: NDArray[np.intp]) -> bool:
        """Say whether so many seats in each training can be had."""
        within = self.budget is None or seats @ self.cost <= self.budget + MONEY_SAME
        return bool((seats <= self.most).all() and seats.sum() <= self.seats and within)

    def one_more(self, seats: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Say in which trainings one more seat can be had."""
        free: NDArray[np.bool_] = (seats < self.most) & (seats.sum() < self.seats)
        if self.budget is not None:
            free &= self.cost <= self.budget - float(seats @ self.cost) + MONEY_SAME
        return free


@dataclass(frozen=True, eq=False)
class TrainingProblem:
    """Who can begin where, who could after which training, and what may be spent.

    Each person has one place at most and one seat at most.

    Parameters
    ----------
    person, place
        Shape (pairs,), intp: pairs that are possible as it is.
    new_person, new_place, new_module
        Shape (new,), intp: pairs that are possible only after a training.
    people
        How many people there are.
    capacity
        Shape (openings,), intp: places.
    limits
        What may be spent.
    """

    person: NDArray[np.intp]
    place: NDArray[np.intp]
    new_person: NDArray[np.intp]
    new_place: NDArray[np.intp]
    new_module: NDArray[np.intp]
    people: int
    capacity: NDArray[np.intp]
    limits: Limits

    @property
    def openings(self) -> int:
        """How many openings there are."""
        return len(self.capacity)

    @property
    def modules(self) -> int:
        """How many trainings there are."""
        return len(self.limits.weeks)


@dataclass(frozen=True, eq=False)
class Programme:
    """An answer: who is placed where, and after which training.

    Parameters
    ----------
    place
        Shape (people,), intp: the opening, or -1.
    module
        Shape (people,), intp: the training she has a seat in, or -1.
    """

    place: NDArray[np.intp]
    module: NDArray[np.intp]

    @property
    def placements(self) -> int:
        """How many people are placed."""
        return int((self.place >= 0).sum())

    def seats(self, modules: int) -> NDArray[np.intp]:
        """Return the seats that are used, shape (modules,)."""
        return np.bincount(self.module[self.module >= 0], minlength=modules)


def faults(problem: TrainingProblem, programme: Programme) -> list[str]:
    """Return what is wrong with a programme; nothing here knows how it was found."""
    base = set(zip(problem.person.tolist(), problem.place.tolist(), strict=True))
    new = set(
        zip(
            problem.new_person.tolist(),
            problem.new_place.tolist(),
            problem.new_module.tolist(),
            strict=True,
        )
    )
    found = []
    for person, (place, module) in enumerate(
        zip(programme.place.tolist(), programme.module.tolist(), strict=True)
    ):
        if place < 0:
            if module >= 0:
                found.append(f"Person {person} has a seat that leads to no place.")
        elif (module < 0 and (person, place) not in base) or (
            module >= 0 and (person, place, module) not in new
        ):
            found.append(f"Person {person} cannot take place {place} with training {module}.")
    taken = np.bincount(programme.place[programme.place >= 0], minlength=problem.openings)
    found += [f"Opening {one} is too full." for one in np.flatnonzero(taken > problem.capacity)]
    seats = programme.seats(problem.modules)
    if not problem.limits.allow(seats):
        found.append(f"The seats {seats.tolist()} cannot be had.")
    return found
