"""Inner-product search on a PostgreSQL server with pgvector: the graph finds, we order.

Vectors are kept in half precision, so a score is off by up to :data:`HALF_PRECISION` for vectors
of length 1; of what is kept the scores are those of the exact index.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from matcher.indexing.pgvector_rows import AT_ONCE, MOST_LOOKED_AT, Found, VectorRows
from matcher.indexing.pgvector_tables import has_graph
from matcher.indexing.rows import (
    checked_k,
    checked_rows,
    checked_vectors,
    exact_scores,
    require_known,
)
from matcher.ports import Hit

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matcher.indexing.pgvector_rows import Space
    from matcher.indexing.pgvector_tables import Connections
    from matcher.ports import Vectors

HALF_PRECISION = 2.0**-11 + 2.0**-19
"""A number is kept to eleven binary places; the rest is for very small ones, which have fewer."""

EXACT_UP_TO = 50_000
"""Among so many rows all are compared (benchmarks/pgvector.py); among more the graph is walked."""

SMALL_PART = 0.5
"""The server is told the ids when a filter leaves less; otherwise we drop what is not meant."""

_SPARE = 8
_SINGLE = 2.0**-24


class PgVectorIndex:
    """Rows of one space on a server.

    Which rows there are is what was there when the index was opened, and what was done through it
    since: rows of others who write meanwhile are not found. Among few rows, and those that a filter
    leaves, all are compared, so that the best are found for certain. Among many the graph is
    walked, where there is one, which may pass over some that are near; when it brings fewer rows
    than were asked for and there are, all are compared.

    See :class:`matcher.ports.VectorIndex` for what the methods mean.

    Parameters
    ----------
    connections
        Opens transactions.
    space
        Which rows; its table is there.
    exact_up_to
        Among so many rows all are compared.
    """

    def __init__(
        self, connections: Connections, space: Space, *, exact_up_to: int = EXACT_UP_TO
    ) -> None:
        self._connections = connections
        self._space = space
        self._exact_up_to = exact_up_to
        with connections.reading() as connection:
            ids, self._longest = VectorRows(connection, space).ids()
            self._walks = has_graph(connection, space.table)
        self._known = set(ids)
        self._sorted: tuple[str, ...] | None = None

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._space.table.dimension

    @property
    def precision(self) -> float:
        """How far a score can be off for vectors of length 1."""
        return HALF_PRECISION

    @property
    def ids(self) -> tuple[str, ...]:
        """Row ids, sorted."""
        if self._sorted is None:
            self._sorted = tuple(sorted(self._known))
        return self._sorted

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add rows; of a person or opening that was deleted meanwhile none is added.

        Very many go in parts, a transaction each, so that others can write in between.
        """
        rows = halved(checked_rows(ids, vectors, self.dimension))
        for row_id in ids:
            if row_id in self._known:
                raise ValueError(f"{row_id!r} is in the index already")
        for start in range(0, len(ids), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            with self._connections.writing() as connection:
                there = VectorRows(connection, self._space).insert(ids[part], rows[part])
            self._changed(rows[part])
            self._known |= there

    def update(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Replace rows that are there."""
        rows = halved(checked_rows(ids, vectors, self.dimension))
        require_known(ids, self._known)
        with self._connections.writing() as connection:
            VectorRows(connection, self._space).update(ids, rows)
        self._changed(rows)

    def remove(self, ids: Collection[str]) -> None:
        """Take rows out."""
        require_known(ids, self._known)
        with self._connections.writing() as connection:
            VectorRows(connection, self._space).delete(ids)
        self._known -= set(ids)
        self._sorted = None

    def search(
        self, queries: Vectors, k: int, allowed: Collection[str] | None = None
    ) -> list[list[Hit]]:
        """Return the best rows for each query."""
        checked_k(k)
        asked = checked_vectors(queries, self.dimension)
        among = self._known if allowed is None else self._known.intersection(allowed)
        places = min(k, len(among))
        if not places or not len(asked):
            return [[] for _ in asked]
        only = among if len(among) < SMALL_PART * len(self._known) else None
        with self._connections.reading() as connection:
            rows = VectorRows(connection, self._space)
            return [self._best(rows, query, places, among, only) for query in asked]

    def _best(
        self,
        rows: VectorRows,
        query: Vectors,
        places: int,
        among: set[str],
        only: set[str] | None,
    ) -> list[Hit]:
        if self._walks and only is None and len(among) > self._exact_up_to:
            hits = self._near(rows, query, places, among)
            if hits is not None:
                return hits
        hits = self._compared(rows, query, places, among, only)
        if len(hits) < places and only is None:
            # Others have put rows in meanwhile, and these took the places.
            hits = self._compared(rows, query, places, among, among)
        return hits[:places]

    def _near(
        self, rows: VectorRows, query: Vectors, places: int, among: set[str]
    ) -> list[Hit] | None:
        """Return what the graph brings; ``None`` when that is too little to go by."""
        asked = self._of_all(2 * places + _SPARE, among)
        if asked > MOST_LOOKED_AT:
            return None
        found = rows.walk_graph(query, asked)
        hits = _ordered(found, query, among)
        if len(hits) < places:
            return None
        if len(found.ids) == asked and hits[-1].score == hits[places - 1].score:
            return None  # as many again may be as near, and some of these come first by id
        return hits[:places]

    def _compared(
        self,
        rows: VectorRows,
        query: Vectors,
        places: int,
        among: set[str],
        only: set[str] | None,
    ) -> list[Hit]:
        """Return all rows that can be among the best, in order."""
        length = float(np.linalg.norm(query.astype(np.float64)))
        # The server adds up in single precision, in whatever order.
        margin = self.dimension * _SINGLE * length * self._longest
        fetched = places if only is not None else self._of_all(places, among)
        while True:
            fetched = 2 * fetched + _SPARE
            found = rows.compare_all(query, fetched, only)
            if len(found.ids) < fetched:
                return _ordered(found, query, among)
            mine = found.scores[[row in among for row in found.ids]]
            # The last one lies clearly below the last place: nothing unseen can reach it.
            if len(mine) >= places and found.scores[-1] + margin < mine[places - 1] - margin:
                return _ordered(found, query, among)

    def _of_all(self, rows: int, among: set[str]) -> int:
        """Return how many of all rows hold about so many of some."""
        return ceil(rows * len(self._known) / len(among))

    def _changed(self, rows: Vectors) -> None:
        self._sorted = None
        if len(rows):
            longest = float(np.linalg.norm(rows.astype(np.float64), axis=1).max())
            self._longest = max(self._longest, longest)


def halved(rows: Vectors) -> Vectors:
    """Return vectors as they are kept: float32 with the values of half precision.

    Raises
    ------
    ValueError
        A number is too large for it.

    Examples
    --------
    >>> halved(np.array([[0.1, 1.0]], dtype=np.float32)).tolist()
    [[0.0999755859375, 1.0]]
    """
    with np.errstate(over="ignore"):
        kept = rows.astype(np.float16).astype(np.float32)
    if not np.isfinite(kept).all():
        raise ValueError("vectors hold a number that half precision cannot keep")
    return kept


def _ordered(found: Found, query: Vectors, among: set[str]) -> list[Hit]:
    scores = exact_scores(found.vectors, query)
    hits = [
        Hit(row, float(score)) for row, score in zip(found.ids, scores, strict=True) if row in among
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))
