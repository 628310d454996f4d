"""The sector of what people tell: a logistic regression over vectors and character n-grams.

Nearest neighbours lean towards texts in the same language; a linear reader leans less, most of all
for Somali and Tigrinya, where the encoder is weakest and the words themselves help. It is fitted in
a fraction of a second whenever it is needed, so there is nothing to keep that could fall out of
step with the encoder or the ladders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matcher.ports import Vectors

# Set by cross-validation on the reference texts (docs/reference/evaluation.md).
INVERSE_REGULARISATION = 10.0
WORK_TEXT_WEIGHT = 0.3
NGRAM_WEIGHT = 1.5
NGRAMS = (3, 5)
LEAST_TEXTS = 2
MOST_ITERATIONS = 2_000


class ToldClassifier:
    """Classifies told experiences.

    Parameters
    ----------
    texts
        n reference texts.
    vectors
        Shape (n, d): the same texts embedded.
    classes
        Shape (n,): class numbers, from 0 up; the last class is the background.
    told
        Shape (n,), bool: which of them are told experiences; texts about jobs weigh less.
    """

    def __init__(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        classes: NDArray[np.intp],
        told: NDArray[np.bool_],
    ) -> None:
        self._ngrams = TfidfVectorizer(
            analyzer="char_wb", ngram_range=NGRAMS, sublinear_tf=True, min_df=LEAST_TEXTS
        ).fit(texts)
        self._model = LogisticRegression(
            C=INVERSE_REGULARISATION, max_iter=MOST_ITERATIONS, class_weight="balanced"
        )
        weights = np.where(told, 1.0, WORK_TEXT_WEIGHT)
        self._model.fit(self._features(texts, vectors), classes, sample_weight=weights)

    def log_odds(self, texts: Sequence[str], vectors: Vectors) -> NDArray[np.float64]:
        """Return the linear score of each class, shape (n, classes); higher is likelier."""
        if not texts:
            return np.zeros((0, len(self._model.classes_)))
        return np.asarray(self._model.decision_function(self._features(texts, vectors)))

    def _features(self, texts: Sequence[str], vectors: Vectors) -> csr_matrix:
        counted = NGRAM_WEIGHT * self._ngrams.transform(texts)
        return csr_matrix(hstack([csr_matrix(vectors), counted]))
