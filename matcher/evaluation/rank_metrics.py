"""Where the first right answer stands in a full ranking, and what is made of it.

As in MELO: several corpus elements may be right, the first one counts, and every query ranks the
whole corpus.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ranks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RankFigures:
    """Means over queries: of 1 / rank, and of the first right answer being among the best k."""

    mrr: float
    success_at_1: float
    success_at_5: float
    success_at_10: float


def first_right_ranks(
    scores: NDArray[np.float32],
    right: Sequence[Sequence[int]],
    groups: NDArray[np.int64] | None = None,
) -> Ranks:
    """Return the rank of the first right element of each query, from 1.

    Elements with the same score stand in the order of the corpus, which knows nothing of what is
    right; a score that is not a number stands last.

    Parameters
    ----------
    scores
        Shape (q, n), higher is better.
    right
        For each query the numbers of the right elements, at least one.
    groups
        Shape (n,): a number from 0 up for each element. When given, elements of one group count
        once, where the first of them stands.

    Examples
    --------
    >>> first_right_ranks(np.array([[0.5, 0.9, 0.5]], dtype=np.float32), [[2]])
    array([3])
    """
    clean = np.where(np.isnan(scores), -np.inf, scores)
    return np.array(
        [_rank(row, np.asarray(wanted), groups) for row, wanted in zip(clean, right, strict=True)],
        dtype=np.int64,
    )


def _rank(
    row: NDArray[np.float32], wanted: NDArray[np.int64], groups: NDArray[np.int64] | None
) -> int:
    best = row[wanted].max()
    first = int(wanted[row[wanted] == best].min())
    before = row > best
    before[:first] |= row[:first] == best
    if groups is None:
        return 1 + int(before.sum())
    return 1 + len(np.unique(groups[before]))


def figures_of(ranks: Ranks) -> RankFigures:
    """Return the figures of some ranks, at least one.

    >>> figures_of(np.array([1, 4])).mrr
    0.625
    """
    return RankFigures(
        mrr=float((1 / ranks).mean()),
        success_at_1=float((ranks <= 1).mean()),
        success_at_5=float((ranks <= 5).mean()),
        success_at_10=float((ranks <= 10).mean()),
    )
