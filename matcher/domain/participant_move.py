"""One recorded move of a person's place in the programme."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.machines.participant import PARTICIPANT
from matcher.domain.participant import ParticipantState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.machines.machine import Need
    from matcher.domain.machines.participant import LeaveReason, ParticipantAction
    from matcher.domain.participant import Participant
    from matcher.domain.role import Role
    from matcher.domain.signature import Signature

GONE = frozenset({ParticipantState.LEFT, ParticipantState.ARCHIVED, ParticipantState.ANONYMISED})
"""Nothing is made of what these people told: no vector, no row of an index, no suggestion."""


@dataclass(frozen=True, slots=True)
class ParticipantMove:
    """What was done, by whom, in which role and when; ``reason`` is that of leaving."""

    participant: ParticipantCode
    action: ParticipantAction
    before: ParticipantState
    after: ParticipantState
    actor: Role
    by: str
    at: datetime
    reason: LeaveReason | None = None


def move_participant(
    person: Participant,
    action: ParticipantAction,
    signed: Signature,
    reason: LeaveReason | None = None,
    given: Collection[Need] = (),
) -> tuple[Participant, ParticipantMove]:
    """Return the person after a move, and the record of it.

    Parameters
    ----------
    given
        What the move needs and is there.

    Raises
    ------
    InvalidTransition
        Not possible from this state, or not for this role.
    InputError
        A reason is missing, or is not asked for.
    DecisionError
        Something that the move needs is not there.
    """
    after = PARTICIPANT.apply(person.state, action, signed.role, reason, given=given)
    made = ParticipantMove(
        person.code, action, person.state, after, signed.role, signed.by, signed.at, reason
    )
    return replace(person, state=after), made


def is_indexed(person: Participant) -> bool:
    """Say whether what a person told may be embedded and searched.

    Not for protected identity, and not for anybody who has stopped using the service.
    """
    return not person.protected_identity and person.state not in GONE
