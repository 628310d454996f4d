"""A person's moves, and who looked at her, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from matcher.domain.ids import ParticipantCode
from matcher.domain.look import Look
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import ParticipantMove
from matcher.domain.role import Role
from matcher.errors import NotFound
from matcher.persistence.bulk import insert_new, table_of
from matcher.persistence.rows import ParticipantMoveRow, ParticipantRow, PersonViewRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId


class SqlParticipantMoves:
    """:class:`matcher.ports.ParticipantMoves` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def add(self, move: ParticipantMove) -> None:
        """Record a move."""
        last = self._connection.scalar(
            select(func.max(ParticipantMoveRow.number)).where(
                ParticipantMoveRow.organisation_id == self._organisation,
                ParticipantMoveRow.participant == move.participant,
            )
        )
        self._connection.execute(
            insert(ParticipantMoveRow).values(
                organisation_id=self._organisation,
                participant=move.participant,
                number=(last or 0) + 1,
                action=move.action.value,
                state_before=move.before.value,
                state_after=move.after.value,
                actor=move.actor.value,
                by=move.by,
                at=move.at,
                reason=None if move.reason is None else move.reason.value,
            )
        )

    def of(self, code: ParticipantCode) -> tuple[ParticipantMove, ...]:
        """Return the moves of a person, the first one first."""
        rows = self._connection.execute(
            select(ParticipantMoveRow.__table__)
            .where(
                ParticipantMoveRow.organisation_id == self._organisation,
                ParticipantMoveRow.participant == code,
            )
            .order_by(ParticipantMoveRow.number)
        )
        return tuple(
            ParticipantMove(
                ParticipantCode(row.participant),
                ParticipantAction(row.action),
                ParticipantState(row.state_before),
                ParticipantState(row.state_after),
                Role(row.actor),
                row.by,
                row.at,
                LeaveReason(row.reason) if row.reason else None,
            )
            for row in rows
        )


class SqlPersonViews:
    """:class:`matcher.ports.PersonViews` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def is_noted(self, code: ParticipantCode, by: str, what: str, at: datetime) -> bool:
        """Say whether that somebody looked is on record for this hour."""
        found = self._connection.execute(
            select(PersonViewRow.at).where(
                PersonViewRow.organisation_id == self._organisation,
                PersonViewRow.participant == code,
                PersonViewRow.at == hour_of(at),
                PersonViewRow.by == by,
                PersonViewRow.what == what,
            )
        )
        return found.first() is not None

    def of(self, code: ParticipantCode) -> tuple[Look, ...]:
        """Return who looked at a person, the newest first."""
        rows = self._connection.execute(
            select(PersonViewRow.by, PersonViewRow.what, PersonViewRow.at)
            .where(
                PersonViewRow.organisation_id == self._organisation,
                PersonViewRow.participant == code,
            )
            .order_by(PersonViewRow.at.desc(), PersonViewRow.by, PersonViewRow.what)
        )
        return tuple(Look(*row) for row in rows)

    def note(self, code: ParticipantCode, by: str, what: str, at: datetime) -> None:
        """Record that somebody looked; in the same hour once more changes nothing.

        Raises
        ------
        NotFound
            There is no such person.
        """
        there = self._connection.scalar(
            select(ParticipantRow.code).where(
                ParticipantRow.organisation_id == self._organisation, ParticipantRow.code == code
            )
        )
        if there is None:
            raise NotFound(f"There is no participant {code}. Check the code.")
        row = {
            "organisation_id": self._organisation,
            "participant": code,
            "at": hour_of(at),
            "by": by,
            "what": what,
        }
        insert_new(self._connection, table_of(PersonViewRow.__tablename__), [row])


def hour_of(at: datetime) -> datetime:
    """Return the hour that a look is kept under."""
    return at.replace(minute=0, second=0, microsecond=0)
