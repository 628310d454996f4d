"""Looking at a database file as it lies there, without bringing it up or making it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from matcher.errors import StegvisError
from matcher.persistence.backup import problems_of
from matcher.persistence.database import newest_revision, open_engine
from matcher.persistence.state_folder import said_of
from matcher.persistence.table_digests import REVISIONS, schema_of

if TYPE_CHECKING:
    from pathlib import Path

WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class DatabaseLook:
    """What a database file is like.

    Parameters
    ----------
    there
        Whether there is one.
    schema, newest
        Its revision, and the newest that this version knows.
    problems
        What does not fit together inside; empty when all is in order.
    """

    there: bool
    schema: str | None
    newest: str
    problems: tuple[str, ...] = ()


def look_at(database: Path) -> DatabaseLook:
    """Look whether a database is whole, and how old its schema is.

    Raises
    ------
    Unavailable
        The disk is full or does not answer, which says nothing about the database.
    SettingsError
        The file may not be read.
    """
    newest = newest_revision()
    if not database.is_file():
        return DatabaseLook(there=False, schema=None, newest=newest)
    try:
        with closing(sqlite3.connect(database, timeout=WAIT_SECONDS)) as link:
            link.execute("PRAGMA query_only = ON")
            return _look(link, newest)
    except sqlite3.DatabaseError as error:
        if (said := said_of(error, database)) is not None:
            raise said from error
        return DatabaseLook(there=True, schema=None, newest=newest, problems=(str(error),))


def look_at_server(url: str) -> DatabaseLook:
    """Look whether a server answers, and how old the programme's schema there is."""
    newest = newest_revision()
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            there = inspect(connection).has_table(REVISIONS)
            said = f"SELECT version_num FROM {REVISIONS}"  # noqa: S608
            schema = connection.exec_driver_sql(said).scalar() if there else None
    except StegvisError as error:
        return DatabaseLook(there=True, schema=None, newest=newest, problems=(str(error),))
    finally:
        engine.dispose()
    return DatabaseLook(there=there, schema=schema, newest=newest)


def _look(link: sqlite3.Connection, newest: str) -> DatabaseLook:
    problems = tuple(problems_of(link))
    return DatabaseLook(there=True, schema=schema_of(link), newest=newest, problems=problems)
