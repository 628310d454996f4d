"""Records of imports in the database."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from matcher.domain.importing import ImportBatch, ImportKind
from matcher.errors import NotFound
from matcher.persistence import import_undo
from matcher.persistence.bulk import first_few, insert_all, table_of
from matcher.persistence.import_kinds import image_of_item, key_of, versions_now
from matcher.persistence.rows import ImportBatchRow, ImportedRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.persistence.values import Stored, Values


class SqlImports:
    """:class:`matcher.ports.Imports` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def record(self, batch: ImportBatch, before: Sequence[Participant | Opening]) -> None:
        """Store a batch and the earlier state of what it changed; call after ``put``.

        Raises
        ------
        ValueError
            ``before`` does not hold exactly what ``batch.updated`` names.
        NotFound
            The batch names a row that is not stored.
        """
        images = {key_of(item): image_of_item(item) for item in before}
        if set(images) != set(batch.updated):
            raise ValueError("give the earlier state of every updated row, and of no other")
        keys = [*batch.created, *batch.updated]
        versions = versions_now(self._connection, self._organisation, batch.kind, keys)
        missing = set(keys).difference(versions)
        if missing:
            raise NotFound(
                f"Rows of the import are not stored: {first_few(missing)}. Import the file again."
            )
        self._connection.execute(insert(ImportBatchRow).values(**self._batch_values(batch)))
        rows: list[Values] = [
            {
                "organisation_id": self._organisation,
                "batch": batch.id,
                "key": key,
                "position": position,
                "created": key not in images,
                "version": versions[key],
                "version_before": versions[key] - 1,
                "before_image": images.get(key),
            }
            for position, key in enumerate(keys)
        ]
        insert_all(self._connection, table_of(ImportedRow.__tablename__), rows)

    def _batch_values(self, batch: ImportBatch) -> Values:
        return {
            "organisation_id": self._organisation,
            "id": batch.id,
            "kind": batch.kind.value,
            "file": batch.file,
            "at": batch.at,
            "by": batch.by,
            "unchanged": batch.unchanged,
            "rejected": batch.rejected,
            "undone_at": batch.undone_at,
        }

    def get(self, batch_id: str) -> ImportBatch:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self._load(batch_id)
        if not found:
            raise NotFound(f"There is no import {batch_id}. List the imports to see their ids.")
        return found[0]

    def all(self) -> tuple[ImportBatch, ...]:
        """Return every batch, newest first."""
        return self._load(None)

    def undo(self, batch_id: str, at: datetime) -> None:
        """Take a batch back: what it made goes, what it changed is as before.

        Employers that came with openings stay. Imports of the same rows are undone newest first.

        Parameters
        ----------
        batch_id
            The batch.
        at
            When it is taken back.

        Raises
        ------
        NotFound
            There is no such batch.
        Conflict
            A row was changed since, decisions rest on a row it made, or the batch is undone
            already; the message names the first rows, and nothing changes.
        """
        import_undo.undo(self._connection, self._organisation, self.get(batch_id), at)

    def _load(self, batch_id: str | None) -> tuple[ImportBatch, ...]:
        batches = select(ImportBatchRow.__table__).where(
            ImportBatchRow.organisation_id == self._organisation
        )
        rows = select(ImportedRow.batch, ImportedRow.key, ImportedRow.created).where(
            ImportedRow.organisation_id == self._organisation
        )
        if batch_id is not None:
            batches = batches.where(ImportBatchRow.id == batch_id)
            rows = rows.where(ImportedRow.batch == batch_id)
        keys: dict[tuple[str, bool], list[str]] = defaultdict(list)
        for batch, key, created in self._connection.execute(
            rows.order_by(ImportedRow.batch, ImportedRow.position)
        ):
            keys[batch, created].append(key)
        found = self._connection.execute(
            batches.order_by(ImportBatchRow.at.desc(), ImportBatchRow.id)
        ).mappings()
        return tuple(_batch_of(row, keys[row["id"], True], keys[row["id"], False]) for row in found)


def _batch_of(row: Stored, created: list[str], updated: list[str]) -> ImportBatch:
    return ImportBatch(
        id=row["id"],
        kind=ImportKind(row["kind"]),
        file=row["file"],
        at=row["at"],
        by=row["by"],
        created=tuple(created),
        updated=tuple(updated),
        unchanged=row["unchanged"],
        rejected=row["rejected"],
        undone_at=row["undone_at"],
    )
