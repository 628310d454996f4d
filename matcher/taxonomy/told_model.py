"""Fitting the reader of what people tell: what is chosen, what is learnt from, what comes out.

What comes out is numbers and strings only, so it can be kept without anything that could run.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matcher.ports import Vectors

    Sparse = Any  # scipy.sparse.csr_matrix, which has no types of its own

NGRAMS = (3, 5)
LEAST_TEXTS = 2
MOST_ITERATIONS = 2_000

FORMAT = 1  # raised when fitting or reading changes here
_SHAPING_LIBRARIES = ("numpy", "scipy", "scikit-learn")


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


@dataclass(frozen=True)
class ToldExamples:
    """What is learnt from.

    Parameters
    ----------
    texts
        n reference texts.
    classes
        Shape (n,): class numbers, from 0 up; the last class is the background.
    told
        Shape (n,), bool: which of them are told experiences; texts about jobs weigh less.
    """

    texts: Sequence[str]
    classes: NDArray[np.intp]
    told: NDArray[np.bool_]

    def fingerprint(self, encoder_id: str, choices: ToldChoices) -> str:
        """Return a hexadecimal SHA-256 over everything that a fitted model depends on.

        Parameters
        ----------
        encoder_id
            Id of the encoder that embeds the texts.
        choices
            How it is fitted.
        """
        document = {
            "format": FORMAT,
            "libraries": {name: version(name) for name in _SHAPING_LIBRARIES},
            "settings": [NGRAMS, LEAST_TEXTS, MOST_ITERATIONS, asdict(choices)],
            "encoder": encoder_id,
            "texts": list(self.texts),
            "classes": self.classes.tolist(),
            "told": self.told.tolist(),
        }
        canonical = json.dumps(document, sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True)
class ToldModel:
    """What is learnt: a linear score for each class.

    Parameters
    ----------
    ngrams
        m character n-grams, by the number of their column.
    rarity
        Shape (m,), float64: inverse document frequency of each.
    weights
        Shape (classes, d + m), float64: of a vector and of its text's n-grams.
    intercepts
        Shape (classes,), float64.
    """

    ngrams: tuple[str, ...]
    rarity: NDArray[np.float64]
    weights: NDArray[np.float64]
    intercepts: NDArray[np.float64]


def fit_told(examples: ToldExamples, vectors: Vectors, choices: ToldChoices) -> ToldModel:
    """Fit a logistic regression over vectors and character n-grams.

    Parameters
    ----------
    examples
        n of them, of two classes at least.
    vectors
        Shape (n, d): their texts embedded.
    choices
        How it is fitted.
    """
    # Takes seconds to import, and a model that is kept is not fitted.
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    counter = ngram_counter(min_df=LEAST_TEXTS)
    features = joined(vectors, counter.fit_transform(examples.texts), choices)
    model = LogisticRegression(
        C=choices.inverse_regularisation, max_iter=MOST_ITERATIONS, class_weight="balanced"
    )
    weights = np.where(examples.told, 1.0, choices.work_text_weight)
    model.fit(features, examples.classes, sample_weight=weights)
    ngrams = tuple(counter.get_feature_names_out().tolist())
    return ToldModel(ngrams, counter.idf_, model.coef_, model.intercept_)


def ngram_counter(**rest: Any) -> Any:  # noqa: ANN401  (third party)
    """Return what counts character n-grams, for fitting and for reading alike."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  (as above)

    return TfidfVectorizer(analyzer="char_wb", ngram_range=NGRAMS, sublinear_tf=True, **rest)


def joined(vectors: Vectors, counted: Sparse, choices: ToldChoices) -> Sparse:
    """Return vectors and counted n-grams side by side, shape (n, d + m)."""
    from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415  (as above)

    return csr_matrix(hstack([csr_matrix(vectors), choices.ngram_weight * counted]))
