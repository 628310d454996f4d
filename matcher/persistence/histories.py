"""What happened to a person, as it is stored: one SELECT for each kind of thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from matcher.domain.happening import Happening, HappeningKind, Turn
from matcher.domain.machines.follow_up import WaiveReason
from matcher.domain.machines.participant import LeaveReason
from matcher.domain.machines.placement import (
    DidNotStartReason,
    EndedEarlyReason,
    Party,
    PlacementState,
)
from matcher.domain.role import Role
from matcher.persistence.rows import (
    CaseloadRow,
    FollowUpRow,
    ParticipantMoveRow,
    PlacementRow,
    SuggestionRow,
    UserRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from matcher.domain.ids import OrganisationId, ParticipantCode
    from matcher.persistence.base import Owned
    from matcher.persistence.values import Stored

_K, _S = HappeningKind, PlacementState


class SqlHappenings:
    """:class:`matcher.ports.Happenings` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def turns(self, code: ParticipantCode) -> tuple[Turn, ...]:
        """Return who was responsible for a person in which role, the first one first."""
        rows = self._connection.execute(
            select(
                CaseloadRow.role,
                UserRow.name,
                CaseloadRow.since,
                CaseloadRow.until,
                CaseloadRow.by,
            )
            .join(
                UserRow,
                and_(
                    UserRow.organisation_id == CaseloadRow.organisation_id,
                    UserRow.id == CaseloadRow.user,
                ),
            )
            .where(self._mine(CaseloadRow), CaseloadRow.participant == code)
            .order_by(CaseloadRow.since, CaseloadRow.role, CaseloadRow.number)
        )
        return tuple(Turn(Role(row.role), row.name, row.since, row.until, row.by) for row in rows)

    def moves(self, code: ParticipantCode) -> tuple[Happening, ...]:
        """Return the moves of her place in the programme."""
        rows = self._connection.execute(
            select(ParticipantMoveRow.__table__)
            .where(self._mine(ParticipantMoveRow), ParticipantMoveRow.participant == code)
            .order_by(ParticipantMoveRow.number)
        )
        return tuple(
            Happening(
                _K.MOVE,
                row.at.date(),
                row.state_after,
                row.at,
                row.by,
                reason=LeaveReason(row.reason) if row.reason else None,
            )
            for row in rows
        )

    def placements(self, code: ParticipantCode) -> tuple[Happening, ...]:
        """Return how jobs that she had began and ended; that one was agreed is a decision."""
        rows = self._connection.execute(
            select(
                PlacementRow.state,
                PlacementRow.starts_on,
                PlacementRow.started_on,
                PlacementRow.ended_on,
                PlacementRow.party,
                PlacementRow.reason,
                PlacementRow.taken_at,
                SuggestionRow.title,
            )
            .join(SuggestionRow, _of_suggestion())
            .where(self._mine(PlacementRow), PlacementRow.participant == code)
            .order_by(PlacementRow.taken_at)
        )
        return tuple(one for row in rows.mappings() for one in _of_placement(row))

    def follow_ups(self, code: ParticipantCode) -> tuple[Happening, ...]:
        """Return the follow-ups that were answered, or at which nobody asked."""
        rows = self._connection.execute(
            select(FollowUpRow.point, FollowUpRow.state, FollowUpRow.closed_on, FollowUpRow.reason)
            .join(
                PlacementRow,
                and_(
                    PlacementRow.organisation_id == FollowUpRow.organisation_id,
                    PlacementRow.id == FollowUpRow.placement,
                ),
            )
            .where(
                self._mine(PlacementRow),
                PlacementRow.participant == code,
                FollowUpRow.closed_on.is_not(None),
            )
            .order_by(FollowUpRow.closed_on, FollowUpRow.due_on)
        )
        return tuple(
            Happening(
                _K.FOLLOW_UP,
                row.closed_on,
                row.state,
                about=row.point,
                reason=WaiveReason(row.reason) if row.reason else None,
            )
            for row in rows
        )

    def _mine(self, row: type[Owned]) -> ColumnElement[bool]:
        return row.organisation_id == self._organisation


def _of_suggestion() -> ColumnElement[bool]:
    return and_(
        SuggestionRow.organisation_id == PlacementRow.organisation_id,
        SuggestionRow.id == PlacementRow.suggestion,
    )


def _of_placement(row: Stored) -> Iterator[Happening]:
    state = PlacementState(row["state"])
    party = Party(row["party"]) if row["party"] else None
    if row["started_on"] is not None:
        yield _placed(_S.STARTED, row["started_on"], row)
    if row["ended_on"] is not None:
        reason = EndedEarlyReason(row["reason"]) if row["reason"] else None
        yield _placed(state, row["ended_on"], row, reason, party)
    if state is _S.DID_NOT_START:
        # When that was said is kept in the log only, so it stands at the day that was agreed.
        day = row["starts_on"] or row["taken_at"].date()
        yield _placed(state, day, row, DidNotStartReason(row["reason"]), party)


def _placed(
    state: PlacementState,
    day: date,
    row: Stored,
    reason: EndedEarlyReason | DidNotStartReason | None = None,
    party: Party | None = None,
) -> Happening:
    return Happening(_K.PLACEMENT, day, state.value, about=row["title"], reason=reason, party=party)
