"""Lists in an order that stays, read on from where one stopped.

A place in such a list is what the last row is ordered by, not a number: rows that come or go
meanwhile make nobody appear twice, and leave nobody out who was there all the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.follow_up import FollowUp
    from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode, StepId
    from matcher.domain.opening import OpeningKind, OpeningState
    from matcher.domain.participant import ParticipantState
    from matcher.domain.sector import Sector

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Onward:
    """Where to read on, and how many rows at most.

    Parameters
    ----------
    after
        What the last row that was read is ordered by; empty: from the beginning.
    most
        At least 1.
    """

    after: tuple[str, ...] = ()
    most: int = 50


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Row]):
    """Some rows in order.

    Parameters
    ----------
    after
        What the last of them is ordered by; empty when there is none after it.
    """

    rows: tuple[Row, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person in a list: where she stands, and where she lives."""

    code: ParticipantCode
    state: ParticipantState
    preferred_language: str
    municipality: str | None
    district: str | None


@dataclass(frozen=True, slots=True)
class ListedOpening:
    """An opening in a list; ``places_left`` is of an own one."""

    id: OpeningId
    kind: OpeningKind
    state: OpeningState
    title: str
    employer: EmployerId | None
    step: StepId | None
    sector: Sector | None
    places: int
    places_left: int
    municipality: str | None
    district: str | None
    start: date | None
    deadline: date | None
    version: int


@dataclass(frozen=True, slots=True)
class ListedFollowUp:
    """A follow-up, and whom it is about."""

    follow_up: FollowUp
    participant: ParticipantCode
