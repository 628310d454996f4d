"""The known ways as a graph that can be looked at with a part of them taken out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from matcher.planning.occupations import Occupation, Way

Sparse = Any  # scipy.sparse.csr_matrix, which has no types of its own


class WayGraph:
    """Occupations, numbered from 0, and ways between them.

    Parameters
    ----------
    occupations
        n of them, each id once.
    ways
        Known ways; both ends are among the occupations.
    """

    def __init__(self, occupations: Sequence[Occupation], ways: Collection[Way]) -> None:
        self.occupations = tuple(occupations)
        self.place = {one.id: number for number, one in enumerate(self.occupations)}
        self.percentages = {
            (self.place[way.origin], self.place[way.target]): way.percentage for way in ways
        }
        self._ways = tuple(ways)

    def __len__(self) -> int:
        return len(self.occupations)

    def without_pairs(self, pairs: Collection[tuple[str, str]]) -> WayGraph:
        """Return the graph without these pairs (see :attr:`Way.pair`), in both directions."""
        return WayGraph(self.occupations, [way for way in self._ways if way.pair not in pairs])

    def without(self, number: int) -> WayGraph:
        """Return the graph without any way that touches an occupation."""
        concept = self.occupations[number].id
        kept = [way for way in self._ways if concept not in {way.origin, way.target}]
        return WayGraph(self.occupations, kept)

    @cached_property
    def ways(self) -> Sparse:
        """Shape (n, n), 1 where a way leads from row to column."""
        n = len(self)
        ends = np.array(list(self.percentages), dtype=np.int64).reshape(-1, 2)
        ones = np.ones(len(ends), dtype=np.float32)
        return sparse.csr_matrix((ones, (ends[:, 0], ends[:, 1])), shape=(n, n))

    @cached_property
    def back(self) -> Sparse:
        """The ways turned round."""
        return self.ways.T.tocsr()

    @cached_property
    def links(self) -> Sparse:
        """Shape (n, n), 1 where a way leads in one direction or the other."""
        return self.ways.maximum(self.back).tocsr()

    @cached_property
    def degree(self) -> NDArray[np.float32]:
        """How many occupations each one is linked with, shape (n,)."""
        return np.asarray(self.links.sum(axis=1), dtype=np.float32).ravel()

    @cached_property
    def arriving(self) -> NDArray[np.float32]:
        """How many ways lead to each one, shape (n,)."""
        return np.asarray(self.ways.sum(axis=0), dtype=np.float32).ravel()

    @cached_property
    def alike(self) -> Sparse:
        """Cosine of the links of two occupations: shared neighbours, over what both have.

        Shape (n, n), zero on the diagonal.
        """
        return self.alike_rows(np.arange(len(self)))

    def alike_rows(self, rows: NDArray[np.int64]) -> Sparse:
        """Return these rows of :attr:`alike`."""
        scale = 1 / np.sqrt(np.maximum(self.degree, 1))
        found = sparse.diags(scale[rows]) @ (self.links[rows] @ self.links) @ sparse.diags(scale)
        found = found.tocoo()
        kept = found.col != rows[found.row]
        return sparse.csr_matrix(
            (found.data[kept].astype(np.float32), (found.row[kept], found.col[kept])),
            shape=found.shape,
        )

    def onward(self, number: int) -> NDArray[np.int64]:
        """Return the numbers that ways lead to."""
        return np.asarray(self.ways[number].indices, dtype=np.int64)

    def before(self, number: int) -> NDArray[np.int64]:
        """Return the numbers from which ways lead here."""
        return np.asarray(self.back[number].indices, dtype=np.int64)

    def linked(self, number: int) -> NDArray[np.int64]:
        """Return the numbers that are linked in either direction."""
        return np.asarray(self.links[number].indices, dtype=np.int64)


def shares(matrix: Sparse) -> Sparse:
    """Return rows divided by their sums; an empty row stays empty."""
    sums = np.asarray(matrix.sum(axis=1), dtype=np.float32).ravel()
    return sparse.diags(1 / np.where(sums > 0, sums, 1)) @ matrix


def dense(matrix: Sparse) -> NDArray[np.float32]:
    """Return the same as a table with every value in it."""
    return np.asarray(matrix.todense(), dtype=np.float32)
