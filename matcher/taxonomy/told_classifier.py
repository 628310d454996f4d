"""The sector of what people tell: a logistic regression over vectors and character n-grams.

Nearest neighbours lean towards texts in the same language; a linear reader leans less, most of all
for Somali and Tigrinya, where the encoder is weakest and the words themselves help. It is fitted in
about a second whenever it is needed, so there is nothing to keep that could fall out of step with
the encoder or the ladders.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matcher.ports import Vectors

NGRAMS = (3, 5)
LEAST_TEXTS = 2
MOST_ITERATIONS = 2_000


@dataclass(frozen=True, slots=True)
class ToldChoices:
    """What is chosen by cross-validation on the reference texts (``stegvis-train sectors``).

    Parameters
    ----------
    inverse_regularisation
        C of the regression, above 0; a larger one trusts single texts more.
    ngram_weight
        Weight of the n-grams beside a vector of length 1, at least 0.
    work_text_weight
        Weight of a text about a job beside a told experience, in (0, 1].
    margin
        Added to the log-odds of the background; more leaves more texts without a sector.
    """

    inverse_regularisation: float = 10.0
    ngram_weight: float = 2.0
    work_text_weight: float = 0.3
    margin: float = -0.4


CHOSEN = ToldChoices()


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
    choices
        How it is fitted.
    """

    def __init__(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        classes: NDArray[np.intp],
        told: NDArray[np.bool_],
        choices: ToldChoices = CHOSEN,
    ) -> None:
        self._choices = choices
        self._ngrams = TfidfVectorizer(
            analyzer="char_wb", ngram_range=NGRAMS, sublinear_tf=True, min_df=LEAST_TEXTS
        )
        features = self._joined(vectors, self._ngrams.fit_transform(texts))
        self._model = LogisticRegression(
            C=choices.inverse_regularisation, max_iter=MOST_ITERATIONS, class_weight="balanced"
        )
        weights = np.where(told, 1.0, choices.work_text_weight)
        self._model.fit(features, classes, sample_weight=weights)

    def log_odds(self, texts: Sequence[str], vectors: Vectors) -> NDArray[np.float64]:
        """Return the linear score of each class, shape (n, classes); higher is likelier.

        The margin is in the score of the background.
        """
        if not texts:
            return np.zeros((0, len(self._model.classes_)))
        features = self._joined(vectors, self._ngrams.transform(texts))
        scores = np.array(self._model.decision_function(features))
        scores[:, -1] += self._choices.margin
        return scores

    def _joined(self, vectors: Vectors, counted: csr_matrix) -> csr_matrix:
        return csr_matrix(hstack([csr_matrix(vectors), self._choices.ngram_weight * counted]))
