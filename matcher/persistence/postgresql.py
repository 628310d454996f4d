"""A PostgreSQL database as Stegvis uses it.

Each programme has a schema of its own, so that invented and real rows never mix on one server.

A unit that writes takes a lock of its organisation first: every act appends to the organisation's
chained audit log, so its writers would wait for each other anyway, and they had better wait before
they read. Other organisations write meanwhile. A unit that reads sees one snapshot and cannot
write by mistake. So a unit of work means the same as on SQLite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url

from matcher.errors import Conflict, InputError, SettingsError, Unavailable
from matcher.persistence.transactions import BUSY, as_json, writes

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.engine import ExceptionContext

SCHEMA = "stegvis"
STATEMENT_TIMEOUT_MS = 120_000
"""A statement that takes longer is stopped; the longest, an import by ``COPY``, takes seconds."""

IDLE_TIMEOUT_MS = 600_000
"""Who holds a transaction and says nothing for so long (a stopped process) loses it."""

CONNECTIONS = 5
POOL_WAIT_S = 5.0
"""How long a request waits for a connection; then it is told to come back."""

CONNECT_WAIT_S = 3

ORDERS = frozenset({"C", "POSIX", "C.UTF-8", "C.utf8"})
"""Collations that sort text by its signs, as SQLite and Python do."""

_BUSY = frozenset({"55P03", "40P01", "40001"})  # no lock in time, deadlock, not serialisable
_AWAY = ("08", "53", "57")  # no connection, no room, somebody shut it down


def open_postgresql(url: str, *, busy_timeout_ms: int) -> Engine:
    """Return an engine with a pool of connections; none is made before it is needed.

    Parameters
    ----------
    url
        ``postgresql://USER:PASSWORD@HOST/DATABASE``, with ``?schema=NAME`` for another schema
        than ``stegvis``.
    busy_timeout_ms
        How long a statement waits for a lock.
    """
    parsed = make_url(url)
    schema = schema_of_url(parsed)
    said = {
        "search_path": f"{schema},public",
        "application_name": _name_of(schema),
        "timezone": "UTC",
        "lock_timeout": busy_timeout_ms,
        "statement_timeout": STATEMENT_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": IDLE_TIMEOUT_MS,
    }
    engine = create_engine(
        parsed.set(drivername="postgresql+psycopg").difference_update_query(["schema"]),
        connect_args={
            "options": " ".join(f"-c {name}={value}" for name, value in said.items()),
            "connect_timeout": CONNECT_WAIT_S,
        },
        # A connection that the server closed is found out before it is used.
        pool_pre_ping=True,
        pool_size=CONNECTIONS,
        pool_timeout=POOL_WAIT_S,
        json_serializer=as_json,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        whose = writes(connection)
        if whose is None:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        else:
            connection.exec_driver_sql(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{schema}/{whose}",)
            )

    event.listen(engine, "handle_error", _translate)
    return engine


def schema_of_url(url: URL) -> str:
    """Return the schema that a URL names.

    Raises
    ------
    SettingsError
        It is no plain name.
    """
    schema = str(url.query.get("schema", SCHEMA))
    if not (schema.isascii() and schema.isidentifier() and schema == schema.lower()):
        raise SettingsError(f"{schema!r} cannot be a schema; write small letters, digits and _.")
    return schema


def take_your_time(connection: Connection) -> None:
    """Let statements of this transaction take as long as they take, where a server limits them."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def _name_of(schema: str) -> str:
    return f"stegvis/{schema}"


def connected_besides(url: str) -> int:
    """Return how many connections of Stegvis there are to a programme, this one left out."""
    engine = open_postgresql(url, busy_timeout_ms=0)
    try:
        with engine.connect() as connection:
            return int(
                connection.scalar(
                    text(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        " AND application_name = :name AND pid <> pg_backend_pid()"
                    ),
                    {"name": _name_of(schema_of_url(make_url(url)))},
                )
                or 0
            )
    finally:
        engine.dispose()


def prepare_schema(engine: Engine, url: str) -> None:
    """Make the schema when it is not there.

    Raises
    ------
    SettingsError
        The database sorts text otherwise than by its signs: lists would be in another order than
        a recorded run says.
    """
    schema = schema_of_url(make_url(url))
    with engine.connect() as connection:
        order = connection.scalar(
            text("SELECT datcollate FROM pg_database WHERE datname = current_database()")
        )
        there = connection.scalar(
            text("SELECT 1 FROM pg_namespace WHERE nspname = :schema"), {"schema": schema}
        )
    if order not in ORDERS:
        raise SettingsError(
            f"The database sorts text by {order!r}, so lists would be in another order than "
            "elsewhere. Make it anew: CREATE DATABASE stegvis TEMPLATE template0 LOCALE 'C.UTF-8' "
            "ENCODING 'UTF8'."
        )
    if there is None:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            # "If not exists" is no promise when two make it at once.
            lock = f"hashtextextended('{schema}/', 0)"
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({lock})")
            connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            connection.exec_driver_sql(f"SELECT pg_advisory_unlock({lock})")


def _translate(context: ExceptionContext) -> None:
    error = context.original_exception
    state = getattr(error, "sqlstate", None) or ""
    kind = type(error).__name__
    if state in _BUSY:
        raise Conflict(BUSY, code="busy") from error
    if (
        context.is_disconnect
        or state.startswith(_AWAY)
        or (kind == "OperationalError" and not state)
    ):
        raise Unavailable(
            "The database does not answer. What was not confirmed was not stored. Try again in a "
            "moment; if it lasts, ask who runs the server.",
        ) from error
    if kind == "DataError" and "NUL" in str(error):
        raise InputError(
            "A text holds a sign that cannot be stored (NUL). Remove it and try again.",
            code="nul_in_text",
        ) from error
