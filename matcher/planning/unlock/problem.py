"""A problem of choosing trainings, and an answer to one.

A *way* is what one person does: one training, or two after each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    takes
        Shape (ways, modules), intp: the seats that somebody on each way takes.
    budget
        Money in all; ``None`` when it is not limited.
    """

    weeks: NDArray[np.float64]
    cost: NDArray[np.float64]
    most: NDArray[np.intp]
    seats: int
    takes: NDArray[np.intp]
    budget: float | None = None

    @property
    def ways(self) -> int:
        """How many ways there are."""
        return len(self.takes)

    @property
    def weeks_of_ways(self) -> NDArray[np.float64]:
        """Shape (ways,): the weeks of a way add up."""
        return np.asarray(self.takes @ self.weeks, dtype=np.float64)

    @property
    def cost_of_ways(self) -> NDArray[np.float64]:
        """Shape (ways,): what a way costs."""
        return np.asarray(self.takes @ self.cost, dtype=np.float64)

    def seats_of(self, programme: Programme) -> NDArray[np.intp]:
        """Return the seats that a programme takes, shape (modules,)."""
        used = np.bincount(programme.way[programme.way >= 0], minlength=self.ways)
        return np.asarray(used @ self.takes, dtype=np.intp)

    def allow(self, seats: NDArray[np.intp]) -> bool:
        """Say whether so many seats in each training can be had."""
        within = self.budget is None or seats @ self.cost <= self.budget + MONEY_SAME
        return bool((seats <= self.most).all() and seats.sum() <= self.seats and within)

    def one_more(self, seats: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Say on which ways one more person can go, shape (ways,)."""
        then = seats + self.takes
        free: NDArray[np.bool_] = (then <= self.most).all(axis=1) & (then.sum(axis=1) <= self.seats)
        if self.budget is not None:
            free &= then @ self.cost <= self.budget + MONEY_SAME
        return free


@dataclass(frozen=True, eq=False)
class TrainingProblem:
    """Who can begin where, who could after which training, and what may be spent.

    Each person has one place at most and goes one way at most.

    Parameters
    ----------
    person, place
        Shape (pairs,), intp: pairs that are possible as it is.
    new_person, new_place, new_way
        Shape (new,), intp: pairs that are possible only after training.
    unsure
        Shape (new,), bool: whether the person is admitted is to be checked.
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
    new_way: NDArray[np.intp]
    unsure: NDArray[np.bool_]
    people: int
    capacity: NDArray[np.intp]
    limits: Limits

    @property
    def openings(self) -> int:
        """How many openings there are."""
        return len(self.capacity)

    def with_new(self, keep: NDArray[np.bool_]) -> TrainingProblem:
        """Return the problem with some of the pairs that training opens, shape (new,)."""
        return replace(
            self,
            new_person=self.new_person[keep],
            new_place=self.new_place[keep],
            new_way=self.new_way[keep],
            unsure=self.unsure[keep],
        )


@dataclass(frozen=True, eq=False)
class Programme:
    """An answer: who is placed where, and after which training.

    Parameters
    ----------
    place
        Shape (people,), intp: the opening, or -1.
    way
        Shape (people,), intp: the way she goes, with a seat in each training of it, or -1.
    """

    place: NDArray[np.intp]
    way: NDArray[np.intp]

    @property
    def placements(self) -> int:
        """How many people are placed."""
        return int((self.place >= 0).sum())


def faults(problem: TrainingProblem, programme: Programme) -> list[str]:
    """Return what is wrong with a programme; nothing here knows how it was found."""
    base = set(zip(problem.person.tolist(), problem.place.tolist(), strict=True))
    new = set(
        zip(
            problem.new_person.tolist(),
            problem.new_place.tolist(),
            problem.new_way.tolist(),
            strict=True,
        )
    )
    found = []
    for person, (place, way) in enumerate(
        zip(programme.place.tolist(), programme.way.tolist(), strict=True)
    ):
        if place < 0:
            if way >= 0:
                found.append(f"Person {person} has a seat that leads to no place.")
        elif (way < 0 and (person, place) not in base) or (
            way >= 0 and (person, place, way) not in new
        ):
            found.append(f"Person {person} cannot take place {place} on way {way}.")
    taken = np.bincount(programme.place[programme.place >= 0], minlength=problem.openings)
    found += [f"Opening {one} is too full." for one in np.flatnonzero(taken > problem.capacity)]
    seats = problem.limits.seats_of(programme)
    if not problem.limits.allow(seats):
        found.append(f"The seats {seats.tolist()} cannot be had.")
    return found
