"""Relations with employers: people one knows, meetings, what was promised, and assignments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.personal_number import has_personal_number
from matcher.errors import InputError

if TYPE_CHECKING:
    from datetime import date, datetime

    from matcher.domain.ids import EmployerId, OpeningId, StepId

LONGEST_NOTE = 600


class EventKind(StrEnum):
    """How one met an employer."""

    CALL = "call"
    VISIT = "visit"
    SEMINAR = "seminar"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at an employer.

    Parameters
    ----------
    role
        What she does there.
    reach
        Telephone or address, as one reaches her.
    """

    id: str
    employer: EmployerId
    name: str
    role: str
    reach: str
    by: str
    at: datetime

    def __post_init__(self) -> None:
        _must(self.name, "Write the name of the contact.", code="contact.missing")
        _clean(self.name, self.role, self.reach)


@dataclass(frozen=True, slots=True)
class Event:
    """A call, a visit, or a seminar that an employer came to."""

    id: str
    employer: EmployerId
    kind: EventKind
    on: date
    note: str
    by: str
    at: datetime

    def __post_init__(self) -> None:
        _clean(self.note)


@dataclass(frozen=True, slots=True)
class Promise:
    """What an employer has promised: so many places, on a step when it is known.

    Parameters
    ----------
    openings
        The postings that keep it.
    """

    id: str
    employer: EmployerId
    places: int
    step: StepId | None
    on: date
    note: str
    by: str
    at: datetime
    openings: tuple[OpeningId, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.places <= 500:
            raise InputError(
                "Write how many places were promised, from 1 to 500.",
                code="places.number",
                most=500,
            )
        _clean(self.note)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a company asked to learn: a question, a focus group, and what it changed afterwards.

    Parameters
    ----------
    focus_group
        Who was asked, how many and when; nobody by name.
    changed
        What the company changed; empty until it has.
    """

    id: str
    employer: EmployerId
    question: str
    focus_group: str
    changed: str
    by: str
    at: datetime

    def __post_init__(self) -> None:
        _must(self.question, "Write what the company asks.", code="question.empty")
        _clean(self.question, self.focus_group, self.changed)


@dataclass(frozen=True, slots=True)
class Relation:
    """Everything one employer's page shows of the relation."""

    contacts: tuple[Contact, ...] = ()
    events: tuple[Event, ...] = ()
    promises: tuple[Promise, ...] = ()
    assignments: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One employer in the list: what was promised, what was posted of it, who was hired.

    Parameters
    ----------
    promised
        Places that were promised.
    posted
        Places of the openings that keep promises, and have been handed in.
    hired
        Placements at the employer's own openings that hold or held a place.
    last_met
        The day of the last call, visit or seminar.
    """

    employer: EmployerId
    name: str
    contacts: int
    promised: int
    posted: int
    openings: int
    hired: int
    last_met: date | None


def _must(text: str, problem: str, *, code: str) -> None:
    if not text.strip():
        raise InputError(problem, code=code)


def _clean(*texts: str) -> None:
    if any(len(text) > LONGEST_NOTE for text in texts):
        raise InputError(
            f"Write at most {LONGEST_NOTE} signs.", code="text.length", most=LONGEST_NOTE
        )
    if any(has_personal_number(text) for text in texts):
        raise InputError(
            "A personal identity number is not kept here. Take it out.", code="personal_number"
        )
