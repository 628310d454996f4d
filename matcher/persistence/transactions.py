"""What a transaction says to its database, whichever it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from matcher.errors import Unavailable

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BUSY = (
    "Somebody else is saving right now and it takes long. Nothing of yours was stored. "
    "Wait a moment and try again."
)

_WRITES = "stegvis_writes"


def connect(engine: Engine) -> Connection:
    """Return a connection.

    Raises
    ------
    Unavailable
        The database does not answer, or all connections are in use.
    """
    try:
        return engine.connect()
    except NoConnectionLeft as error:
        raise Unavailable(
            "Too many ask the database at once. Nothing of yours was stored. Try again soon.",
        ) from error


def for_writing(connection: Connection, whose: str = "") -> Connection:
    """Return the connection with its next transactions taking the write lock at once.

    Parameters
    ----------
    connection
        Not in a transaction.
    whose
        The organisation whose rows are written: on PostgreSQL only its other writers wait. SQLite
        has one lock for all.
    """
    return connection.execution_options(**{_WRITES: whose})


def writes(connection: Connection) -> str | None:
    """Return whose rows the next transaction writes; ``None`` when it only reads."""
    whose: str | None = connection.get_execution_options().get(_WRITES)
    return whose


def as_json(value: object) -> str:
    """Write JSON as short as it can be: a third of an explanation was escapes of Arabic letters."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)  # half a sign, which a broken workbook can hold, stays as it came
    return text
