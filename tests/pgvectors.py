"""Vector indexes on the tests' PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import servers

from matcher.domain.ids import OrganisationId
from matcher.indexing.pgvector_index import EXACT_UP_TO, PgVectorIndex
from matcher.indexing.pgvector_rows import Space
from matcher.indexing.pgvector_tables import VectorTable, make_graph, make_table, require_extension
from matcher.persistence.connections import Connections
from matcher.persistence.database import open_engine
from matcher.persistence.postgresql import prepare_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

_number = count(1)


@dataclass(frozen=True)
class PgIndexes:
    """Makes indexes, each in a table of its own."""

    connections: Connections

    def make(self, dimension: int, exact_up_to: int = EXACT_UP_TO) -> PgVectorIndex:
        return self.open(Space(self.table(dimension), "ours", "encoder"), exact_up_to)

    def make_graph(self, dimension: int) -> PgVectorIndex:
        """Make one that never compares all rows without need."""
        table = self.table(dimension)
        with self.connections.alone() as connection:
            make_graph(connection, table)
        return self.open(Space(table, "ours", "encoder"), exact_up_to=0)

    def table(self, dimension: int) -> VectorTable:
        table = VectorTable(f"test_{_letters(next(_number))}", dimension)
        with self.connections.writing() as connection:
            make_table(connection, table)
        return table

    def open(self, space: Space, exact_up_to: int = EXACT_UP_TO) -> PgVectorIndex:
        return PgVectorIndex(self.connections, space, exact_up_to=exact_up_to)


def pg_indexes() -> Iterator[PgIndexes]:
    """Make a database with the extension; for a fixture."""
    url = servers.lasting()
    engine = open_engine(url)
    prepare_schema(engine, url)
    connections = Connections(engine, OrganisationId("ours"))
    with connections.writing() as connection:
        require_extension(connection)
    yield PgIndexes(connections)
    engine.dispose()


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
