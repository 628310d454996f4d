"""A person permits what an employer may know, takes it back, and what is told is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.disclosure import Telling
from matcher.domain.disclosure_entries import (
    disclosed,
    permission_granted,
    permission_withdrawn,
)
from matcher.domain.employer_view import areas_asked, employer_view
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.opening import OpeningKind
from matcher.domain.participant_move import is_indexed
from matcher.domain.permission import (
    Audience,
    Ended,
    FieldGroup,
    Withdrawal,
    may_be_said,
    opened_by,
)
from matcher.domain.personal_number import has_personal_number
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import DecisionError, InputError, InvalidTransition, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from matcher.domain.disclosure import Disclosure, Saying
    from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.domain.permission import Permission, Yes
    from matcher.domain.permitted import AgreedOpening, Permitted
    from matcher.domain.views import EmployerView
    from matcher.ports import UnitOfWork, UnitOfWorkFactory, WithdrawsFromOpenings


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal took back, and how many messages and suggestions ended with it."""

    permissions: tuple[Permission, ...]
    messages: int
    suggestions: int = 0


class DisclosureService:
    """Use cases about what employers may know; each write is one transaction.

    A person with protected identity is not found here: nothing about her reaches an employer
    through Stegvis.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    ladders
        Say which Swedish a job asks for.
    now
        The time now, with a zone.
    new_id
        Returns an id that is not taken.
    withdraw_from
        Withdraws a person from openings whose employer may not even know her code any more.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        ladders: Ladders,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        withdraw_from: WithdrawsFromOpenings,
    ) -> None:
        self._units = units
        self._ladders = ladders
        self._now = now
        self._new_id = new_id
        self._withdraw_from = withdraw_from

    def permissions(self, code: ParticipantCode) -> tuple[Permission, ...]:
        """Return everything a person has permitted and taken back, the first one first.

        Raises
        ------
        NotFound
            There is none, or the identity is protected.
        """
        with self._units() as unit:
            _person(unit, code)
            return unit.permissions.of(code)

    def listed(self, code: ParticipantCode) -> tuple[Permitted, ...]:
        """Return the same with the names of openings and employers, by those; errors as above."""
        with self._units() as unit:
            _person(unit, code)
            return unit.views.permitted_by(code)

    def agreed(self) -> tuple[AgreedOpening, ...]:
        """Return the openings for whose employer a yes can be given, by employer and title."""
        with self._units() as unit:
            return unit.views.agreed_openings()

    def told(self, code: ParticipantCode) -> tuple[Disclosure, ...]:
        """Return what was told about a person, the first one first; errors as above."""
        with self._units() as unit:
            _person(unit, code)
            return unit.disclosures.of(code)

    def grant(
        self, code: ParticipantCode, opening_id: OpeningId, yes: Yes
    ) -> tuple[Permission, ...]:
        """Record a person's yes, a permission for each step that does not hold yet.

        Raises
        ------
        NotFound
            There is no such person (or the identity is protected), or no such opening.
        DecisionError
            No employer stands behind the opening.
        InvalidTransition
            All of it is permitted already, or she has stopped using the service.
        InputError
            Nobody is named, or the days do not fit.
        """
        with self._units(write=True) as unit:
            person = _person(unit, code)
            if not is_indexed(person):
                raise InvalidTransition(
                    f"{code} is '{person.state}': no employer is told of her any more. "
                    "Nothing was recorded."
                )
            opening, employer = _agreed(unit, opening_id)
            at = self._now()
            audience = Audience(code, employer, opening.id)
            given = opened_by(yes, audience, unit.permissions.of(code), at, self._new_id)
            if not given:
                raise InvalidTransition(
                    f"'{yes.up_to.value}' is permitted already for {opening.id}; "
                    "nothing was changed. To give it another last day, take it back first."
                )
            unit.permissions.grant(given)
            for one in given:
                unit.audit.append(permission_granted(one))
            unit.commit()
        return given

    def withdraw(
        self,
        code: ParticipantCode,
        *,
        mode: AnswerMode,
        by: str,
        opening_id: OpeningId | None = None,
        group: FieldGroup = FieldGroup.CODE,
    ) -> Withdrawn:
        """Take permission back at once, from a step on, and cancel messages that would still tell.

        Without the first step she is no longer in line there, and what she was asked or said yes
        to is withdrawn.

        Parameters
        ----------
        opening_id
            For which opening; ``None`` for all.
        group
            From which step on.

        Raises
        ------
        NotFound
            There is no such person, or the identity is protected.
        InvalidTransition
            Nothing of it is permitted.
        InputError
            Nobody is named.
        """
        with self._units(write=True) as unit:
            _person(unit, code)
            at, name = self._now(), " ".join(by.split())
            withdrawal = Withdrawal(code, opening_id, group, mode, name, at)
            taken = unit.permissions.withdraw(withdrawal)
            if not taken:
                raise InvalidTransition(
                    "Nothing of this is permitted, so nothing was changed.", code="permission.none"
                )
            for one in taken:
                unit.audit.append(permission_withdrawn(one, withdrawal))
            ended = Ended(suggestions=0, messages=0)
            if group is FieldGroup.CODE:
                alone = mode is AnswerMode.SELF
                role = Role.PARTICIPANT if alone else Role.LINKWORKER
                signed = Signature(role, name, at)
                ended = self._withdraw_from(unit, code, opening_id, signed, mode)
            unit.commit()
        return Withdrawn(taken, ended.messages, ended.suggestions)

    def may_say(self, code: ParticipantCode, opening_id: OpeningId) -> tuple[FieldGroup, ...]:
        """Return what may be said now about a person to the employer of an opening, in order.

        Raises
        ------
        NotFound
            There is no such person (or the identity is protected), or no such opening.
        """
        with self._units() as unit:
            _person(unit, code)
            opening = unit.openings.get(opening_id)
            return self._permitted(unit, code, opening)

    def said(
        self,
        code: ParticipantCode,
        opening_id: OpeningId,
        groups: Collection[FieldGroup],
        saying: Saying,
    ) -> tuple[Disclosure, ...]:
        """Record what was told to an employer, a row for each thing; all of them or none.

        Parameters
        ----------
        groups
            What was told.
        saying
            Who told whom, and how.

        Raises
        ------
        NotFound
            There is no such person (or the identity is protected), or no such opening.
        DecisionError
            The person has not permitted it, or has taken it back.
        InputError
            Nothing was ticked, nobody is named, or a personal identity number was written.
        """
        _check_what_was_said(groups, saying)
        key = saying.key
        with self._units(write=True) as unit:
            _person(unit, code)
            opening, employer = _agreed(unit, opening_id)
            before = unit.disclosures.of(code) if key else ()
            sent = tuple(one for one in before if one.id.startswith(f"{key}-"))
            if sent:
                return sent
            at = self._now()
            told = []
            for step in FieldGroup:
                if step not in groups:
                    continue
                telling = Telling(
                    id=f"{key}-{step.value}" if key else self._new_id(),
                    participant=code,
                    employer=employer,
                    opening=opening.id,
                    contact=" ".join(saying.contact.split()),
                    field_group=step,
                    how=saying.how,
                    by=" ".join(saying.by.split()),
                    at=at,
                )
                stored = unit.disclosures.tell(telling)
                if stored is None:
                    raise DecisionError(
                        self._refusal(unit, code, opening, step), code="permission.none"
                    )
                unit.audit.append(disclosed(stored, code))
                told.append(stored)
            unit.commit()
        return tuple(told)

    def employer_view(self, opening_id: OpeningId, code: ParticipantCode) -> EmployerView:
        """Return what the employer of an opening may see of a person now.

        Raises
        ------
        NotFound
            There is no such person (or the identity is protected), or no such opening.
        DecisionError
            Nothing may be said.
        """
        with self._units() as unit:
            person = _person(unit, code)
            opening = unit.openings.get(opening_id)
            permitted = self._permitted(unit, code, opening)
            areas = areas_asked(opening, self._ladders)
            return employer_view(person, opening, permitted, areas, self._now().date())

    def _permitted(
        self, unit: UnitOfWork, code: ParticipantCode, opening: Opening
    ) -> tuple[FieldGroup, ...]:
        given = unit.permissions.of(code)
        return may_be_said(given, code, opening.employer, opening.id, self._now().date())

    def _refusal(
        self, unit: UnitOfWork, code: ParticipantCode, opening: Opening, step: FieldGroup
    ) -> str:
        allowed = ", ".join(one.value for one in self._permitted(unit, code, opening))
        return (
            f"'{step.value}' may not be said about {code} for {opening.id}; what may be said now: "
            f"{allowed or 'nothing'}. Nothing was recorded. Ask the person first; if it was said "
            "already, tell your data protection officer."
        )


def _check_what_was_said(groups: Collection[FieldGroup], saying: Saying) -> None:
    if not groups:
        raise InputError(
            "Tick what was said: code, skills, or name_and_contact.", code="told.nothing"
        )
    if has_personal_number(saying.contact):
        raise InputError(
            "The contact holds a personal identity number. Write a name only.",
            code="personal_number",
        )


def _person(unit: UnitOfWork, code: ParticipantCode) -> Participant:
    person = unit.participants.get(code)
    if person.protected_identity:
        raise NotFound(f"There is no participant {code}. Check the code.")
    return person


def _agreed(unit: UnitOfWork, opening_id: OpeningId) -> tuple[Opening, EmployerId]:
    opening = unit.openings.get(opening_id)
    if opening.kind is not OpeningKind.OWN or opening.employer is None:
        raise DecisionError(
            f"Nobody has agreed {opening.id} with an employer, so nothing is told there: with an "
            "advertisement the person applies alone.",
            code="opening.not_agreed",
        )
    return opening, opening.employer
