"""Between placements, follow-ups and their rows."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from matcher.domain.backing import Backing
from matcher.domain.follow_up import FollowUp
from matcher.domain.ids import OpeningId, ParticipantCode, PlacementId, StepId, SuggestionId
from matcher.domain.machines.follow_up import FollowUpState, WaiveReason
from matcher.domain.machines.placement import (
    DidNotStartReason,
    EndedEarlyReason,
    Party,
    PlacementState,
)
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.periods import FollowUpPoint
from matcher.domain.placement import FirstDay, Placement

if TYPE_CHECKING:
    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Stored, Values


def moving_values(placement: Placement) -> Values:
    """Return the columns of a placement that a move may change."""
    return {
        "version": placement.version,
        "previous": placement.previous,
        "trial": placement.trial,
        "state": placement.state.value,
        "starts_on": placement.starts_on,
        "started_on": placement.started_on,
        "ended_on": placement.ended_on,
        "party": placement.party.value if placement.party else None,
        "reason": placement.reason.value if placement.reason else None,
        "first_day": asdict(placement.first_day) if placement.first_day else {},
    }


def placement_of(row: Stored) -> Placement:
    """Return the placement of a row."""
    previous, step = row["previous"], row["step"]
    return Placement(
        id=PlacementId(row["id"]),
        participant=ParticipantCode(row["participant"]),
        suggestion=SuggestionId(row["suggestion"]),
        opening=OpeningId(row["opening"]),
        backing=Backing(
            row["confirmed_by"], row["confirmed_at"], row["yes_at"], AnswerMode(row["yes_mode"])
        ),
        step=None if step is None else StepId(step),
        trial=row["trial"],
        previous=None if previous is None else PlacementId(previous),
        starts_on=row["starts_on"],
        state=PlacementState(row["state"]),
        started_on=row["started_on"],
        ended_on=row["ended_on"],
        party=Party(row["party"]) if row["party"] else None,
        reason=_reason(row),
        version=row["version"],
        first_day=FirstDay(**row["first_day"]) if row["first_day"] else None,
    )


def _reason(row: Stored) -> DidNotStartReason | EndedEarlyReason | None:
    if row["reason"] is None:
        return None
    if row["state"] == PlacementState.DID_NOT_START.value:
        return DidNotStartReason(row["reason"])
    return EndedEarlyReason(row["reason"])


def follow_up_values(follow_up: FollowUp, organisation: OrganisationId) -> Values:
    """Return the columns of a follow-up."""
    return {
        "organisation_id": str(organisation),
        "placement": str(follow_up.placement),
        "point": follow_up.point.value,
        "version": follow_up.version,
        "state": follow_up.state.value,
        "due_on": follow_up.due_on,
        "closed_on": follow_up.closed_on,
        "reason": follow_up.reason.value if follow_up.reason else None,
    }


def follow_up_of(row: Stored) -> FollowUp:
    """Return the follow-up of a row."""
    return FollowUp(
        PlacementId(row["placement"]),
        FollowUpPoint(row["point"]),
        row["due_on"],
        FollowUpState(row["state"]),
        row["closed_on"],
        WaiveReason(row["reason"]) if row["reason"] else None,
        row["version"],
    )
