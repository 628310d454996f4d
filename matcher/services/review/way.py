"""A person's way into the programme and out of it: informed, mapped, active, left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import participant_moved
from matcher.domain.informing import participant_informed
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.participant_move import move_participant
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.informing import Informed
    from matcher.domain.machines.machine import Need
    from matcher.domain.participant import Participant, ParticipantState
    from matcher.domain.participant_move import ParticipantMove
    from matcher.ports import UnitOfWork, UnitOfWorkFactory
    from matcher.services.review.withdrawing import Withdrawals


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
    withdrawals
        End what is open about somebody who leaves.
    """

    def __init__(
        self, units: UnitOfWorkFactory, now: Callable[[], datetime], withdrawals: Withdrawals
    ) -> None:
        self._units = units
        self._now = now
        self._withdrawals = withdrawals

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
            by_linkworker = replace(signed, role=Role.LINKWORKER)
            ended = self._withdrawals.from_everything(unit, code, by_linkworker)
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
