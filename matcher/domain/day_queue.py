"""Whose turn it is: the order of the queue, why, and how much of it is for today."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from matcher.domain.day_views import QueuePerson
    from matcher.domain.ids import ParticipantCode

BUDGET = 8
"""How many people a LinkWorker reviews in a day, unless the programme says otherwise."""


class Why(StrEnum):
    """Why it is somebody's turn, the strongest reason first."""

    BEGUN = "begun"
    INTERESTED = "interested"
    FACTS_CHANGED = "facts_changed"
    NEW_OPENINGS = "new_openings"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class InLine:
    """A person in the queue, why she stands where she stands, and since when she waits."""

    person: QueuePerson
    why: Why
    since: datetime | None


@dataclass(frozen=True, slots=True)
class DayQueue:
    """The queue of one reader.

    Parameters
    ----------
    line
        Everybody who has something to decide on, in order.
    budget
        People a day.
    done
        How many she has finished today.
    people
        How many people she may see, with or without anything to decide on.
    """

    line: tuple[InLine, ...]
    budget: int
    done: int
    people: int

    @property
    def left(self) -> int:
        """How many of the day's people are left."""
        return min(max(self.budget - self.done, 0), len(self.line))

    @property
    def today(self) -> tuple[InLine, ...]:
        """Those whose turn is today."""
        return self.line[: self.left]

    @property
    def later(self) -> int:
        """How many wait for another day."""
        return len(self.line) - self.left

    def turn(self, wanted: ParticipantCode | None = None) -> InLine | None:
        """Return whose turn it is: who is wanted, else the first; ``None`` when nobody is left."""
        first = next(iter(self.line), None)
        return next((one for one in self.line if one.person.code == wanted), first)

    def after(self, code: ParticipantCode) -> InLine | None:
        """Return who comes after somebody; the first one after the last, never the same."""
        codes = [one.person.code for one in self.line]
        start = codes.index(code) + 1 if code in codes else 0
        around = (*self.line[start:], *self.line[:start])
        return next((one for one in around if one.person.code != code), None)


def make_queue(people: Iterable[QueuePerson], budget: int) -> DayQueue:
    """Return the queue of a caseload.

    Whom the reader has begun with today comes first, so that nobody is left half reviewed; then
    the person's own interest, changed facts and new openings; among equals the one who has waited
    longest.

    Parameters
    ----------
    people
        The caseload; whoever has nothing to decide on is not in line.
    budget
        People a day, at least 1.
    """
    people = list(people)
    line = sorted((_in_line(one) for one in people if one.proposed), key=_place)
    done = sum(one.reviewed_today and not one.proposed for one in people)
    return DayQueue(tuple(line), budget, done, len(people))


def why_now(person: QueuePerson) -> Why:
    """Return the strongest reason for which it is somebody's turn.

    To somebody whose list was never reviewed every opening is new, so that is no reason.
    """
    if person.reviewed_today and person.proposed:
        return Why.BEGUN
    if person.interested:
        return Why.INTERESTED
    if person.facts_changed:
        return Why.FACTS_CHANGED
    if person.new_openings and person.reviewed is not None:
        return Why.NEW_OPENINGS
    return Why.WAITING


def _in_line(person: QueuePerson) -> InLine:
    return InLine(person, why_now(person), person.reviewed or person.first_listed)


def _place(one: InLine) -> tuple[int, float, str]:
    since = one.since.timestamp() if one.since else 0.0
    return tuple(Why).index(one.why), since, one.person.code
