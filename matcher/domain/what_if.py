"""What if there were more seats, places or Swedish: what is asked, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import StepId
    from matcher.domain.language import Cefr

MOST = 1_000
"""Seats in one course, and places of one kind, at most."""


class Bottleneck(StrEnum):
    """What more of would place more people; ``PEOPLE`` when it is none of the others.

    Then nobody is left who lacks only what a training gives, for a place that nobody has.
    """

    SEATS = "seats"
    BUDGET = "budget"
    PLACES = "places"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class SwedishCourse:
    """A course that brings whoever has a seat to a level, in every area.

    Parameters
    ----------
    weeks
        How long it takes; it begins today.
    """

    level: Cefr
    weeks: int

    def ends_on(self, today: date) -> date:
        """Return the day it has ended."""
        return today + timedelta(weeks=self.weeks)


@dataclass(frozen=True, slots=True)
class MorePlaces:
    """Places more on a step in a municipality."""

    step: StepId
    area: str
    places: int


@dataclass(frozen=True)
class Question:
    """What there would be more of.

    Parameters
    ----------
    seats
        By id of a training of the ladders; one that leads to no open place places nobody.
    course, course_seats
        A course of Swedish, and its seats.

    Raises
    ------
    ValueError
        A number is out of range; a page checks what was typed before.
    """

    seats: tuple[tuple[str, int], ...] = ()
    places: tuple[MorePlaces, ...] = ()
    course: SwedishCourse | None = None
    course_seats: int = 0

    def __post_init__(self) -> None:
        places = (one.places for one in self.places)
        for number in (*(seats for _, seats in self.seats), *places, self.course_seats):
            if not 0 <= number <= MOST:
                raise ValueError(f"{number} is out of range; it is 0 to {MOST}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes of it; exact, so for a page see ``planning/release/coarse``.

    Parameters
    ----------
    places, more_places
        Open places as it is, and how many more there would be.
    now, then
        Placements as it is, and with all that was asked about.
    by_places
        Of the difference, what the places alone bring.
    seats, used
        Seats that were asked about, and those of them that lead to a place.
    to_check
        Of the difference, what is lost when whoever is to be checked is not admitted.
    limit
        What more of would place more people.
    """

    places: int
    more_places: int
    now: int
    then: int
    by_places: int
    seats: int
    used: int
    to_check: int
    limit: Bottleneck

    @property
    def more(self) -> int:
        """How many more people are placed."""
        return self.then - self.now
