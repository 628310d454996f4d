"""A problem of sharing out places, and an answer to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Problem:
    """Pairs that may be chosen, with their scores, and how many people each opening takes.

    What people have said is in it already: a pair that was refused or declined is left out, and so
    is everybody who has a place. A pair that is left out cannot be chosen, and nobody is forced.

    Parameters
    ----------
    person
        Shape (pairs,), intp, in [0, people).
    place
        Shape (pairs,), intp: the opening, in [0, openings).
    score
        Shape (pairs,), float64, in (0, 1].
    people
        How many people there are, with pairs or without.
    capacity
        Shape (openings,), intp, at least 0: how many people an opening still takes.

    Raises
    ------
    InputError
        The arrays do not fit together; the message names the first pair or opening that does not.

    Examples
    --------
    >>> problem = Problem(
    ...     person=np.array([0, 0, 1]),
    ...     place=np.array([0, 1, 0]),
    ...     score=np.array([0.9, 0.8, 0.7]),
    ...     people=2,
    ...     capacity=np.array([1, 1]),
    ... )
    >>> problem.openings
    2
    """

    person: NDArray[np.intp]
    place: NDArray[np.intp]
    score: NDArray[np.float64]
    people: int
    capacity: NDArray[np.intp]

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit together."""
        shapes = {self.person.shape, self.place.shape, self.score.shape}
        if len(shapes) > 1 or self.person.ndim != 1 or self.capacity.ndim != 1:
            raise InputError(
                "Pairs need one person, one opening and one score each; there are "
                f"{self.person.shape} people, {self.place.shape} openings and {self.score.shape} "
                "scores. Give three arrays of one length."
            )
        _refuse("person", self.person, (self.person >= 0) & (self.person < self.people))
        _refuse("opening", self.place, (self.place >= 0) & (self.place < self.openings))
        _refuse("score", self.score, (self.score > 0) & (self.score <= 1))
        if (bad := np.flatnonzero(self.capacity < 0)).size:
            raise InputError(
                f"Opening {bad[0]} takes {self.capacity[bad[0]]} people; give 0 or more."
            )
        keys = np.sort(self.person.astype(np.int64) * max(self.openings, 1) + self.place)
        if (twice := keys[1:][keys[1:] == keys[:-1]]).size:
            person, place = divmod(int(twice[0]), self.openings)
            raise InputError(
                f"Person {person} and opening {place} are two pairs; give one score for them."
            )

    @property
    def openings(self) -> int:
        """How many openings there are."""
        return len(self.capacity)


@dataclass(frozen=True, eq=False)
class Allocation:
    """Pairs that were chosen.

    Parameters
    ----------
    chosen
        Shape (n,), intp: indexes into the pairs of the problem, sorted.
    objective
        The sum of their scores.
    """

    chosen: NDArray[np.intp]
    objective: float


def allocation_of(problem: Problem, chosen: NDArray[np.intp]) -> Allocation:
    """Return these pairs as an allocation; nothing is checked."""
    ordered = np.sort(chosen).astype(np.intp)
    return Allocation(ordered, float(problem.score[ordered].sum()))


def _refuse(name: str, values: NDArray[np.generic], fits: NDArray[np.bool_]) -> None:
    if (bad := np.flatnonzero(~fits)).size:
        raise InputError(
            f"Pair {bad[0]} has the {name} {values[bad[0]]}, which is out of range. Give "
            "people and openings from 0 up, and scores above 0 and up to 1."
        )
