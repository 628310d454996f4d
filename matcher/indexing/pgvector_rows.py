"""Statements on the rows of one index in one transaction on a PostgreSQL server.

Names of tables come from :class:`matcher.indexing.pgvector_tables.VectorTable`, all else is bound.
"""
# ruff: noqa: S608

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from matcher.indexing.pgvector_tables import VectorTable
    from matcher.ports import Vectors

_HEAD = 4  # bytes before the numbers: how many there are, and two that are not used
AT_ONCE = 1_000
"""How many rows one statement writes: a few seconds' work for the graph."""

LEAST_LOOKED_AT, MOST_LOOKED_AT = 400, 1_000
"""Bounds of ``hnsw.ef_search``: how many rows of the graph are kept in view at once."""


@dataclass(frozen=True, slots=True)
class Space:
    """Rows of one index of one organisation that one encoder made; other rows are never seen."""

    table: VectorTable
    organisation: str
    encoder: str


@dataclass(frozen=True, slots=True)
class Found:
    """Rows in the order in which they were found.

    Parameters
    ----------
    vectors
        Shape (number of ids, dimension), float32.
    scores
        Inner products in single precision, or of half-precision queries.
    """

    ids: list[str]
    vectors: Vectors
    scores: NDArray[np.float64]


class VectorRows:
    """Rows of a space on one connection."""

    def __init__(self, connection: Connection, space: Space) -> None:
        self._connection = connection
        self._space = space
        self._name = space.table.name
        self._mine = {"organisation": space.organisation, "encoder": space.encoder}

    def ids(self) -> tuple[list[str], float]:
        """Return all ids, and the length of the longest vector (0 when there is none)."""
        row = self._run(
            "SELECT array_agg(id), max(length) FROM {table} WHERE {mine}",
        ).one()
        return list(row[0] or ()), float(row[1] or 0)

    def of_parents(self, parents: Collection[str]) -> set[str]:
        """Return the ids of rows that belong to some people or openings."""
        found = self._run(
            "SELECT id FROM {table} WHERE {mine} AND parent = ANY(:parents)", parents=list(parents)
        )
        return {row.id for row in found}

    def insert(self, ids: Sequence[str], vectors: Vectors) -> set[str]:
        """Insert rows, and return which are there then.

        One that is there stays as it is. One that belongs to a person or opening that is no longer
        there is not inserted.
        """
        table, lives = self._space.table, ""
        there: set[str] = set()
        if table.parent is not None:
            lives = (
                f" WHERE new.parent IS NULL OR EXISTS (SELECT 1 FROM {table.parent[0]} AS p WHERE"
                f" p.organisation_id = :organisation AND p.{table.parent[1]} = new.parent)"
            )
        for part, rows in _parts(ids, vectors):
            self._run(
                "INSERT INTO {table} (organisation_id, encoder, id, parent, length, embedding)"
                " SELECT CAST(:organisation AS varchar), CAST(:encoder AS varchar), id, parent,"
                " length, CAST(embedding AS {kind})"
                f" FROM {_INCOMING}{lives} ON CONFLICT DO NOTHING",
                **_incoming(part, rows),
                parents=[table.parent_of(one) for one in part],
            )
            found = self._run("SELECT id FROM {table} WHERE {mine} AND id = ANY(:ids)", ids=part)
            there.update(row.id for row in found)
        return there

    def update(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Give rows other vectors; one that is not there is passed over."""
        for part, rows in _parts(ids, vectors):
            self._run(
                "UPDATE {table} AS old"
                " SET length = new.length, embedding = CAST(new.embedding AS {kind})"
                f" FROM {_INCOMING} WHERE {{mine}} AND old.id = new.id",
                **_incoming(part, rows),
                parents=[None] * len(part),
            )

    def delete(self, ids: Collection[str]) -> None:
        """Delete rows."""
        self._run("DELETE FROM {table} WHERE {mine} AND id = ANY(:ids)", ids=list(ids))

    def compare_all(self, query: Vectors, limit: int, among: Collection[str] | None) -> Found:
        """Compare every row with a query, in single precision, and return the best.

        Parameters
        ----------
        query
            Shape (dimension,).
        among
            Only these rows; all when ``None``.
        """
        # Not the operand that the graph is made of, so the graph is not used.
        return self._nearest("embedding::vector <#> CAST(:query AS vector)", query, limit, among)

    def walk_graph(self, query: Vectors, limit: int) -> Found:
        """Return rows found by walking the graph, on and on until there are enough of them.

        The graph is of all organisations and encoders, so many that it brings may be none of these.
        Some that are near may be passed over, and there may be fewer than ``limit`` though there
        are more rows.
        """
        self._set("hnsw.iterative_scan", "strict_order")
        self._set("hnsw.ef_search", str(min(MOST_LOOKED_AT, max(LEAST_LOOKED_AT, 2 * limit))))
        # Whatever the statistics say: the graph gives the order.
        self._set("enable_sort", "off")
        found = self._nearest("embedding <#> CAST(:query AS {kind})", query, limit, None)
        self._set("enable_sort", "on")
        return found

    def _nearest(
        self, distance: str, query: Vectors, limit: int, among: Collection[str] | None
    ) -> Found:
        # A plan for these very ids: it looks them up in a hash instead of a list.
        self._set("plan_cache_mode", "force_custom_plan")
        wanted = "" if among is None else " AND id = ANY(:among)"
        rows = self._run(
            "SELECT id, halfvec_send(embedding) AS sent, distance FROM (SELECT id, embedding,"
            f" {distance} AS distance FROM {{table}} WHERE {{mine}}{wanted}"
            " ORDER BY 3 LIMIT :limit) AS best",
            query=_written(query),
            limit=limit,
            **({} if among is None else {"among": list(among)}),
        ).all()
        raw = b"".join(row.sent[_HEAD:] for row in rows)
        vectors = np.frombuffer(raw, dtype=">f2").astype(np.float32)
        return Found(
            [row.id for row in rows],
            vectors.reshape(len(rows), self._space.table.dimension),
            -np.array([row.distance for row in rows], dtype=np.float64),
        )

    def _set(self, name: str, value: str) -> None:
        """Set something for the rest of the transaction."""
        self._run("SELECT set_config(:name, :value, true)", name=name, value=value)

    def _run(self, statement: str, **values: object) -> Any:  # noqa: ANN401
        mine = "organisation_id = :organisation AND encoder = :encoder"
        kind = f"halfvec({self._space.table.dimension})"
        filled = statement.format(table=self._name, mine=mine, kind=kind)
        return self._connection.execute(text(filled), {**self._mine, **values})


_INCOMING = (
    "unnest(CAST(:ids AS varchar[]), CAST(:parents AS varchar[]), CAST(:lengths AS real[]),"
    " CAST(:vectors AS text[])) AS new(id, parent, length, embedding)"
)


def _incoming(ids: Sequence[str], rows: Vectors) -> dict[str, object]:
    lengths = np.linalg.norm(rows.astype(np.float64), axis=1)
    # Rounded up: it is a bound on what single precision can make of the row.
    lengths = np.nextafter(lengths.astype(np.float32), np.float32(np.inf))
    return {
        "ids": list(ids),
        "lengths": lengths.tolist(),
        "vectors": [_written(row) for row in rows],
    }


def _parts(ids: Sequence[str], vectors: Vectors) -> Iterator[tuple[list[str], Vectors]]:
    for start in range(0, len(ids), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        yield list(ids[part]), vectors[part]


def _written(vector: Vectors) -> str:
    return str(vector.tolist())
