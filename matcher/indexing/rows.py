"""What both indexes check before they take or compare rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from matcher.ports import Vectors

_CELLS_AT_ONCE = 4_000_000


def checked_rows(ids: Sequence[str], vectors: Vectors, dimension: int) -> Vectors:
    """Return the vectors as C-contiguous float32.

    Raises
    ------
    ValueError
        An id stands twice, the shape is not (number of ids, dimension), or a number is not finite.
    """
    if len(set(ids)) != len(ids):
        raise ValueError("an id stands twice")
    rows = checked_vectors(vectors, dimension)
    if len(rows) != len(ids):
        raise ValueError(f"{len(ids)} ids and {len(rows)} vectors do not fit")
    return rows


def checked_vectors(vectors: Vectors, dimension: int) -> Vectors:
    """Return the vectors as C-contiguous float32.

    Raises
    ------
    ValueError
        The shape is not (n, dimension), or a number is not finite.
    """
    rows = np.ascontiguousarray(vectors, dtype=np.float32)
    if rows.ndim != 2 or rows.shape[1] != dimension:
        raise ValueError(f"vectors have shape {rows.shape}, expected (n, {dimension})")
    if not np.isfinite(rows).all():
        raise ValueError("vectors hold a number that is not finite")
    return rows


def checked_k(k: int) -> int:
    """Return ``k``; raises ``ValueError`` below 1."""
    if k < 1:
        raise ValueError(f"k is {k}, must be at least 1")
    return k


def require_known(ids: Collection[str], known: Collection[str]) -> None:
    """Raise ``KeyError`` with the first id that is not known."""
    for row_id in ids:
        if row_id not in known:
            raise KeyError(row_id)


def exact_scores(rows: Vectors, query: Vectors) -> NDArray[np.float64]:
    """Return the inner product of each row with the query, in double precision.

    Each row is summed on its own, so equal rows get equal scores wherever they stand, which a
    matrix product does not promise; ties are then true ties.

    Parameters
    ----------
    rows
        Shape (n, d), float32.
    query
        Shape (d,), float32.
    """
    double = query.astype(np.float64)
    scores = np.empty(len(rows), dtype=np.float64)
    step = max(1, _CELLS_AT_ONCE // max(1, rows.shape[1]))
    for start in range(0, len(rows), step):
        part = slice(start, start + step)
        scores[part] = (rows[part] * double).sum(axis=1)
    return scores
