"""What finds the nearest vectors, and keeps them between runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matcher.ports.encoder import TextEncoder, Vectors


@dataclass(frozen=True, slots=True)
class Hit:
    """One neighbour: the row's id and its inner product with the query (higher is nearer)."""

    id: str
    score: float


class VectorIndex(Protocol):
    """Finds the rows with the largest inner product.

    Exactly, or within :attr:`precision`; how sure an index of very many rows is to find all of the
    best is its own to say.
    """

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    @property
    def precision(self) -> float:
        """How far a score can be from the inner product of two vectors of length 1."""
        ...

    @property
    def ids(self) -> tuple[str, ...]:
        """Row ids, sorted."""
        ...

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add rows; raises ``ValueError`` if an id is there already or shapes do not fit."""
        ...

    def update(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Replace rows that are there; raises ``KeyError`` otherwise and changes nothing."""
        ...

    def remove(self, ids: Collection[str]) -> None:
        """Take rows out; raises ``KeyError`` if one is not there and changes nothing."""
        ...

    def search(
        self, queries: Vectors, k: int, allowed: Collection[str] | None = None
    ) -> list[list[Hit]]:
        """Return the best rows for each query.

        Parameters
        ----------
        queries
            Shape (m, dimension), float32.
        k
            How many rows to return at most, at least 1.
        allowed
            Only these ids are considered (ids that are not in the index are ignored); ``None``
            means all.

        Returns
        -------
        list[list[Hit]]
            m lists of ``min(k, rows allowed)`` hits, best score first, ties by id.
        """
        ...


class IndexShelf(Protocol):
    """Keeps named indexes between runs."""

    def open(self, name: str, encoder: TextEncoder) -> VectorIndex:
        """Return the kept index, or an empty one.

        An index that is damaged or another encoder's is refused with a logged warning; the empty
        one that comes back is filled again from the database.
        """
        ...

    def keep(self, name: str, index: VectorIndex, encoder: TextEncoder) -> None:
        """Keep an index under its name, whole or not at all."""
        ...
