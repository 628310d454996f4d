"""Ranks labels for a text by meaning and by spelling, and by both together.

It knows labels and an encoder and nothing else: no crosswalk, no table of aliases, and not which
labels belong to one concept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.ports import TextKind
from matcher.taxonomy.lexical import LexicalIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from matcher.ports import TextEncoder, Vectors
    from matcher.taxonomy.fusion import Fusion

    Scores = NDArray[np.float32]

LABELS_AT_ONCE = 1_024


@dataclass(frozen=True)
class LabelScores:
    """Scores of every label for some queries, each of shape (q, n), float32, higher is better.

    Parameters
    ----------
    dense
        Cosine of the embeddings, in [-1, 1].
    lexical
        Likeness of the spelling, in [0, 1].
    fused
        Both; comparable within a query only.
    """

    dense: Scores
    lexical: Scores
    fused: Scores


class LabelRanker:
    """Ranks a fixed set of labels.

    Parameters
    ----------
    labels
        n labels, in any language; equal labels get equal scores.
    encoder
        Embeds labels and queries as :attr:`matcher.ports.TextKind.LABEL`.
    fusion
        How the two scores become one.
    progress
        Called with the labels embedded and their number.
    """

    def __init__(
        self,
        labels: Sequence[str],
        encoder: TextEncoder,
        fusion: Fusion,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        # Equal labels are scored once: their scores are equal to the last bit, and so are ties.
        places: dict[str, int] = {}
        self._places = np.array(
            [places.setdefault(label, len(places)) for label in labels], dtype=np.intp
        )
        texts = list(places)
        self._encoder = encoder
        self._fusion = fusion
        self._lexical = LexicalIndex(texts)
        self._vectors = _embed(texts, encoder, progress)

    def scores(self, queries: Sequence[str]) -> LabelScores:
        """Score every label for each query.

        Parameters
        ----------
        queries
            q texts in any language. Memory is three float32 a query and label, so hand in many
            queries in parts.
        """
        vectors = self._encoder.encode(queries, TextKind.LABEL)
        dense = (vectors @ self._vectors.T)[:, self._places]
        lexical = self._lexical.scores(queries)[:, self._places]
        return LabelScores(dense, lexical, self._fusion.fuse(dense, lexical))


def _embed(
    texts: Sequence[str],
    encoder: TextEncoder,
    progress: Callable[[int, int], None] | None,
) -> Vectors:
    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    for start in range(0, len(texts), LABELS_AT_ONCE):
        part = texts[start : start + LABELS_AT_ONCE]
        vectors[start : start + len(part)] = encoder.encode(part, TextKind.LABEL)
        if progress is not None:
            progress(start + len(part), len(texts))
    return vectors
