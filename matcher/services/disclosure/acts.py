"""Permitting, taking back and telling, each in the transaction that it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.disclosure import Telling
from matcher.domain.disclosure_entries import (
    disclosed,
    permission_granted,
    permission_withdrawn,
)
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.opening import OpeningKind
from matcher.domain.participant_move import is_indexed
from matcher.domain.permission import Audience, Ended, FieldGroup, may_be_said, opened_by
from matcher.domain.personal_number import has_personal_number
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import DecisionError, InputError, InvalidTransition, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from matcher.domain.disclosure import Disclosure, Saying
    from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.domain.permission import Permission, Withdrawal, Yes
    from matcher.ports import UnitOfWork, WithdrawsFromOpenings


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal took back, and how many messages and suggestions ended with it."""

    permissions: tuple[Permission, ...]
    messages: int
    suggestions: int = 0


@dataclass(frozen=True, slots=True)
class DisclosureActs:
    """What is done about disclosures; whoever opened the transaction commits it.

    Parameters
    ----------
    new_id
        Returns an id that is not taken.
    withdraw_from
        Withdraws a person from openings whose employer may not even know her code any more.
    """

    new_id: Callable[[], str]
    withdraw_from: WithdrawsFromOpenings

    def grant(
        self, unit: UnitOfWork, code: ParticipantCode, opening_id: OpeningId, yes: Yes, at: datetime
    ) -> tuple[Permission, ...]:
        """Store a person's yes, a permission for each step that does not hold yet."""
        person = person_of(unit, code)
        if not is_indexed(person):
            raise InvalidTransition(
                f"{code} is '{person.state}': no employer is told of her any more. Nothing was "
                "recorded. Choose somebody who is still in the programme."
            )
        opening, employer = _agreed(unit, opening_id)
        audience = Audience(code, employer, opening.id)
        given = opened_by(yes, audience, unit.permissions.of(code), at, self.new_id)
        if not given:
            raise InvalidTransition(
                f"'{yes.up_to.value}' is permitted already for {opening.id}; "
                "nothing was changed. To give it another last day, take it back first."
            )
        unit.permissions.grant(given)
        for one in given:
            unit.audit.append(permission_granted(one))
        return given

    def withdraw(self, unit: UnitOfWork, withdrawal: Withdrawal) -> Withdrawn:
        """Take permission back, and what waits to be told with it."""
        code = withdrawal.participant
        person_of(unit, code)
        taken = unit.permissions.withdraw(withdrawal)
        if not taken:
            raise InvalidTransition(
                "Nothing of this is permitted, so nothing was changed. `stegvis permissions "
                "list` shows what is.",
                code="permission.none",
            )
        for one in taken:
            unit.audit.append(permission_withdrawn(one, withdrawal))
        ended = Ended(suggestions=0, messages=0)
        if withdrawal.group is FieldGroup.CODE:
            alone = withdrawal.mode is AnswerMode.SELF
            role = Role.PARTICIPANT if alone else Role.LINKWORKER
            signed = Signature(role, withdrawal.by, withdrawal.at)
            ended = self.withdraw_from(unit, code, withdrawal.opening, signed, withdrawal.mode)
        return Withdrawn(taken, ended.messages, ended.suggestions)

    def say(
        self,
        unit: UnitOfWork,
        code: ParticipantCode,
        opening_id: OpeningId,
        groups: Collection[FieldGroup],
        saying: Saying,
        at: datetime,
    ) -> tuple[Disclosure, ...]:
        """Store what was told to an employer, a row for each thing; all of them or none."""
        _check_words(groups, saying)
        key = saying.key
        person_of(unit, code)
        opening, employer = _agreed(unit, opening_id)
        before = unit.disclosures.of(code) if key else ()
        sent = tuple(one for one in before if one.id.startswith(f"{key}-"))
        if sent:
            return sent
        told = []
        for step in FieldGroup:
            if step not in groups:
                continue
            telling = Telling(
                id=f"{key}-{step.value}" if key else self.new_id(),
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
                raise DecisionError(_refusal(unit, code, opening, step, at), code="permission.none")
            unit.audit.append(disclosed(stored, code))
            told.append(stored)
        return tuple(told)


def person_of(unit: UnitOfWork, code: ParticipantCode) -> Participant:
    """Return a person; raises :class:`NotFound` for nobody and for protected identity alike."""
    person = unit.participants.get(code)
    if person.protected_identity:
        raise NotFound(f"There is no participant {code}. Check the code.")
    return person


def permitted_now(
    unit: UnitOfWork, code: ParticipantCode, opening: Opening, at: datetime
) -> tuple[FieldGroup, ...]:
    """Return what may be said about somebody to the employer of an opening, in order."""
    given = unit.permissions.of(code)
    return may_be_said(given, code, opening.employer, opening.id, at.date())


def _check_words(groups: Collection[FieldGroup], saying: Saying) -> None:
    if not groups:
        raise InputError(
            "Tick what was said: code, skills, or name_and_contact.", code="told.nothing"
        )
    if has_personal_number(saying.contact):
        raise InputError(
            "The contact holds a personal identity number. Write a name only.",
            code="personal_number",
        )


def _refusal(
    unit: UnitOfWork, code: ParticipantCode, opening: Opening, step: FieldGroup, at: datetime
) -> str:
    allowed = ", ".join(one.value for one in permitted_now(unit, code, opening, at))
    return (
        f"'{step.value}' may not be said about {code} for {opening.id}; what may be said now: "
        f"{allowed or 'nothing'}. Nothing was recorded. Ask the person first; if it was said "
        "already, tell your data protection officer."
    )


def _agreed(unit: UnitOfWork, opening_id: OpeningId) -> tuple[Opening, EmployerId]:
    opening = unit.openings.get(opening_id)
    if opening.kind is not OpeningKind.OWN or opening.employer is None:
        raise DecisionError(
            f"Nobody has agreed {opening.id} with an employer, so nothing is told there: with "
            "an advertisement the person applies alone. Help the person to apply.",
            code="opening.not_agreed",
        )
    return opening, opening.employer
