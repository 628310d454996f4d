"""Flat inner-product search with FAISS: every row is compared, on all cores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import faiss
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
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from matcher.ports import Vectors

_FAISS: Any = faiss  # its type stubs do not know the Python additions
_SPARE = 8
# FAISS sums 384 products in single precision: for unit vectors it errs by less than this.
_SINGLE_PRECISION = 1e-5


class FaissIndex:
    """Rows in a ``faiss.IndexFlatIP``; FAISS finds candidates, double precision orders them.

    FAISS rounds, and how depends on the batch. So some rows more than asked for are fetched, and
    all within its error of the last place are scored again as the exact index does: the same ids
    come out with the same scores. The row number in FAISS is the place in the list of ids.

    See :class:`matcher.ports.VectorIndex` for what the methods mean.

    Parameters
    ----------
    dimension
        Length of a vector, at least 1.
    """

    def __init__(self, dimension: int) -> None:
        if dimension < 1:
            raise ValueError(f"dimension is {dimension}, must be at least 1")
        self._flat: Any = faiss.IndexFlatIP(dimension)
        self._longest = 0.0  # no row is longer; may be too large after rows were removed
        self._ids: list[str] = []
        self._places: dict[str, int] = {}

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._flat.d)

    @property
    def precision(self) -> float:
        """Nought: scores are computed in double precision."""
        return 0.0

    @property
    def ids(self) -> tuple[str, ...]:
        """Row ids, sorted."""
        return tuple(sorted(self._ids))

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """Return the vectors of rows; raises ``KeyError`` if one is not there.

        Returns
        -------
        Vectors
            Shape (number of ids, dimension), float32, a copy.
        """
        require_known(ids, self._places)
        places = np.array([self._places[row_id] for row_id in ids], dtype=np.int64)
        copy: Vectors = self._storage()[places]
        return copy

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add rows."""
        rows = checked_rows(ids, vectors, self.dimension)
        for row_id in ids:
            if row_id in self._places:
                raise ValueError(f"{row_id!r} is in the index already")
        self._flat.add(rows)
        self._measure(rows)
        self._places.update({row_id: len(self._ids) + at for at, row_id in enumerate(ids)})
        self._ids.extend(ids)

    def update(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Replace rows that are there."""
        rows = checked_rows(ids, vectors, self.dimension)
        require_known(ids, self._places)
        places = np.array([self._places[row_id] for row_id in ids], dtype=np.int64)
        self._storage()[places] = rows
        self._measure(rows)

    def remove(self, ids: Collection[str]) -> None:
        """Take rows out."""
        require_known(ids, self._places)
        gone = set(ids)
        places = np.array(sorted(self._places[row_id] for row_id in gone), dtype=np.int64)
        # FAISS closes the gaps and keeps the order, as the list does here.
        self._flat.remove_ids(faiss.IDSelectorBatch(places))
        self._ids = [row_id for row_id in self._ids if row_id not in gone]
        self._places = {row_id: at for at, row_id in enumerate(self._ids)}

    def search(
        self, queries: Vectors, k: int, allowed: Collection[str] | None = None
    ) -> list[list[Hit]]:
        """Return the best rows for each query."""
        checked_k(k)
        asked = checked_vectors(queries, self.dimension)
        among = None if allowed is None else self._mask(allowed)
        available = len(self._ids) if among is None else int(among.sum())
        k = min(k, available)
        if not k or not len(asked):
            return [[] for _ in asked]
        found: list[list[Hit]] = [[] for _ in asked]
        for row, places in self._candidates(asked, k, available, among):
            found[row] = self._ordered(asked[row], places)[:k]
        return found

    def _candidates(
        self, queries: Vectors, k: int, available: int, among: NDArray[np.bool_] | None
    ) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Yield for each query the places of all rows that can be among its best ``k``."""
        lengths = np.linalg.norm(queries.astype(np.float64), axis=1)
        margin = _SINGLE_PRECISION * self._longest * lengths
        parameters = None if among is None else _only(among)
        open_rows = np.arange(len(queries))
        fetched = k
        while len(open_rows):
            fetched = min(2 * fetched + _SPARE, available)
            scores, places = self._flat.search(queries[open_rows], fetched, params=parameters)
            # The last one fetched lies clearly below place k: nothing unseen can reach it.
            closed = scores[:, -1] < scores[:, k - 1] - 2 * margin[open_rows]
            closed |= fetched == available
            for at in np.flatnonzero(closed):
                near = scores[at] >= scores[at, k - 1] - 2 * margin[open_rows[at]]
                yield int(open_rows[at]), places[at][near]
            open_rows = open_rows[~closed]

    def _ordered(self, query: Vectors, places: NDArray[np.int64]) -> list[Hit]:
        scores = exact_scores(self._storage()[places], query).tolist()
        ids = [self._ids[place] for place in places]
        ranked = sorted(zip(scores, ids, strict=True), key=lambda pair: (-pair[0], pair[1]))
        return [Hit(row_id, score) for score, row_id in ranked]

    def _measure(self, rows: Vectors) -> None:
        lengths = np.linalg.norm(rows.astype(np.float64), axis=1)
        self._longest = max(self._longest, float(lengths.max(initial=0.0)))

    def _mask(self, allowed: Collection[str]) -> NDArray[np.bool_]:
        mask = np.zeros(len(self._ids), dtype=np.bool_)
        mask[[self._places[row_id] for row_id in set(allowed) if row_id in self._places]] = True
        return mask

    def _storage(self) -> Vectors:
        """Return FAISS's own table, without a copy; valid until rows are added or removed."""
        count, dimension = self._flat.ntotal, self._flat.d
        if not count:
            return np.empty((0, dimension), dtype=np.float32)
        table: Vectors = faiss.rev_swig_ptr(self._flat.get_xb(), count * dimension)
        return table.reshape(count, dimension)


def _only(mask: NDArray[np.bool_]) -> Any:  # noqa: ANN401  (third party)
    bits = np.packbits(mask, bitorder="little")
    return _FAISS.SearchParameters(sel=_FAISS.IDSelectorBitmap(bits))
