"""What the columns of an office's own lists hold, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from matcher.persistence.bulk import insert_or_change
from matcher.persistence.rows import ImportColumnRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId
    from matcher.domain.importing import ImportKind


class SqlImportColumns:
    """:class:`matcher.ports.ImportColumns` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def remembered(self, kind: ImportKind) -> dict[str, str]:
        """Return what each header stood for the last time."""
        rows = self._connection.execute(
            select(ImportColumnRow.header, ImportColumnRow.holds).where(
                ImportColumnRow.organisation_id == self._organisation,
                ImportColumnRow.kind == kind.value,
            )
        )
        return {row.header: row.holds for row in rows}

    def remember(
        self, kind: ImportKind, holds: Mapping[str, str], *, by: str, at: datetime
    ) -> None:
        """Keep what headers stand for; what was said of others stays."""
        for header, name in holds.items():
            keys = {"organisation_id": self._organisation, "kind": kind.value, "header": header}
            insert_or_change(
                self._connection,
                ImportColumnRow.__table__,
                keys,
                {"holds": name, "by": by, "at": at},
            )
