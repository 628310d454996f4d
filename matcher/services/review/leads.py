"""A lead: an ad that nobody has agreed to. One calls, or the person applies alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import OpeningMove, opening_moved
from matcher.domain.ids import OpeningId
from matcher.domain.machines.lead import LEAD, LeadAction
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.services.review.opening_moves import load_room, move_room, opening_outcome

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.command import Outcome, Request
    from matcher.domain.ids import ParticipantCode
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands

_A = LeadAction


class LeadService:
    """Moves leads; nobody is presented to the employer of a lead."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def called(self, request: Request) -> Outcome:
        """Record a call that was answered.

        Raises
        ------
        InvalidTransition
            Not possible from where it is, or not for this role.
        NotFound, Conflict
            There is no such lead, or somebody changed it first; says who and when.
        """
        return self._move(_A.CALL, request)

    def no_answer(self, request: Request) -> Outcome:
        """Record a call that nobody answered; raises as :meth:`called`."""
        return self._move(_A.NOT_REACH, request)

    def apply(self, request: Request, person: ParticipantCode) -> Outcome:
        """Record that a person applies alone; raises as :meth:`called`."""
        return self._move(_A.APPLY, request, person)

    def answer(self, request: Request, person: ParticipantCode) -> Outcome:
        """Record that the employer answered the person; raises as :meth:`called`."""
        return self._move(_A.ANSWER, request, person)

    def become_own(self, request: Request) -> Outcome:
        """Draft an own opening from a lead whose employer agrees; raises as :meth:`called`.

        Returns
        -------
        Outcome
            ``made`` is the id of the draft.
        """
        return self._move(_A.BECOME_OWN, request)

    def _move(
        self, action: LeadAction, request: Request, person: ParticipantCode | None = None
    ) -> Outcome:
        lead = OpeningId(request.about)

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            room = load_room(unit, lead, request.seen_version, OpeningKind.LEAD)
            after = LEAD.apply(room.state, action, request.role)
            move_room(unit, lead, room, after)
            made = self._draft(unit, lead) if action is _A.BECOME_OWN else None
            move = OpeningMove(lead, action.value, room.state, after, person=person, drafted=made)
            unit.audit.append(opening_moved(move, request.signed(at)))
            return opening_outcome(unit, lead, made=made)

        return self._commands.run(request.command(f"lead.{action.value}", person=person), act)

    def _draft(self, unit: UnitOfWork, lead: OpeningId) -> OpeningId:
        """Store the draft; the ad stays with the lead, so that it is not imported as another."""
        draft = OpeningId(self._commands.new_id())
        own = replace(
            unit.openings.get(lead),
            id=draft,
            kind=OpeningKind.OWN,
            state=OpeningState.DRAFT,
            origin=None,
        )
        unit.openings.put([own])
        unit.rooms.drop_undecided(lead)
        return draft
