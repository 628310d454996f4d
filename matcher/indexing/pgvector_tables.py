"""The tables of vectors on a PostgreSQL server, made when they are first needed.

An index has a table for each length of vectors. They are beside the migrations: the extension may
come to a server later than Stegvis, and how long a vector is says the encoder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import text

from matcher.errors import SettingsError
from matcher.ranking.retrieve import PEOPLE, TARGETS
from matcher.ranking.rows import owner_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

EXTENSION = "vector"
LEAST_VERSION = (0, 8)
"""The first that goes on looking in the graph when a filter leaves too few rows."""

LONGEST_IN_GRAPH = 4_000
"""Vectors of more numbers have no graph: every search compares all rows."""

WITHOUT = "Until then leave STEGVIS_INDEX out: the indexes are then files."

GRAPH_MB = 512
"""How much memory the server may take to make a graph."""

_VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(:graph)"
_PARENTS = {PEOPLE: ("participants", "code"), TARGETS: ("openings", "id")}
_OPENING = "opening:"


class Connections(Protocol):
    """Opens transactions of one organisation."""

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a snapshot."""
        ...

    def alone(self) -> AbstractContextManager[Connection]:
        """Open a connection where each statement is for itself."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """Open a transaction, and commit it at the end; the organisation's other writers wait."""
        ...


@dataclass(frozen=True, slots=True)
class VectorTable:
    """One index at one length of vectors.

    Parameters
    ----------
    index
        Name of the index, in small letters.
    dimension
        Length of a vector.
    """

    index: str
    dimension: int

    def __post_init__(self) -> None:
        if self.dimension < 1:
            raise ValueError(f"dimension is {self.dimension}, must be at least 1")
        if not (self.index.isascii() and self.index.isidentifier()):
            raise ValueError(f"{self.index!r} cannot be part of a table's name")

    @property
    def name(self) -> str:
        """Name of the table."""
        return f"vectors_{self.index}_{self.dimension}"

    @property
    def graph(self) -> str:
        """Name of its graph."""
        return f"{self.name}_near"

    @property
    def parent(self) -> tuple[str, str] | None:
        """Table and key of the rows whose texts are embedded: a vector goes with its row."""
        return _PARENTS.get(self.index)

    def parent_of(self, row: str) -> str | None:
        """Return the key of the row that a vector belongs to; a step of a ladder file has none.

        >>> VectorTable("targets", 3).parent_of("opening:O1@12ab"), VectorTable(
        ...     "people", 3).parent_of("P1@34cd")
        ('O1', 'P1')
        """
        if self.parent is None:
            return None
        owner = owner_of(row)
        if self.index == PEOPLE:
            return owner
        return owner.removeprefix(_OPENING) if owner.startswith(_OPENING) else None


def require_extension(connection: Connection) -> None:
    """Check that the server has pgvector, making it in the database where that is allowed.

    Raises
    ------
    SettingsError
        It has not, has it too old, or in a schema where it is not found; says what to do.
    """
    found = _installed(connection)
    if found is None:
        _create(connection)
        found = _installed(connection)
    version, schema, seen = found or ("", "", False)
    if _numbers(version) < LEAST_VERSION:
        raise SettingsError(
            f"STEGVIS_INDEX=pgvector needs pgvector 0.8 or later; the database has {version}. "
            f"Install a later one and run ALTER EXTENSION vector UPDATE. {WITHOUT}"
        )
    if not seen:
        raise SettingsError(
            f"The extension vector is in the schema {schema}, where Stegvis does not look. Run "
            f"ALTER EXTENSION vector SET SCHEMA public. {WITHOUT}"
        )


def make_table(connection: Connection, table: VectorTable) -> None:
    """Make a table where it is not there."""
    if _is_there(connection, table):
        return
    # Two that make one table at once: the second waits here, and finds it.
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('vectors', 0))"))
    if _is_there(connection, table):
        return
    for statement in _statements(table):
        connection.exec_driver_sql(statement)


