"""Relations with employers: contacts, meetings, promises kept by postings, and assignments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from matcher.domain.audit_employers import relation_written
from matcher.domain.opening import OpeningKind
from matcher.domain.relation import Assignment, Contact, Event, Promise
from matcher.errors import InputError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from matcher.domain.ids import EmployerId, OpeningId, StepId
    from matcher.domain.opening import Employer, Opening
    from matcher.domain.relation import EventKind, Relation, RelationRow
    from matcher.ports import UnitOfWorkFactory


One = TypeVar("One", Contact, Event, Promise, Assignment)


@dataclass(frozen=True, slots=True)
class EmployerPage:
    """One employer with the relation, and its own openings with how many were hired at each."""

    employer: Employer
    relation: Relation
    openings: tuple[tuple[Opening, int], ...]

    def hired_for(self, promise: Promise) -> int:
        """How many were hired at the openings that keep a promise."""
        return sum(hired for opening, hired in self.openings if opening.id in promise.openings)

    def posted_for(self, promise: Promise) -> int:
        """How many places the openings that keep a promise have."""
        return sum(one.places for one, _ in self.openings if one.id in promise.openings)


class RelationService:
    """Each write is one transaction with its row in the audit log."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._units = units
        self._now = now
        self._new_id = new_id

    def employers(self) -> tuple[RelationRow, ...]:
        """Return every employer with what was promised, posted and hired."""
        with self._units() as unit:
            return unit.relations.rows()

    def employer(self, employer: EmployerId) -> EmployerPage:
        """Return one employer's page; raises :class:`NotFound` when there is none."""
        with self._units() as unit:
            found = unit.employers.get(employer)
            own = unit.openings.own(employer)
            hired = tuple((one, unit.rooms.get(one.id).places_taken) for one in own)
            return EmployerPage(found, unit.relations.of(employer), hired)

    def add_contact(
        self, employer: EmployerId, name: str, role: str, reach: str, *, by: str
    ) -> Contact:
        """Keep somebody at an employer.

        Raises
        ------
        NotFound
            There is no such employer.
        InputError
            A text is missing, too long, or holds a personal identity number.
        """
        name, role, reach = (" ".join(text.split()) for text in (name, role, reach))
        return self._put(Contact(self._new_id(), employer, name, role, reach, by, self._now()))

    def add_event(
        self, employer: EmployerId, kind: EventKind, on: date, note: str, *, by: str
    ) -> Event:
        """Keep a call, a visit or a seminar; raises as :meth:`add_contact`, or the day is ahead."""
        at = self._now()
        if on > at.date():
            raise InputError(
                "Write the day on which it was, not one that lies ahead.", code="day.ahead"
            )
        return self._put(Event(self._new_id(), employer, kind, on, note.strip(), by, at))

    def add_promise(
        self, employer: EmployerId, places: int, step: StepId | None, note: str, *, by: str
    ) -> Promise:
        """Keep what an employer promised today; raises as :meth:`add_contact`."""
        at = self._now()
        promise = Promise(self._new_id(), employer, places, step, at.date(), note.strip(), by, at)
        return self._put(promise)

    def add_assignment(
        self, employer: EmployerId, question: str, focus_group: str, *, by: str
    ) -> Assignment:
        """Keep what a company asks to learn; raises as :meth:`add_contact`."""
        said = (question.strip(), focus_group.strip(), "")
        return self._put(Assignment(self._new_id(), employer, *said, by, self._now()))

    def changed(self, employer: EmployerId, assignment: str, text: str, *, by: str) -> Assignment:
        """Write what a company changed after an assignment.

        Raises
        ------
        NotFound
            There is no such assignment.
        InputError
            Nothing is written, or as for :meth:`add_contact`.
        """
        if not text.strip():
            raise InputError("Write what the company changed.", code="changed.empty")
        with self._units() as unit:
            known = unit.relations.of(employer).assignments
        before = next((one for one in known if one.id == assignment), None)
        if before is None:
            raise NotFound(
                f"There is no assignment {assignment}. Choose one that the page of the employer "
                "shows."
            )
        return self._put(replace(before, changed=text.strip()), by=by)

    def keeps(self, employer: EmployerId, promise: str, opening: OpeningId, *, by: str) -> None:
        """Note that an opening keeps a promise.

        Raises
        ------
        NotFound
            There is no such promise or own opening of this employer.
        """
        with self._units(write=True) as unit:
            known = unit.relations.of(employer).promises
            found, one = unit.openings.get(opening), [p for p in known if p.id == promise]
            if not one or (found.kind, found.employer) != (OpeningKind.OWN, employer):
                raise NotFound(
                    f"There is no promise {promise}, or no opening {opening} of theirs. Choose "
                    "both on the page of the employer."
                )
            unit.relations.keep(promise, [opening])
            unit.audit.append(
                relation_written("promise.kept_by", employer, by, self._now(), {"opening": opening})
            )
            unit.commit()

    def _put(self, one: One, by: str = "") -> One:
        with self._units(write=True) as unit:
            unit.employers.get(one.employer)
            unit.relations.put(one)
            what = f"employer.{type(one).__name__.lower()}"
            entry = relation_written(what, one.employer, by or one.by, self._now(), {"id": one.id})
            unit.audit.append(entry)
            unit.commit()
        return one
