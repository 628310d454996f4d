"""Opening a database and bringing it to the newest schema; nothing happens at import.

SQLite needs three things said to it: foreign keys on, a journal that lets readers read while one
writes (WAL), and where a transaction begins. The driver's own guess at the last is switched off;
a unit that writes begins with ``BEGIN IMMEDIATE``, so that two writers wait for each other instead
of failing half-way, and a unit that reads begins with ``BEGIN`` and cannot write by mistake.
"""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, inspect, select, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import make_url

from matcher.errors import Conflict, SettingsError
from matcher.persistence.base import OrganisationRow
from matcher.settings import shared_path

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import ExceptionContext

    from matcher.domain.organisation import Organisation

BUSY_TIMEOUT_MS = 10_000
MIGRATION_TIMEOUT_MS = 120_000  # another process may be bringing a large database up
"""How long a writer waits for another before it gives up."""

LOOK_EVERY_S = 0.02

PAGES_KEPT_KIB = 16_384
"""What a connection keeps of the file in memory; a caseload's lists do not fit in 2 MiB."""

_WRITE = "stegvis_write"


def open_engine(
    url: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, foreign_keys: bool = True
) -> Engine:
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
        Not the URL of a SQLite file.
    """
    file_of(url).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        connect_args={"isolation_level": None},
        json_serializer=_as_json,
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


def _as_json(value: object) -> str:
    """Write JSON as short as it can be: a third of an explanation was escapes of Arabic letters."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)  # half a sign, which a broken workbook can hold, stays as it came
    return text


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


def for_writing(connection: Connection) -> Connection:
    """Return the connection with its next transactions taking the write lock at once."""
    return connection.execution_options(**{_WRITE: True})


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get(_WRITE, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _translate(context: ExceptionContext) -> None:
    error = context.original_exception
    if isinstance(error, sqlite3.OperationalError) and "database is locked" in str(error):
        raise Conflict(
            "Somebody else is saving right now and it takes long. Nothing of yours was stored. "
            "Wait a moment and try again.",
            code="busy",
        ) from error


def upgrade(url: str) -> None:
    """Bring a database to the newest schema, making it when it is not there.

    One transaction: it succeeds wholly or changes nothing. At the newest schema already, it only
    looks.

    Raises
    ------
    SettingsError
        The database was made by a newer version of the software.
    """
    if _revision_of(url) != newest_revision():
        _migrate(url, "head")


def downgrade(url: str, revision: str) -> None:
    """Take the schema back to an earlier revision (``base`` is an empty database)."""
    _migrate(url, revision, down=True)


def newest_revision() -> str:
    """Return the newest schema that ships; the name of a migration's file begins with its own."""
    files = shared_path("migrations", "versions").glob("[0-9]*.py")
    return max(file.name.partition("_")[0] for file in files)


def _revision_of(url: str) -> str | None:
    engine = open_engine(url, busy_timeout_ms=MIGRATION_TIMEOUT_MS)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
            return found
    finally:
        engine.dispose()


def _migrate(url: str, revision: str, *, down: bool = False) -> None:
    # A database at the newest schema, as nearly every one is, needs none of this.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(shared_path("migrations")).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    engine = open_engine(url, busy_timeout_ms=MIGRATION_TIMEOUT_MS, foreign_keys=False)
    try:
        with engine.connect() as connection:
            at = MigrationContext.configure(connection).get_current_revision()
        if at is not None and at not in {script.revision for script in scripts.walk_revisions()}:
            raise SettingsError(
                f"The database is at schema {at!r}, which this version does not know. "
                "Install the version of Stegvis that made it, or a later one."
            )
        if down or at != scripts.get_current_head():
            with engine.connect() as connection, for_writing(connection).begin():
                config.attributes["connection"] = connection
                (command.downgrade if down else command.upgrade)(config, revision)
                _check_foreign_keys(connection)
    finally:
        engine.dispose()


def _check_foreign_keys(connection: Connection) -> None:
    broken: list[Any] = list(connection.exec_driver_sql("PRAGMA foreign_key_check"))
    if broken:
        tables = ", ".join(sorted({str(row[0]) for row in broken}))
        raise SettingsError(
            f"The migration would leave rows that point nowhere in: {tables}. Nothing was changed; "
            "keep the file and report this."
        )


def ensure_organisation(engine: Engine, organisation: Organisation) -> None:
    """Store an organisation, or its new name; nothing is written when all is as it should be."""
    table = OrganisationRow.__table__
    with engine.connect() as connection:
        stored = connection.scalar(
            select(OrganisationRow.name).where(OrganisationRow.id == organisation.id)
        )
    if stored == organisation.name:
        return
    statement = insert(OrganisationRow).values(id=organisation.id, name=organisation.name)
    with engine.connect() as connection, for_writing(connection).begin():
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=[table.c.id], set_={"name": organisation.name}
            )
        )
