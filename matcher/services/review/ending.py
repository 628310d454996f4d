"""A placement ends before its time or never begins: the place is free, the person active again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from matcher.domain.audit_decisions import OpeningMove, opening_moved, placement_moved
from matcher.domain.machines.follow_up import FollowUpState, WaiveReason
from matcher.domain.machines.participant import PARTICIPANT, ParticipantAction
from matcher.domain.machines.placement import (
    DidNotStartReason,
    EndedEarlyReason,
    PlacementState,
)
from matcher.domain.participant import ParticipantState
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import DecisionError, InputError

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.machines.placement import Party
    from matcher.domain.placement import Placement
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import UnitOfWork

Kind = TypeVar("Kind", DidNotStartReason, EndedEarlyReason)

_SYSTEM = "Stegvis"
_ASKING = frozenset({FollowUpState.DUE, FollowUpState.OVERDUE})


@dataclass(frozen=True, slots=True)
class End:
    """Whose decision an end was, why, and the last day at work when there was one."""

    party: Party | None
    reason: DidNotStartReason | EndedEarlyReason | None
    on: date | None = None


def end_placement(unit: UnitOfWork, placement: Placement, signed: Signature, end: End) -> Placement:
    """End a placement early, or as never started when it was only planned.

    Raises
    ------
    InvalidTransition
        It is over already, or this role may not.
    InputError
        The reason or the day does not fit, or somebody speaks for the other party.
    DecisionError
        It is not said whose decision it was.
    Conflict
        Somebody else moved it first.
    """
    if placement.state is PlacementState.PLANNED:
        reason = _as(DidNotStartReason, end.reason)
        after, action = placement.not_start(signed, end.party, reason), "not_start"
        unit.follow_ups.drop_scheduled(placement.id)
    else:
        if end.on is None:
            raise InputError("Say which was the last day at work.", code="last_day.missing")
        early = _as(EndedEarlyReason, end.reason)
        after = placement.end_early(signed, end.on, end.party, early)
        action = "end_early"
        _stop_asking(unit, placement, signed)
    unit.placements.save(after)
    unit.audit.append(placement_moved(after, action, signed))
    release_place(unit, after, signed)
    release_person(unit, after.participant)
    return after


def release_place(unit: UnitOfWork, placement: Placement, signed: Signature) -> None:
    """Give the place back; a full opening is open again, which is recorded."""
    before = unit.rooms.get(placement.opening).state
    unit.rooms.free_place(placement.opening)
    after = unit.rooms.get(placement.opening).state
    if before is not after:
        by_system = Signature(Role.SYSTEM, signed.by, signed.at)
        unit.audit.append(
            opening_moved(OpeningMove(placement.opening, "free_place", before, after), by_system)
        )


def release_person(
    unit: UnitOfWork,
    code: ParticipantCode,
    action: ParticipantAction = ParticipantAction.END_PLACE,
    role: Role = Role.SYSTEM,
) -> None:
    """Move a placed person on: active again, when nothing else is said."""
    state = unit.participants.standing(code).state
    if state is ParticipantState.PLACED:
        unit.placements.place(code, state, PARTICIPANT.apply(state, action, role))


def end_trial(unit: UnitOfWork, suggestion: Suggestion, signed: Signature, end: End | None) -> None:
    """End the trial that a suggestion led to, when it is still on.

    Raises
    ------
    DecisionError
        It is not said how it ended.
    """
    placement = unit.placements.of_suggestion(suggestion.id)
    if placement is None or not placement.holds_place:
        return
    if end is None:
        raise DecisionError(
            "There was a trial. Say whose decision its end was, why, and its last day. "
            "Nothing was saved.",
            code="trial.end",
        )
    end_placement(unit, placement, signed, end)


def _stop_asking(unit: UnitOfWork, placement: Placement, signed: Signature) -> None:
    """Waive what is asked right now; later questions stay: how it went on is worth knowing."""
    by_system = Signature(Role.SYSTEM, _SYSTEM, signed.at)
    for one in unit.follow_ups.of(placement.id):
        if one.state in _ASKING:
            unit.follow_ups.save(
                one.waive(by_system, signed.at.date(), WaiveReason.PLACEMENT_ENDED)
            )


def _as(kind: type[Kind], reason: DidNotStartReason | EndedEarlyReason | None) -> Kind | None:
    """Return a reason as one of a kind; codes of both that read the same mean the same."""
    if reason is None:
        return None
    if reason.value not in {one.value for one in kind}:
        raise InputError(
            f"{reason.value!r} is no reason here. Choose one of: {', '.join(kind)}.",
            code="reason.missing",
        )
    return kind(reason.value)
