"""An employer rings: what was agreed on the phone is an opening at once, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import OpeningMove, opening_moved
from matcher.domain.command import Command, Outcome
from matcher.domain.machines.machine import Need
from matcher.domain.machines.own_opening import OWN_OPENING, OwnOpeningAction
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import InputError
from matcher.services.review.opening_moves import load_room, move_room, opening_outcome

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.opening import Employer, Opening
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands


class CallService:
    """Opens what an employer has agreed on the phone, on the employer's behalf."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def agree(
        self,
        opening: Opening,
        *,
        by: str,
        key: str,
        employer: Employer | None = None,
        seen_version: int | None = None,
    ) -> Outcome:
        """Write down, hand in and open an opening; each of it stands in the audit log.

        Parameters
        ----------
        opening
            As a draft; with form of employment and pay line, without which it cannot be opened.
        employer
            Stored with it when nobody has written the employer down before.
        seen_version
            Of the draft that is there already, such as one made from a lead.

        Raises
        ------
        InputError
            It is no draft of an own opening, or its employer is not stored.
        DecisionError
            It has no form of employment and no pay line.
        NotFound, Conflict
            There is no such draft, or somebody changed it first; says who and when.
        """
        if (opening.kind, opening.state) != (OpeningKind.OWN, OpeningState.DRAFT):
            raise InputError(
                "What was agreed on the phone begins as a draft. Give it the kind 'own' and the "
                "state 'draft'.",
                code="opening.not_draft",
            )

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            signed = Signature(Role.LINKWORKER, by, at)
            if employer is not None:
                unit.employers.put([employer])
            _write(unit, opening, seen_version, signed)
            for action in (OwnOpeningAction.SUBMIT, OwnOpeningAction.APPROVE):
                _move(unit, opening, action, signed)
            return opening_outcome(unit, opening.id)

        payload = {"says": repr(opening), "employer": repr(employer), "seen": seen_version}
        return self._commands.run(Command("opening.agree", by, payload, key), act)


def _write(unit: UnitOfWork, opening: Opening, seen_version: int | None, signed: Signature) -> None:
    draft, action = OpeningState.DRAFT, "draft"
    before = None
    if seen_version is not None:
        before = load_room(unit, opening.id, seen_version, OpeningKind.OWN).state
        if before is not draft:
            raise InputError(
                f"{opening.id} is '{before}' and no draft any more. Look at the opening again.",
                code="opening.not_draft",
            )
        action = "write"
    unit.openings.put([replace(opening, state=draft)])
    unit.audit.append(opening_moved(OpeningMove(opening.id, action, before, draft), signed))


def _move(unit: UnitOfWork, opening: Opening, action: OwnOpeningAction, signed: Signature) -> None:
    room = unit.rooms.get(opening.id)
    given = (Need.TERMS,) if opening.terms else ()
    after = OWN_OPENING.apply(room.state, action, signed.role, given=given)
    move_room(unit, opening.id, room, after)
    move = OpeningMove(opening.id, action.value, room.state, after)
    unit.audit.append(opening_moved(move, signed))
