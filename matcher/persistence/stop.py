"""The stop switch in the database: every worker sees it with its next question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from matcher.domain.stop import Stop
from matcher.persistence.rows import StopRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId


class SqlStopSwitch:
    """:class:`matcher.ports.StopSwitch` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def get(self) -> Stop | None:
        """Return who stopped suggestions, ``None`` when they go on."""
        row = self._connection.execute(
            select(StopRow.by, StopRow.at, StopRow.reason).where(
                StopRow.organisation_id == self._organisation
            )
        ).one_or_none()
        return None if row is None else Stop(row.by, row.at, row.reason)

    def put(self, stop: Stop | None) -> None:
        """Stop suggestions, or with ``None`` let them go on."""
        self._connection.execute(
            delete(StopRow).where(StopRow.organisation_id == self._organisation)
        )
        if stop is not None:
            self._connection.execute(
                insert(StopRow).values(
                    organisation_id=self._organisation, at=stop.at, by=stop.by, reason=stop.reason
                )
            )
