"""Ranking labels by letters alone, while they are not embedded yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.taxonomy.lexical import LexicalIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class LetterScores:
    """Likenesses of q texts and n labels, each of shape (q, n); nothing is known of meaning."""

    dense: NDArray[np.float32]
    lexical: NDArray[np.float32]
    fused: NDArray[np.float32]


class LexicalRanker:
    """A :class:`matcher.taxonomy.linker.Ranker` without an encoder."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._index = LexicalIndex(labels)

    def scores(self, queries: Sequence[str]) -> LetterScores:
        """Return the likeness in letters, which is all there is."""
        lexical = self._index.scores(queries)
        return LetterScores(np.zeros_like(lexical), lexical, lexical)
