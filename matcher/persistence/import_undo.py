"""Taking an import back, wholly or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, delete, select, update

from matcher.errors import Conflict
from matcher.persistence.bulk import first_few
from matcher.persistence.decided import refuse_if_decided
from matcher.persistence.import_kinds import TABLES, restore, versions_now
from matcher.persistence.rows import ImportBatchRow, ImportedRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId
    from matcher.domain.importing import ImportBatch


def undo(
    connection: Connection, organisation: OrganisationId, batch: ImportBatch, at: datetime
) -> None:
    """Delete what the batch made and put back what it changed.

    Everything is checked before anything is written.

    Raises
    ------
    Conflict
        As :meth:`matcher.ports.Imports.undo` says.
    """
    if batch.undone_at is not None:
        raise Conflict(
            f"The import of {batch.file} was undone on {batch.undone_at:%Y-%m-%d} already. "
            "`stegvis import list` shows what can still be undone.",
            code="undo.done",
        )
    images = _images(connection, organisation, batch)
    _refuse_if_changed(connection, organisation, batch)
    refuse_if_decided(connection, organisation, TABLES[batch.kind].about, batch.created)
    _delete_created(connection, organisation, batch)
    restore(connection, organisation, batch.kind, images)
    _hand_back(connection, organisation, batch)
    connection.execute(
        update(ImportBatchRow)
        .where(ImportBatchRow.organisation_id == organisation, ImportBatchRow.id == batch.id)
        .values(undone_at=at)
    )


def _of(organisation: OrganisationId, batch: ImportBatch) -> ColumnElement[bool]:
    return and_(ImportedRow.organisation_id == organisation, ImportedRow.batch == batch.id)


def _images(
    connection: Connection, organisation: OrganisationId, batch: ImportBatch
) -> list[dict[str, Any]]:
    """Return what stood there before, in the order of the import; all of it or a refusal."""
    images = connection.scalars(
        select(ImportedRow.before_image)
        .where(_of(organisation, batch), ~ImportedRow.created)
        .order_by(ImportedRow.position)
    ).all()
    if not all(images):
        raise Conflict(
            f"The time to undo the import of {batch.file} is over: by the retention plan it is "
            "forgotten what stood there before. Correct the rows with a new import.",
            code="undo.late",
        )
    return [image for image in images if image]


def _refuse_if_changed(
    connection: Connection, organisation: OrganisationId, batch: ImportBatch
) -> None:
    left = {
        row.key: row.version
        for row in connection.execute(
            select(ImportedRow.key, ImportedRow.version).where(_of(organisation, batch))
        )
    }
    now = versions_now(connection, organisation, batch.kind, left)
    changed = [key for key, version in left.items() if now.get(key) != version]
    if changed:
        raise Conflict(
            f"Changed since the import of {batch.file}: {first_few(changed)}. "
            "Nothing was undone. Undo later imports first, or correct these rows by hand.",
            code="undo.changed",
        )


def _delete_created(
    connection: Connection, organisation: OrganisationId, batch: ImportBatch
) -> None:
    imported = TABLES[batch.kind]
    columns = imported.table.columns
    created = select(ImportedRow.key).where(_of(organisation, batch), ImportedRow.created)
    connection.execute(
        delete(imported.table).where(
            columns["organisation_id"] == organisation, columns[imported.key].in_(created)
        )
    )


def _hand_back(connection: Connection, organisation: OrganisationId, batch: ImportBatch) -> None:
    """Let the import before this one know its rows again, so that it can be undone next.

    The row is as that import left it, one version on from what this import had made of it.
    """
    this = ImportedRow.__table__.alias("this")

    def of_this(version: ColumnElement[int]) -> ScalarSelect[int]:
        return (
            select(version)
            .where(
                this.columns["organisation_id"] == organisation,
                this.columns["batch"] == batch.id,
                this.columns["key"] == ImportedRow.key,
                ~this.columns["created"],
            )
            .scalar_subquery()
        )

    same_kind = select(ImportBatchRow.id).where(
        ImportBatchRow.organisation_id == organisation, ImportBatchRow.kind == batch.kind.value
    )
    connection.execute(
        update(ImportedRow)
        .where(
            ImportedRow.organisation_id == organisation,
            ImportedRow.batch != batch.id,
            ImportedRow.batch.in_(same_kind),
            ImportedRow.version == of_this(this.columns["version_before"]),
        )
        .values(version=of_this(this.columns["version"] + 1))
    )