def has_graph(connection: Connection, table: VectorTable) -> bool:
    """Say whether a table has a graph that can be walked."""
    return connection.scalar(text(_VALID), {"graph": table.graph}) is True


def make_graph(connection: Connection, table: VectorTable) -> None:
    """Make the graph of a table where it has none; others write meanwhile.

    Parameters
    ----------
    connection
        One where each statement is for itself.
    """
    valid = connection.scalar(text(_VALID), {"graph": table.graph})
    if valid or table.dimension > LONGEST_IN_GRAPH:
        return
    if valid is False:  # somebody stopped it before it was done
        connection.exec_driver_sql(f"DROP INDEX CONCURRENTLY {table.graph}")
    # Where it does not fit into memory it takes many times as long.
    connection.exec_driver_sql(f"SET maintenance_work_mem = '{GRAPH_MB}MB'")
    connection.exec_driver_sql(
        f"CREATE INDEX CONCURRENTLY {table.graph} ON {table.name}"
        " USING hnsw (embedding halfvec_ip_ops)"
    )


def tables_of(connection: Connection, index: str | None = None) -> list[str]:
    """Return the names of the tables of an index, or of all, whatever the length of vectors."""
    names = connection.scalars(
        text(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
            " AND relkind = 'r' AND relname ~ :like ORDER BY relname"
        ),
        {"like": f"^vectors_{index or '[a-z_]+'}_[0-9]+$"},
    )
    return [str(name) for name in names]


def _is_there(connection: Connection, table: VectorTable) -> bool:
    return table.name in tables_of(connection, table.index)


def _statements(table: VectorTable) -> list[str]:
    name, parent = table.name, table.parent
    belongs = ""
    if parent is not None:
        belongs = (
            f", FOREIGN KEY (organisation_id, parent) REFERENCES {parent[0]}"
            f" (organisation_id, {parent[1]}) ON DELETE CASCADE"
        )
    columns = (
        "organisation_id VARCHAR NOT NULL, encoder VARCHAR NOT NULL,"
        ' id VARCHAR COLLATE "C" NOT NULL, parent VARCHAR, length REAL NOT NULL,'
        f" embedding halfvec({table.dimension}) NOT NULL"
    )
    return [
        f"CREATE TABLE {name} ({columns}, PRIMARY KEY (organisation_id, encoder, id){belongs})",
        # A long vector would otherwise lie apart from its row, and be fetched one by one.
        f"ALTER TABLE {name} ALTER COLUMN embedding SET STORAGE PLAIN",
        f"CREATE INDEX {name}_parent ON {name} (organisation_id, parent)",
    ]


def _installed(connection: Connection) -> tuple[str, str, bool] | None:
    row = connection.execute(
        text(
            "SELECT extversion, nspname, nspname = ANY(current_schemas(false)) FROM pg_extension"
            " JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = :name"
        ),
        {"name": EXTENSION},
    ).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def _create(connection: Connection) -> None:
    offered = connection.scalar(
        text("SELECT 1 FROM pg_available_extensions WHERE name = :name"), {"name": EXTENSION}
    )
    if offered is None:
        raise SettingsError(
            "STEGVIS_INDEX=pgvector, and the PostgreSQL server has no pgvector. Install it there "
            "(the package is called postgresql-NN-pgvector or pgvector), then run CREATE EXTENSION "
            f"vector SCHEMA public. {WITHOUT}"
        )
    may = connection.scalar(
        text(
            "SELECT rolsuper OR (trusted AND"
            " has_database_privilege(current_database(), 'CREATE'))"
            " FROM pg_roles, pg_available_extension_versions"
            " JOIN pg_available_extensions USING (name)"
            " WHERE rolname = current_user AND name = :name AND version = default_version"
        ),
        {"name": EXTENSION},
    )
    if not may:
        raise SettingsError(
            "STEGVIS_INDEX=pgvector, and the database does not have the extension. Ask who runs "
            f"the server to run CREATE EXTENSION vector SCHEMA public in it. {WITHOUT}"
        )
    connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2] if part.isdecimal())
