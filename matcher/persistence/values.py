"""What the mappers have in common: rows as plain mappings, places, and JSON images of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, RowMapping

from matcher.domain.place import Place
from matcher.persistence.base import Base

if TYPE_CHECKING:
    from collections.abc import Iterable

Values = dict[str, Any]
"""Columns of one row to be written; what a database column holds has no type we could check."""

Stored = RowMapping | Mapping[str, Any]
"""Columns of one row as read."""

Rows = dict[str, list[Values]]
"""All rows of one object by table name."""


def place_values(place: Place | None) -> Values:
    """Return the columns of a place; all null when it is not known."""
    return {
        "municipality": place.municipality if place else None,
        "district": place.district if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
    }


def place_of(row: Stored) -> Place | None:
    """Return the place of a row, ``None`` when it is not known."""
    if row["municipality"] is None:
        return None
    return Place(row["municipality"], row["district"], row["lat"], row["lon"])


def sorted_texts(values: Iterable[str]) -> list[str]:
    """Return a set as the list that is stored: plain strings in order."""
    return sorted(str(value) for value in values)


def image_of(rows: Rows) -> dict[str, Any]:
    """Return the rows as they can be kept in JSON: dates as ISO text."""
    return {
        table: [
            {
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in row.items()
            }
            for row in listed
        ]
        for table, listed in rows.items()
    }


def rows_of_image(image: Mapping[str, Sequence[Stored]]) -> Rows:
    """Return the rows that :func:`image_of` kept."""
    return {
        table: [
            {
                name: date.fromisoformat(value) if value and name in dates else value
                for name, value in row.items()
            }
            for row in listed
        ]
        for table, listed in image.items()
        for dates in [_dates(table)]
    }


def _dates(table: str) -> frozenset[str]:
    columns = Base.metadata.tables[table].columns
    return frozenset(column.name for column in columns if isinstance(column.type, Date))
