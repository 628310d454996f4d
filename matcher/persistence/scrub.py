"""Taking the last traces of deleted rows out of a database file and its log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from matcher.errors import Conflict
from matcher.persistence.database import open_engine

if TYPE_CHECKING:
    from pathlib import Path

WAIT_SECONDS = 10.0


def scrub_server(url: str) -> None:
    """Let a server take deleted rows out of its tables, so that their room is used again.

    Its write-ahead log and its own backups keep them for as long as whoever runs it has set.
    """
    engine = open_engine(url)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for name in inspect(connection).get_table_names():  # vectors too, where it has them
                connection.exec_driver_sql(f'VACUUM "{name}"')
    finally:
        engine.dispose()


def scrub(database: Path) -> None:
    """Write a database anew without its free pages, and empty its write-ahead log.

    SQLite leaves deleted rows in free space, and older pages in the log, until both are used again.

    Raises
    ------
    Conflict
        Somebody was reading or writing all the time, so traces may be left.
    """
    with closing(sqlite3.connect(database, timeout=WAIT_SECONDS, isolation_level=None)) as link:
        try:
            link.execute("PRAGMA secure_delete = ON")
            link.execute("VACUUM")
            busy = link.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise
            busy = True
    if busy:
        raise Conflict(
            f"The rows are deleted, but {database.name} was in use all the time, so that traces "
            "may be left in free space of the file. Give the same command again in a quiet moment."
        )
