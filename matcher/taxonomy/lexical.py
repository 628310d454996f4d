"""How alike the spelling of texts and labels is: TF-IDF over character n-grams.

Swedish puts words together ("industristädare"), so parts of words must count; n-grams of 2 to 4
characters within words do that without a dictionary. They are taken of each text as it is and as
it sounds, so that "arkitekt" is like "architect". What else was tried on the tuning halves, and
what it gave, stands in docs/adr/0011-ranking-labels.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from matcher.taxonomy.script import script_of
from matcher.taxonomy.spelling import folded, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

NGRAMS = (2, 4)


class LexicalIndex:
    """Labels by their n-grams; how rare an n-gram is, is counted over the labels alone.

    Parameters
    ----------
    labels
        n labels, in any language.

    Examples
    --------
    >>> index = LexicalIndex(["murare", "undersköterska", "مساعد طباخ"])
    >>> int(index.scores(["Sköterska"]).argmax())
    1
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self._size = len(labels)
        self._scripts = np.array([script_of(label) or "" for label in labels], dtype=np.str_)
        written = any(plain(label) for label in labels)
        self._views = [_View(labels, view) for view in (plain, folded)] if written else []

    def scores(self, queries: Sequence[str]) -> Scores:
        """Score every label for each query.

        Parameters
        ----------
        queries
            q texts in any language.

        Returns
        -------
        Scores
            Shape (q, n), float32 in [0, 1]; 1 is the same but for case. 0 where query and label are
            in different scripts, or share no n-gram.
        """
        found = np.zeros((len(queries), self._size), dtype=np.float32)
        if not queries:
            return found
        for view in self._views:
            found += view.cosines(queries) / len(self._views)
        for row, query in enumerate(queries):
            script = script_of(query)
            if script is not None:
                found[row, (self._scripts != script) & (self._scripts != "")] = 0
        return np.asarray(np.clip(found, 0, 1), dtype=np.float32)


class _View:
    """Labels in one way of writing them down."""

    def __init__(self, labels: Sequence[str], view: Callable[[str], str]) -> None:
        self._grams = TfidfVectorizer(
            preprocessor=view,
            analyzer="char_wb",
            ngram_range=NGRAMS,
            sublinear_tf=True,
            dtype=np.float32,
        )
        self._labels = self._grams.fit_transform(labels).T.tocsr()

    def cosines(self, queries: Sequence[str]) -> Scores:
        """Return the cosine of every query with every label, shape (q, n)."""
        return np.asarray((self._grams.transform(queries) @ self._labels).toarray())
