"""SSYK groups: who is in the same one, and which groups ways lead between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from matcher.planning.way_graph import shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matcher.planning.occupations import Occupation
    from matcher.planning.way_graph import Sparse, WayGraph

    Table = NDArray[np.float32]


class Groups:
    """Occupations by the first digits of their SSYK code.

    Parameters
    ----------
    occupations
        n of them.
    digits
        1 to 4: how much of the code makes the group.
    """

    def __init__(self, occupations: Sequence[Occupation], digits: int) -> None:
        codes, of = np.unique([one.ssyk[:digits] for one in occupations], return_inverse=True)
        self.codes = codes
        self.of: NDArray[np.int64] = of.astype(np.int64)
        self.sizes = np.bincount(self.of, minlength=len(codes)).astype(np.float32)
        n = len(self.of)
        ones = np.ones(n, dtype=np.float32)
        self._members = sparse.csr_matrix((ones, (np.arange(n), self.of)), shape=(n, len(codes)))

    def same(self, rows: NDArray[np.int64]) -> Table:
        """Return 1 where an occupation is in the group of the row, shape (rows, n)."""
        return np.asarray(self.of[rows][:, None] == self.of[None], dtype=np.float32)

    def peers(self, likeness: Table) -> Sparse:
        """Return for each occupation the others of its group, by likeness; rows sum to 1."""
        together = (self._members @ self._members.T).tocoo()
        kept = together.row != together.col
        row, col = together.row[kept], together.col[kept]
        weights = likeness[row, col] ** 2
        return shares(sparse.csr_matrix((weights, (row, col)), shape=together.shape)).tocsr()

    def flows(self, graph: WayGraph) -> Table:
        """Return how many ways lead from group to group, shape (groups, groups)."""
        flows = (self._members.T @ graph.ways @ self._members).toarray()
        return np.asarray(flows, dtype=np.float32)

    def share(self, matrix: Sparse) -> Table:
        """Return each row's sum over the group of the column, shape (rows, n)."""
        return self.spread(np.asarray((matrix @ self._members).todense(), dtype=np.float32))

    def spread(self, of_groups: Table) -> Table:
        """Return a value for each group as a value for each occupation, shape (..., n)."""
        return of_groups[..., self.of]
