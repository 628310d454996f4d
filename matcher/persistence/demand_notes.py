"""Notes on the demand in municipalities, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from matcher.domain.demand_note import DemandNote, NoteMove, NoteVersion
from matcher.persistence.rows import DemandNoteRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId


class SqlDemandNotes:
    """:class:`matcher.ports.DemandNotes` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def add(self, version: NoteVersion) -> None:
        """Store a version."""
        self._connection.execute(
            insert(DemandNoteRow).values(
                organisation_id=self._organisation,
                municipality=version.municipality,
                number=version.number,
                move=version.move.value,
                text=version.text,
                by=version.by,
                at=version.at,
            )
        )

    def of(self, municipality: str) -> DemandNote:
        """Return the note of a municipality; an empty one where nothing was written."""
        rows = self._connection.execute(
            select(DemandNoteRow.__table__)
            .where(
                DemandNoteRow.organisation_id == self._organisation,
                DemandNoteRow.municipality == municipality,
            )
            .order_by(DemandNoteRow.number)
        )
        versions = tuple(
            NoteVersion(row.municipality, row.number, NoteMove(row.move), row.text, row.by, row.at)
            for row in rows
        )
        return DemandNote(municipality, versions)
