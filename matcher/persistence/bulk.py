"""Statements for many rows at once: one prepared statement, thousands of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert
from sqlalchemy.dialects import sqlite

from matcher.persistence.rows import Base

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Connection, Table

    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Values

CHUNK = 500
"""How many keys one ``IN`` holds; every database takes so many parameters."""


def table_of(name: str) -> Table:
    """Return a table by name."""
    return Base.metadata.tables[name]


def upsert(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows or replace those with the same primary key, whose version then grows by one."""
    if not rows:
        return
    statement = sqlite.insert(table)
    keys = [column.name for column in table.primary_key.columns]
    changed: dict[str, Any] = {
        name: statement.excluded[name] for name in rows[0] if name not in keys
    }
    if "version" in table.columns:
        changed["version"] = table.columns["version"] + 1
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def insert_new(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows; one whose primary key is there already, here or stored, changes nothing."""
    if rows:
        connection.execute(sqlite.insert(table).on_conflict_do_nothing(), rows)


def insert_all(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows; none is fine."""
    if rows:
        connection.execute(insert(table), rows)


def delete_all(
    connection: Connection,
    table: Table,
    organisation: OrganisationId,
    column: str,
    keys: Collection[str],
) -> None:
    """Delete the organisation's rows whose column holds one of the keys."""
    if not keys:
        return
    statement = delete(table).where(
        table.columns["organisation_id"] == bindparam("of"),
        table.columns[column] == bindparam("gone"),
    )
    connection.execute(statement, [{"of": organisation, "gone": str(key)} for key in keys])


def chunks(keys: Collection[str]) -> Iterator[list[str]]:
    """Yield the keys, plain strings in order, at most :data:`CHUNK` at a time.

    >>> [len(part) for part in chunks([str(number) for number in range(1001)])]
    [500, 500, 1]
    """
    listed = sorted(str(key) for key in keys)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def first_few(keys: Collection[str], few: int = 5) -> str:
    """Return keys as a message shows them: the first of them, and how many more.

    >>> first_few(["P2", "P1"])
    'P1, P2'
    >>> first_few(["P1", "P2", "P3"], few=2)
    'P1, P2 and 1 more'
    """
    listed = sorted(str(key) for key in keys)
    shown = ", ".join(listed[:few])
    return shown if len(listed) <= few else f"{shown} and {len(listed) - few} more"
