"""A person's way into the programme and out of it: informed, mapped, active, left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import follow_up_moved
from matcher.domain.audit_entries import participant_moved
from matcher.domain.informing import participant_informed
from matcher.domain.machines.follow_up import FollowUpState, WaiveReason
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.machines.suggestion import SUGGESTION
from matcher.domain.participant_move import move_participant
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action, SuggestionState
from matcher.errors import InputError
from matcher.services.review.line import THE_SYSTEM, record
from matcher.services.review.permitting import take_back

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.informing import Informed
    from matcher.domain.machines.machine import Need
    from matcher.domain.participant import Participant, ParticipantState
    from matcher.domain.participant_move import ParticipantMove
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import UnitOfWork, UnitOfWorkFactory

_ASKING = frozenset({FollowUpState.DUE, FollowUpState.OVERDUE})


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """Where somebody stands now, and how many suggestions ended with it."""

    state: ParticipantState
    ended: int = 0


class WayService:
    """Moves people; each call is one transaction.

    The same move again is refused, since nobody stands there any more: no key is needed.

    Parameters
    ----------
    units
        Opens units of work.
    now
        The time now, with a zone.
    """

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def inform(
        self,
        code: ParticipantCode,
        informed: Informed,
        *,
        by: str,
        role: Role = Role.LINKWORKER,
    ) -> OnTheWay:
        """Record that a person was informed; nothing is done with her data before.

        Raises
        ------
        NotFound
            There is no such person.
        InvalidTransition
            Not possible from where she is, or not for this role.
        DecisionError
            The basis or the notice is not there.
        InputError
            Nobody says who does it, or the notice is of a day to come.
        """
        signed = self._signed(by, role)
        with self._units(write=True) as unit:
            needs = informed.needs(signed.at.date())
            move = _move(unit, code, ParticipantAction.INFORM, signed, given=needs)
            unit.audit.append(participant_informed(move, informed))
            unit.commit()
        return OnTheWay(move.after)

    def map(self, code: ParticipantCode, *, by: str, role: Role = Role.LINKWORKER) -> OnTheWay:
        """Record that her profile is written down; errors as for :meth:`inform`."""
        return self._on(code, ParticipantAction.MAP, by, role)

    def activate(self, code: ParticipantCode, *, by: str, role: Role = Role.LINKWORKER) -> OnTheWay:
        """Put her on the lists; errors as for :meth:`inform`."""
        return self._on(code, ParticipantAction.ACTIVATE, by, role)

    def leave(
        self,
        code: ParticipantCode,
        reason: LeaveReason | None,
        *,
        by: str,
        role: Role = Role.LINKWORKER,
    ) -> OnTheWay:
        """Let somebody who is placed leave the programme; her job goes on without us.

        What she was asked or said yes to is withdrawn with what it permitted, what nobody decided
        on ends, and nobody asks her any more how it goes. Whoever is not placed stops instead.

        Raises
        ------
        InputError
            There is no reason, or nobody says who does it.
        NotFound, InvalidTransition
            As for :meth:`inform`.
        """
        signed = self._signed(by, role)
        with self._units(write=True) as unit:
            move = _move(unit, code, ParticipantAction.LEAVE, signed, reason)
            unit.audit.append(participant_moved(move))
            ended = sum(_end(unit, one, signed) for one in unit.suggestions.current(code))
            _stop_asking(unit, code, signed.at)
            unit.commit()
        return OnTheWay(move.after, ended)

    def _on(
        self, code: ParticipantCode, action: ParticipantAction, by: str, role: Role
    ) -> OnTheWay:
        signed = self._signed(by, role)
        with self._units(write=True) as unit:
            move = _move(unit, code, action, signed)
            unit.audit.append(participant_moved(move))
            unit.commit()
        return OnTheWay(move.after)

    def _signed(self, by: str, role: Role) -> Signature:
        name = " ".join(by.split())
        if not name:
            raise InputError("Say who does it (--by): it is kept with the move.")
        return Signature(role, name, self._now())


def _move(
    unit: UnitOfWork,
    code: ParticipantCode,
    action: ParticipantAction,
    signed: Signature,
    reason: LeaveReason | None = None,
    given: Collection[Need] = (),
) -> ParticipantMove:
    person: Participant = unit.participants.get(code)
    after, move = move_participant(person, action, signed, reason, given)
    unit.participants.put([after])
    unit.moves.add(move)
    return move


def _end(unit: UnitOfWork, before: Suggestion, signed: Signature) -> bool:
    """End one suggestion, unless it led to the job that goes on; say whether it has ended."""
    if before.state in {SuggestionState.TRIAL, SuggestionState.HIRED}:
        return False
    by_person = Signature(Role.LINKWORKER, signed.by, signed.at)
    by_system = Signature(Role.SYSTEM, THE_SYSTEM, signed.at)
    for action, who in ((Action.WITHDRAW, by_person), (Action.MAKE_OBSOLETE, by_system)):
        if SUGGESTION.may(before.state, action, who.role):
            after, decision = before.move(action, who)
            record(unit, before, after, decision)
            if action is Action.WITHDRAW:
                take_back(unit, after, who, None)
            return True
    return False


def _stop_asking(unit: UnitOfWork, code: ParticipantCode, at: datetime) -> None:
    by_system = Signature(Role.SYSTEM, THE_SYSTEM, at)
    for placement in unit.placements.of(code):
        unit.follow_ups.drop_scheduled(placement.id)
        for one in unit.follow_ups.of(placement.id):
            if one.state in _ASKING:
                waived = one.waive(by_system, at.date(), WaiveReason.LEFT_PROGRAMME)
                unit.follow_ups.save(waived)
                unit.audit.append(follow_up_moved(waived, "waive", by_system, code))
