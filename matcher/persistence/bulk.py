"""Statements for many rows at once: one prepared statement, thousands of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from matcher.persistence.copy_in import beside, copies, copy_in
from matcher.persistence.rows import Base

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Connection, FromClause, Table

    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Values

CHUNK = 500
"""How many keys one ``IN`` holds; every database takes so many parameters."""


def table_of(name: str) -> Table:
    """Return a table by name."""
    return Base.metadata.tables[name]


def upserting(connection: Connection, table: FromClause) -> sqlite.Insert | postgresql.Insert:
    """Return an ``INSERT`` that can say what happens to a row that is there already."""
    made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return made(cast("Table", table))


def insert_or_change(
    connection: Connection, table: FromClause, keys: Values, values: Values
) -> None:
    """Insert one row, or give the one with these keys these values."""
    statement = upserting(connection, table).values(**keys, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=values))


def upsert(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows or replace those with the same primary key, whose version then grows by one."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key.columns]
    if copies(connection, rows):
        # One statement changes a row once.
        last = {tuple(row[name] for name in keys): row for row in rows}
        with beside(connection, table, list(last.values())) as incoming:
            moved = upserting(connection, table).from_select(list(rows[0]), select(incoming))
            connection.execute(_replacing(moved, table, rows[0]))
        return
    connection.execute(_replacing(upserting(connection, table), table, rows[0]), rows)


def _replacing(
    statement: sqlite.Insert | postgresql.Insert, table: Table, row: Values
) -> sqlite.Insert | postgresql.Insert:
    keys = [column.name for column in table.primary_key.columns]
    changed: dict[str, Any] = {name: statement.excluded[name] for name in row if name not in keys}
    if "version" in table.columns:
        changed["version"] = table.columns["version"] + 1
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def insert_new(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows; one whose primary key is there already, here or stored, changes nothing."""
    if copies(connection, rows):
        with beside(connection, table, rows) as incoming:
            moved = upserting(connection, table).from_select(list(rows[0]), select(incoming))
            connection.execute(moved.on_conflict_do_nothing())
    elif rows:
        connection.execute(upserting(connection, table).on_conflict_do_nothing(), rows)


def insert_all(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows; none is fine."""
    if copies(connection, rows):
        copy_in(connection, table, list(rows[0]), (list(row.values()) for row in rows))
    elif rows:
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
