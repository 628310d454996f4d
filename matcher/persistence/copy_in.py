"""Many rows at once on PostgreSQL: by ``COPY``, and from beside the table where some are there."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Column, MetaData, Table
from sqlalchemy.exc import IntegrityError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import psycopg
    from sqlalchemy import Connection
    from sqlalchemy.types import TypeEngine

    from matcher.persistence.values import Values

WORTH_IT = 200
"""With fewer rows a plain statement is as fast."""


def copies(connection: Connection, rows: Sequence[Values]) -> bool:
    """Say whether rows go by ``COPY``."""
    return len(rows) >= WORTH_IT and connection.dialect.name == "postgresql"


def copy_in(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Append rows to a table; its rules and keys hold as for an ``INSERT``.

    Parameters
    ----------
    names
        Columns.
    rows
        Their values; read once.

    Raises
    ------
    sqlalchemy.exc.IntegrityError
        A key or a rule refuses one of them.
    """
    # Whoever keeps everything in a file needs no driver of a server.
    from psycopg import IntegrityError as Refused  # noqa: PLC0415
    from psycopg import sql  # noqa: PLC0415

    write = [_writer(table.columns[name].type, connection) for name in names]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    driver = cast("psycopg.Connection", connection.connection.driver_connection)
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([sent(value) for sent, value in zip(write, row, strict=True)])
    except Refused as error:
        raise IntegrityError(f"COPY {table.name}", None, error) from error


@contextmanager
def beside(connection: Connection, table: Table, rows: Sequence[Values]) -> Iterator[Table]:
    """Put rows into a table of their own that is gone afterwards, and yield it."""
    names = ", ".join(f'"{name}"' for name in rows[0])
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE incoming AS SELECT {names} FROM {table.name} WITH NO DATA"  # noqa: S608
    )
    columns = [Column(name, table.columns[name].type) for name in rows[0]]
    incoming = Table("incoming", MetaData(), *columns)
    copy_in(connection, incoming, list(rows[0]), (list(row.values()) for row in rows))
    yield incoming
    connection.exec_driver_sql("DROP TABLE incoming")


def _writer(kind: TypeEngine[Any], connection: Connection) -> Callable[[Any], Any]:
    process = kind.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return process if process is not None else lambda value: value
