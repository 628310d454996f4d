"""The sector of what people tell: a linear score over vectors and character n-grams.

Nearest neighbours lean towards texts in the same language; a linear reader leans less, most of all
for Somali and Tigrinya, where the encoder is weakest and the words themselves help.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.taxonomy.told_model import CHOSEN, joined, ngram_counter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matcher.ports import Vectors
    from matcher.taxonomy.told_model import ToldChoices, ToldModel


class ToldClassifier:
    """Classifies told experiences.

    Parameters
    ----------
    model
        From :func:`matcher.taxonomy.told_model.fit_told`.
    choices
        How it was fitted.
    """

    def __init__(self, model: ToldModel, choices: ToldChoices = CHOSEN) -> None:
        self._model = model
        self._choices = choices
        # Made here, so that the first question does not wait for the library behind it.
        self._counter = ngram_counter(
            vocabulary={ngram: column for column, ngram in enumerate(model.ngrams)}
        )
        self._counter.idf_ = model.rarity

    def log_odds(self, texts: Sequence[str], vectors: Vectors) -> NDArray[np.float64]:
        """Return the linear score of each class, shape (n, classes); higher is likelier.

        Parameters
        ----------
        texts
            n told experiences.
        vectors
            Shape (n, d): the same embedded.

        Returns
        -------
        NDArray
            The margin is in the score of the background.
        """
        if not texts:
            return np.zeros((0, len(self._model.intercepts)))
        features = joined(vectors, self._counter.transform(texts), self._choices)
        scores = np.asarray(features @ self._model.weights.T) + self._model.intercepts
        scores[:, -1] += self._choices.margin
        return scores
