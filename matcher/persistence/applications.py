"""Texts of applications in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from matcher.domain.application import (
    ApplicationMove,
    ApplicationVersion,
    Part,
    Target,
    TargetKind,
)
from matcher.domain.ids import ParticipantCode
from matcher.persistence.rows import ApplicationVersionRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId


class SqlApplications:
    """:class:`matcher.ports.Applications` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def add(self, version: ApplicationVersion) -> None:
        """Store a version."""
        self._connection.execute(
            insert(ApplicationVersionRow).values(
                organisation_id=self._organisation,
                participant=version.participant,
                number=version.number,
                target_kind=version.target.kind.value,
                target=version.target.id,
                move=version.move.value,
                texts={part.value: text for part, text in version.texts.items()},
                by=version.by,
                at=version.at,
            )
        )

    def next_number(self, code: ParticipantCode) -> int:
        """Return the number of the next version of a person."""
        last = self._connection.scalar(
            select(func.max(ApplicationVersionRow.number)).where(
                ApplicationVersionRow.organisation_id == self._organisation,
                ApplicationVersionRow.participant == code,
            )
        )
        return (last or 0) + 1

    def of(self, code: ParticipantCode) -> tuple[ApplicationVersion, ...]:
        """Return all versions of a person, for whichever job, the first one first."""
        rows = self._connection.execute(
            select(ApplicationVersionRow.__table__)
            .where(
                ApplicationVersionRow.organisation_id == self._organisation,
                ApplicationVersionRow.participant == code,
            )
            .order_by(ApplicationVersionRow.number)
        )
        return tuple(
            ApplicationVersion(
                ParticipantCode(row.participant),
                row.number,
                Target(TargetKind(row.target_kind), row.target),
                ApplicationMove(row.move),
                row.by,
                row.at,
                {Part(part): text for part, text in row.texts.items()},
            )
            for row in rows
        )
