"""Opening a database and bringing it to the newest schema; nothing happens at import.

Which database it is says the URL: a SQLite file (:mod:`matcher.persistence.sqlite_database`) or a
PostgreSQL server (:mod:`matcher.persistence.postgresql`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, select, text
from sqlalchemy.engine import make_url

from matcher.errors import SettingsError
from matcher.persistence.base import OrganisationRow
from matcher.persistence.bulk import insert_or_change
from matcher.persistence.postgresql import open_postgresql, prepare_schema, take_your_time
from matcher.persistence.sqlite_database import open_sqlite
from matcher.persistence.transactions import for_writing
from matcher.settings import shared_path

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from matcher.domain.organisation import Organisation

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another before it gives up."""

VECTORS = "vectors_"
"""How the names of tables begin that are made beside the migrations, and can be made again."""

MIGRATION_TIMEOUT_MS = 120_000  # another process may be bringing a large database up


def open_engine(
    url: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, foreign_keys: bool = True
) -> Engine:
    """Return an engine for a database.

    Parameters
    ----------
    url
        ``sqlite:///PATH`` or ``postgresql://USER:PASSWORD@HOST/DATABASE?schema=NAME``.
    busy_timeout_ms
        How long a transaction waits for another that writes.
    foreign_keys
        Enforce them; off only while a migration rebuilds tables of a SQLite file.

    Raises
    ------
    SettingsError
        The URL is of neither.
    """
    if on_server(url):
        return open_postgresql(url, busy_timeout_ms=busy_timeout_ms)
    return open_sqlite(url, busy_timeout_ms=busy_timeout_ms, foreign_keys=foreign_keys)


def on_server(url: str) -> bool:
    """Say whether a URL is that of a PostgreSQL server."""
    return make_url(url).get_backend_name() == "postgresql"


def upgrade(url: str) -> None:
    """Bring a database to the newest schema, making it when it is not there.

    One transaction: it succeeds wholly or changes nothing. At the newest schema already, it only
    looks.

    Raises
    ------
    SettingsError
        The database was made by a newer version of the software.
    """
    if on_server(url):
        engine = open_engine(url)
        try:
            prepare_schema(engine, url)
        finally:
            engine.dispose()
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
                take_your_time(connection)
                config.attributes["connection"] = connection
                if down:
                    _drop_vectors(connection)
                (command.downgrade if down else command.upgrade)(config, revision)
                refuse_lost_rows(connection)
    finally:
        engine.dispose()


def refuse_lost_rows(connection: Connection) -> None:
    """Look whether every row points at one that is there, where that was not looked at before.

    Raises
    ------
    SettingsError
        Some do not.
    """
    if connection.dialect.name != "sqlite":
        return  # they were never switched off
    broken: list[Any] = list(connection.exec_driver_sql("PRAGMA foreign_key_check"))
    if broken:
        tables = ", ".join(sorted({str(row[0]) for row in broken}))
        raise SettingsError(
            f"This would leave rows that point nowhere in: {tables}. Nothing was changed; keep the "
            "file and report this."
        )


def _drop_vectors(connection: Connection) -> None:
    """Drop the tables of vectors, which no migration knows: they rest on rows that may go."""
    for name in inspect(connection).get_table_names():
        if name.startswith(VECTORS):
            connection.exec_driver_sql(f'DROP TABLE "{name}"')


def ensure_organisation(engine: Engine, organisation: Organisation) -> None:
    """Store an organisation, or its new name; nothing is written when all is as it should be."""
    with engine.connect() as connection:
        stored = connection.scalar(
            select(OrganisationRow.name).where(OrganisationRow.id == organisation.id)
        )
    if stored == organisation.name:
        return
    with engine.connect() as connection, for_writing(connection).begin():
        table, named = OrganisationRow.__table__, {"name": organisation.name}
        insert_or_change(connection, table, {"id": organisation.id}, named)
