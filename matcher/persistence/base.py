"""What all tables share: names of constraints, column types, the owner of every row."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    MetaData,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from sqlalchemy.engine import Dialect

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
"""Every constraint has a name, so that a migration can drop it on any database."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in, stored as UTC, aware (UTC) out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; raises ``ValueError`` when it has no time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone; store aware datetimes only")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored moment with its time zone, which SQLite does not keep."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all ``*Row`` classes; its metadata is what the migrations must lead to."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a plain class attribute
        date: Date(),
        datetime: UtcDateTime(),
        list[str]: JSON(),
        dict[str, Any]: JSON(),
        dict[str, str]: JSON(),
        dict[str, float]: JSON(),
    }


class OrganisationRow(Base):
    """An owner of rows."""

    __tablename__ = "organisations"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Owned:
    """Mixin: the organisation is the first part of every key.

    A foreign key between two owned tables holds the organisation too, so that the database itself
    refuses a row of one organisation that points at a row of another.
    """

    organisation_id: Mapped[str] = mapped_column(
        ForeignKey("organisations.id"), primary_key=True, sort_order=-2
    )


class Placed:
    """Mixin: a place, known when ``municipality`` is not null."""

    municipality: Mapped[str | None]
    district: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]


def one_of(column: str, values: Iterable[StrEnum]) -> CheckConstraint:
    """Return a check that a column holds one of some values (or null, where allowed)."""
    listed = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def between(column: str, low: float, high: float) -> CheckConstraint:
    """Return a check that a column is in a closed range (or null, where allowed)."""
    return CheckConstraint(f"{column} BETWEEN {low:g} AND {high:g}", name=column)


def place_checks() -> tuple[CheckConstraint, ...]:
    """Return the checks of a table with the columns of :class:`Placed`."""
    return (
        between("lat", -90, 90),
        between("lon", -180, 180),
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="point"),
        CheckConstraint(
            "municipality IS NOT NULL OR (district IS NULL AND lat IS NULL)", name="place"
        ),
    )
