"""Tables of imports and what stood there before."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.importing import ImportKind
from matcher.persistence.base import Base, Owned, one_of


class ImportBatchRow(Owned, Base):
    """One import."""

    __tablename__ = "import_batches"
    __table_args__ = (one_of("kind", ImportKind),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    file: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    unchanged: Mapped[int]
    rejected: Mapped[int]
    undone_at: Mapped[datetime | None]


class ImportColumnRow(Owned, Base):
    """What a column with this header held the last time; ``holds`` is empty for one left out."""

    __tablename__ = "import_columns"
    __table_args__ = (one_of("kind", ImportKind),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    header: Mapped[str] = mapped_column(primary_key=True)
    holds: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class ImportedRow(Owned, Base):
    """One row that an import made (``before_image`` is null) or changed.

    ``version`` is the row's version as the import left it; a higher one means that somebody has
    changed the row since. ``version_before`` is the one it found, 0 where it made the row.
    """

    __tablename__ = "imported_rows"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "batch"],
            ["import_batches.organisation_id", "import_batches.id"],
            ondelete="CASCADE",
        ),
        CheckConstraint("created = (before_image IS NULL)", name="before_image"),
    )

    batch: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    created: Mapped[bool]
    version: Mapped[int]
    version_before: Mapped[int]
    before_image: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
