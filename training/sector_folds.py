"""Folds of the reference texts in which no text can be told from its like.

Many reference texts share a sentence frame, say the same in another language, or are one half of a
pair that differs in a word. Cross-validation that puts one of them into training and the other into
validation flatters, so texts that are alike stay together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matcher.ports import Vectors

LIKE_IN_LETTERS = 0.5
LIKE_IN_MEANING = 0.8


def groups_of_like_texts(
    texts: Sequence[str], langs: Sequence[str], pairs: Sequence[str | None], vectors: Vectors
) -> NDArray[np.intp]:
    """Return a group number for each text; texts that are alike, also through others, share one.

    Parameters
    ----------
    texts
        n texts.
    langs
        Their languages; letters are compared within a language.
    pairs
        Names of pairs, in all languages; ``None`` for a text that is in none.
    vectors
        Shape (n, d): the same texts embedded. A cosine above 0.8 is a translation or a repeat.

    Examples
    --------
    >>> groups_of_like_texts(
    ...     ["I cut hair.", "I cut my hair.", "Jag lagade mat.", "Jag kokade soppa."],
    ...     ["en", "en", "sv", "sv"], [None, None, "food", "food"], np.eye(4, dtype=np.float32),
    ... ).tolist()
    [0, 0, 1, 1]
    """
    counted = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True
    ).fit_transform(texts)
    one_language = np.equal.outer(np.array(langs), np.array(langs))
    alike = ((counted @ counted.T).toarray() > LIKE_IN_LETTERS) & one_language
    alike |= vectors @ vectors.T > LIKE_IN_MEANING
    named = np.array([pair or "" for pair in pairs])
    alike |= np.equal.outer(named, named) & (named != "")
    _, groups = connected_components(coo_matrix(alike), directed=False)
    return np.asarray(groups, dtype=np.intp)


def fold_of_each(
    groups: NDArray[np.intp], folds: int, rng: np.random.Generator
) -> NDArray[np.intp]:
    """Return a fold number for each text; a whole group falls into one fold.

    Groups are dealt largest first to the smallest fold, in random order where they are equal.

    Examples
    --------
    >>> fold_of_each(np.array([0, 0, 0, 1, 2]), 2, np.random.default_rng(1)).tolist()
    [0, 0, 0, 1, 1]
    """
    numbers, sizes = np.unique(groups, return_counts=True)
    order = rng.permutation(len(numbers))
    order = order[np.argsort(-sizes[order], kind="stable")]
    fold_of_group = np.empty(len(numbers), dtype=np.intp)
    held = np.zeros(folds, dtype=np.intp)
    for group in order:
        fold = int(held.argmin())
        fold_of_group[group] = fold
        held[fold] += sizes[group]
    return fold_of_group[np.searchsorted(numbers, groups)]
