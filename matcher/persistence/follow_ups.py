"""Follow-ups in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, delete, select, update

from matcher.domain.machines.follow_up import FollowUpState
from matcher.errors import Conflict, NotFound
from matcher.persistence.bulk import insert_all, table_of
from matcher.persistence.placement_mapper import follow_up_of, follow_up_values
from matcher.persistence.rows import FollowUpRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection

    from matcher.domain.follow_up import FollowUp
    from matcher.domain.ids import OrganisationId, PlacementId
    from matcher.domain.periods import FollowUpPoint


class SqlFollowUps:
    """:class:`matcher.ports.FollowUps` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def of(self, placement: PlacementId) -> tuple[FollowUp, ...]:
        """Return those of a placement, by day."""
        return self._select(FollowUpRow.placement == placement)

    def get(self, placement: PlacementId, point: FollowUpPoint) -> FollowUp:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self._select(FollowUpRow.placement == placement, FollowUpRow.point == point.value)
        if not found:
            raise NotFound(
                f"There is no follow-up {point} of placement {placement}. Choose one that the "
                "page of the placement shows."
            )
        return found[0]

    def put(self, follow_ups: Sequence[FollowUp]) -> None:
        """Store new ones in place of those of the same placement that are only scheduled."""
        kept: set[tuple[str, str]] = set()
        for placement in {one.placement for one in follow_ups}:
            self.drop_scheduled(placement)
            kept |= {(one.placement, one.point.value) for one in self.of(placement)}
        rows = [
            follow_up_values(one, self._organisation)
            for one in follow_ups
            if (one.placement, one.point.value) not in kept
        ]
        insert_all(self._connection, table_of(FollowUpRow.__tablename__), rows)

    def save(self, follow_up: FollowUp) -> None:
        """Store a move.

        Raises
        ------
        Conflict
            The stored version is not ``follow_up.version - 1``.
        """
        moved = self._connection.execute(
            update(FollowUpRow)
            .where(
                self._mine(
                    FollowUpRow.placement == follow_up.placement,
                    FollowUpRow.point == follow_up.point.value,
                ),
                FollowUpRow.version == follow_up.version - 1,
            )
            .values(**follow_up_values(follow_up, self._organisation))
        )
        if moved.rowcount == 0:
            raise Conflict("Somebody else answered this follow-up first. Look at it again.")

    def waiting(self, state: FollowUpState, until: date) -> tuple[FollowUp, ...]:
        """Return those in a state whose day has come, by day."""
        return self._select(FollowUpRow.state == state.value, FollowUpRow.due_on <= until)

    def drop_scheduled(self, placement: PlacementId) -> int:
        """Take out those that nobody has to ask any more; return how many."""
        gone = self._connection.execute(
            delete(FollowUpRow).where(
                self._mine(
                    FollowUpRow.placement == placement,
                    FollowUpRow.state == FollowUpState.SCHEDULED.value,
                )
            )
        )
        return gone.rowcount

    def _select(self, *where: ColumnElement[bool]) -> tuple[FollowUp, ...]:
        rows = self._connection.execute(
            select(FollowUpRow.__table__)
            .where(self._mine(*where))
            .order_by(FollowUpRow.due_on, FollowUpRow.placement)
        ).mappings()
        return tuple(follow_up_of(row) for row in rows)

    def _mine(self, *where: ColumnElement[bool]) -> ColumnElement[bool]:
        return and_(FollowUpRow.organisation_id == self._organisation, *where)
