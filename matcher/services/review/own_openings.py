"""An opening agreed with an employer: drafted, also by a LinkWorker on the phone, until closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import OpeningMove, opening_moved
from matcher.domain.command import Command, Outcome
from matcher.domain.ids import OpeningId
from matcher.domain.machines.machine import Need
from matcher.domain.machines.own_opening import OWN_OPENING, OwnOpeningAction
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.role import EMPLOYER_OR_LINKWORKER, Role
from matcher.domain.signature import Signature
from matcher.errors import Conflict, InputError, InvalidTransition, NotFound
from matcher.services.review.line import CLOSED, THE_SYSTEM, clear_line
from matcher.services.review.opening_moves import asks_for, load_own, move_room, opening_outcome

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.command import Request
    from matcher.domain.ids import EmployerId
    from matcher.domain.machines.own_opening import CloseReason
    from matcher.domain.opening import Opening
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands

_A = OwnOpeningAction
_WRITTEN = frozenset({OpeningState.DRAFT, OpeningState.RETURNED, OpeningState.SUBMITTED})
"""What it says may be changed as long as nobody has approved it."""


class OwnOpeningService:
    """Moves own openings; "full" and "a place is free" come by themselves."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def draft(
        self,
        opening: Opening,
        *,
        by: str,
        role: Role = Role.LINKWORKER,
        key: str | None = None,
        employer: EmployerId | None = None,
    ) -> Outcome:
        """Store a new draft.

        Parameters
        ----------
        employer
            For an employer's people: who they speak for.

        Raises
        ------
        InputError
            It is no draft of an own opening, its employer is not stored, or an employer drafts it
            for another.
        InvalidTransition
            This role drafts no openings.
        Conflict
            There is one with this id.
        """
        if (opening.kind, opening.state) != (OpeningKind.OWN, OpeningState.DRAFT):
            raise InputError(
                "A new opening begins as a draft. Give it the kind 'own' and the state 'draft'.",
                code="opening.not_draft",
            )
        if role not in EMPLOYER_OR_LINKWORKER:
            raise InvalidTransition(
                f"As {role} nobody drafts an opening. Nothing was saved. Ask a LinkWorker or the "
                "employer to do it."
            )
        if not asks_for(opening.employer, role, employer):
            raise InputError(
                "An employer drafts openings of its own only. Nothing was saved. Name your own "
                "employer.",
                code="opening.not_yours",
            )

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            if _is_there(unit, opening.id):
                raise Conflict(f"There is an opening {opening.id} already. Choose another id.")
            unit.openings.put([opening])
            move = OpeningMove(opening.id, "draft", None, OpeningState.DRAFT)
            unit.audit.append(opening_moved(move, Signature(role, by, at)))
            return opening_outcome(unit, opening.id)

        said = {"says": opening, "role": role, "employer": employer}
        return self._commands.run(Command("opening.draft", by, said, key), act)

    def write(self, request: Request, opening: Opening) -> Outcome:
        """Change what a draft says; its state and the counters stay.

        Raises
        ------
        InputError
            It is another opening, no own one, or it would be another employer's.
        InvalidTransition
            It has been approved; pause or close it instead.
        NotFound, Conflict
            There is none, or somebody changed it first; says who and when.
        """
        if opening.id != request.about or opening.kind is not OpeningKind.OWN:
            raise InputError(
                "This is another opening than the one that was looked at. Open the right one "
                "from the list and write there.",
                code="opening.other",
            )

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            room = load_own(unit, request)
            if not asks_for(opening.employer, request.role, request.employer):
                raise InputError(
                    "An opening stays with its employer. Nothing was saved. Leave the employer as "
                    "it was, or draft a new opening.",
                    code="opening.not_yours",
                )
            if room.state not in _WRITTEN or request.role not in EMPLOYER_OR_LINKWORKER:
                raise InvalidTransition(
                    f"This opening is '{room.state}'; as {request.role} it cannot be rewritten. "
                    "Nothing was saved. Close it and draft a new one, or ask a LinkWorker.",
                    code="opening.rewritten",
                )
            unit.openings.put([replace(opening, state=room.state)])
            move = OpeningMove(opening.id, "write", room.state, room.state)
            unit.audit.append(opening_moved(move, request.signed(at)))
            return opening_outcome(unit, opening.id)

        return self._commands.run(request.command("opening.write", says=opening), act)

    def submit(self, request: Request) -> Outcome:
        """Hand a draft in.

        Raises
        ------
        InvalidTransition, DecisionError
            Not possible from where it is, not for this role, or something is missing.
        NotFound, Conflict
            There is none, it is another employer's, or somebody changed it first; says who and
            when.
        """
        return self._move(_A.SUBMIT, request)

    def approve(self, request: Request) -> Outcome:
        """Open it, which needs form of employment and pay line; raises as :meth:`submit`."""
        return self._move(_A.APPROVE, request)

    def hand_back(self, request: Request) -> Outcome:
        """Return it to whoever wrote it; raises as :meth:`submit`."""
        told = Message(Recipient.EMPLOYER, request.about, Template.OPENING_RETURNED)
        return self._move(_A.RETURN, request, messages=(told,))

    def pause(self, request: Request) -> Outcome:
        """Take nobody new for a while; raises as :meth:`submit`."""
        return self._move(_A.PAUSE, request)

    def resume(self, request: Request) -> Outcome:
        """Take people again, or be full when no place is left; raises as :meth:`submit`."""
        return self._move(_A.RESUME, request)

    def close(self, request: Request, reason: CloseReason | None) -> Outcome:
        """Close it for a reason; whoever was in line is told and back on the list.

        Raises
        ------
        InputError
            There is no reason.
        InvalidTransition, DecisionError, NotFound, Conflict
            As for :meth:`submit`.
        """
        return self._move(_A.CLOSE, request, reason)

    def _move(
        self,
        action: OwnOpeningAction,
        request: Request,
        reason: CloseReason | None = None,
        messages: tuple[Message, ...] = (),
    ) -> Outcome:
        opening = OpeningId(request.about)

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            room = load_own(unit, request)
            given = (Need.TERMS,) if unit.openings.get(opening).terms else ()
            after = OWN_OPENING.apply(room.state, action, request.role, reason, given=given)
            move_room(unit, opening, room, after)
            said = None if reason is None else reason.value
            move = OpeningMove(opening, action.value, room.state, after, said)
            unit.audit.append(opening_moved(move, request.signed(at)))
            ended: tuple[str, ...] = ()
            told = messages
            if action is _A.CLOSE:
                ended, more = clear_line(unit, opening, at, CLOSED)
                told += more
            if action is _A.RESUME:
                _fill_when_full(unit, opening, at)
            return opening_outcome(unit, opening, also=ended, messages=told)

        return self._commands.run(request.command(f"opening.{action.value}", reason=reason), act)


def _fill_when_full(unit: UnitOfWork, opening: OpeningId, at: datetime) -> None:
    room = unit.rooms.get(opening)
    if room.places_left > 0:
        return
    full = OWN_OPENING.apply(room.state, _A.FILL, Role.SYSTEM)
    move_room(unit, opening, room, full)
    move = OpeningMove(opening, _A.FILL.value, room.state, full)
    unit.audit.append(opening_moved(move, Signature(Role.SYSTEM, THE_SYSTEM, at)))


def _is_there(unit: UnitOfWork, opening: OpeningId) -> bool:
    try:
        unit.openings.get(opening)
    except NotFound:
        return False
    return True
