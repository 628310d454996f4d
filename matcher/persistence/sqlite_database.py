"""A SQLite file as Stegvis uses it.

SQLite needs three things said to it: foreign keys on, a journal that lets readers read while one
writes (WAL), and where a transaction begins. The driver's own guess at the last is switched off;
a unit that writes begins with ``BEGIN IMMEDIATE``, so that two writers wait for each other instead
of failing half-way, and a unit that reads begins with ``BEGIN`` and cannot write by mistake.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url

from matcher.errors import Conflict, SettingsError
from matcher.persistence.state_folder import made, made_for_us_only, said_of
from matcher.persistence.transactions import BUSY, as_json, writes

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import ExceptionContext

LOOK_EVERY_S = 0.02

PAGES_KEPT_KIB = 16_384
"""What a connection keeps of the file in memory; a caseload's lists do not fit in 2 MiB."""


class _ForUsOnly(sqlite3.Connection):
    """A connection that makes its file, where it is new, for nobody else on the machine."""

    def __init__(self, database: str, *how: Any, **more: Any) -> None:  # noqa: ANN401
        made_for_us_only(Path(database))
        super().__init__(database, *how, **more)


def open_sqlite(url: str, *, busy_timeout_ms: int, foreign_keys: bool = True) -> Engine:
    """Return an engine for a SQLite file; its folder is made when it is not there.

    Parameters
    ----------
    url
        ``sqlite:///PATH``.
    busy_timeout_ms
        How long a transaction waits for the write lock.
    foreign_keys
        Enforce them; off only while a migration rebuilds tables.

    Raises
    ------
    SettingsError
        Not the URL of a SQLite file, or its folder cannot be made.
    """
    made(file_of(url).parent)
    engine = create_engine(
        url,
        connect_args={"isolation_level": None, "factory": _ForUsOnly},
        json_serializer=as_json,
        # What an error says ends in a log, and the values of a row are no matter for one.
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _translate)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The timeout comes first: the others may have to wait for a lock themselves.
        connection.execute(f"PRAGMA busy_timeout = {busy_timeout_ms:d}")
        _keep_a_write_ahead_log(connection, time.monotonic() + busy_timeout_ms / 1000)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{PAGES_KEPT_KIB:d}")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    return engine


def file_of(url: str) -> Path:
    """Return the file of a database.

    Raises
    ------
    SettingsError
        Not the URL of a SQLite file.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        raise SettingsError(f"{url!r} is not a SQLite file; write sqlite:///FOLDER/NAME.db")
    return Path(str(parsed.database))


def _keep_a_write_ahead_log(connection: sqlite3.Connection, until: float) -> None:
    # A new file is changed over once; SQLite does not wait there for others, whatever the timeout.
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(LOOK_EVERY_S)
        else:
            return


def _begin(connection: Connection) -> None:
    write = writes(connection) is not None
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _translate(context: ExceptionContext) -> None:
    error = context.original_exception
    if isinstance(error, sqlite3.OperationalError) and "database is locked" in str(error):
        raise Conflict(BUSY, code="busy") from error
    if isinstance(error, sqlite3.Error) and context.engine is not None:
        said = said_of(error, Path(str(context.engine.url.database)))
        if said is not None:
            raise said from error
