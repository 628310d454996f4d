"""What the audit log says of openings, placements and follow-ups: one small function a kind.

As in :mod:`matcher.domain.audit_entries`, no name, code or text of a participant is in a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry

if TYPE_CHECKING:
    from matcher.domain.follow_up import FollowUp
    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.opening import OpeningState
    from matcher.domain.placement import Placement
    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import Suggestion


def placement_moved(placement: Placement, action: str, signed: Signature) -> AuditEntry:
    """Say that somebody was placed, or how a placement went on."""
    details = {
        "after": placement.state.value,
        "opening": placement.opening,
        "suggestion": placement.suggestion,
        "trial": placement.trial,
        "party": None if placement.party is None else placement.party.value,
        "reason": None if placement.reason is None else placement.reason.value,
        "role": signed.role.value,
    }
    return AuditEntry(
        signed.at,
        signed.by,
        f"placement.{action}",
        "placement",
        placement.id,
        placement.participant,
        details,
    )


def follow_up_moved(
    follow_up: FollowUp, action: str, signed: Signature, person: ParticipantCode
) -> AuditEntry:
    """Say that a follow-up was answered or waived; what was answered is not in the log."""
    details = {
        "point": follow_up.point.value,
        "after": follow_up.state.value,
        "reason": None if follow_up.reason is None else follow_up.reason.value,
        "role": signed.role.value,
    }
    return AuditEntry(
        signed.at,
        signed.by,
        f"follow_up.{action}",
        "placement",
        follow_up.placement,
        person,
        details,
    )


@dataclass(frozen=True, slots=True)
class OpeningMove:
    """A move of an opening; ``person`` is who applied, ``drafted`` what was made of a lead."""

    opening: OpeningId
    action: str
    before: OpeningState | None
    after: OpeningState
    reason: str | None = None
    person: ParticipantCode | None = None
    drafted: OpeningId | None = None


def opening_moved(move: OpeningMove, signed: Signature) -> AuditEntry:
    """Say that an opening was moved from one state to another."""
    details = {
        "before": None if move.before is None else move.before.value,
        "after": move.after.value,
        "reason": move.reason,
        "drafted": move.drafted,
        "role": signed.role.value,
    }
    return AuditEntry(
        signed.at,
        signed.by,
        f"opening.{move.action}",
        "opening",
        move.opening,
        move.person,
        details,
    )


def handed_over(suggestion: Suggestion, signed: Signature) -> AuditEntry:
    """Say that a colleague decides on a suggestion."""
    return AuditEntry(
        signed.at,
        signed.by,
        "suggestion.hand_over",
        "suggestion",
        suggestion.id,
        suggestion.participant,
        {"to": suggestion.handed_to},
    )
