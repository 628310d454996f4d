"""The index as one would write it down: compare with every row. The oracle of the other one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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

    from matcher.ports import Vectors


class ExactIndex:
    """Rows in a dictionary, compared one query at a time in double precision.

    See :class:`matcher.ports.VectorIndex` for what the methods mean.

    Parameters
    ----------
    dimension
        Length of a vector, at least 1.

    Examples
    --------
    >>> index = ExactIndex(2)
    >>> index.add(["a", "b"], np.array([[1, 0], [0, 1]], dtype=np.float32))
    >>> [hit.id for hit in index.search(np.array([[0.6, 0.8]], dtype=np.float32), k=2)[0]]
    ['b', 'a']
    """

    def __init__(self, dimension: int) -> None:
        if dimension < 1:
            raise ValueError(f"dimension is {dimension}, must be at least 1")
        self._dimension = dimension
        self._rows: dict[str, Vectors] = {}

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    @property
    def precision(self) -> float:
        """Nought: scores are computed in double precision."""
        return 0.0

    @property
    def ids(self) -> tuple[str, ...]:
        """Row ids, sorted."""
        return tuple(sorted(self._rows))

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add rows."""
        rows = checked_rows(ids, vectors, self._dimension)
        for row_id in ids:
            if row_id in self._rows:
                raise ValueError(f"{row_id!r} is in the index already")
        self._put(ids, rows)

    def update(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Replace rows that are there."""
        rows = checked_rows(ids, vectors, self._dimension)
        require_known(ids, self._rows)
        self._put(ids, rows)

    def remove(self, ids: Collection[str]) -> None:
        """Take rows out."""
        require_known(ids, self._rows)
        for row_id in set(ids):
            del self._rows[row_id]

    def search(
        self, queries: Vectors, k: int, allowed: Collection[str] | None = None
    ) -> list[list[Hit]]:
        """Return the best rows for each query."""
        checked_k(k)
        asked = checked_vectors(queries, self._dimension)
        wanted = None if allowed is None else set(allowed)
        ids = [row_id for row_id in self.ids if wanted is None or row_id in wanted]
        if not ids:
            return [[] for _ in asked]
        rows = np.stack([self._rows[row_id] for row_id in ids])
        found = []
        for query in asked:
            scores = exact_scores(rows, query)
            # Ids are sorted and the sort is stable, so ties stay in order of ids.
            order = np.argsort(-scores, kind="stable")[:k]
            found.append([Hit(ids[row], float(scores[row])) for row in order])
        return found

    def _put(self, ids: Sequence[str], rows: Vectors) -> None:
        for row_id, row in zip(ids, rows, strict=True):
            self._rows[row_id] = row.copy()
