"""Two scores of a label made one: how, and with what shares, stands in a versioned JSON file.

``stegvis-train fusion`` writes the file anew for another encoder (docs/how-to/engineer.md).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata

from matcher.errors import ArtifactError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

_MEND = "Take the file that ships with Stegvis."
RANK_OFFSET = 60  # the usual constant of reciprocal rank fusion


class FusionMethod(StrEnum):
    """On what scale the scores of a query are before they are added."""

    RAW = "raw"  # as they are
    Z = "z"  # less their mean over the corpus, in standard deviations
    RANK = "rank"  # 1 / (60 + rank), reciprocal rank fusion


@dataclass(frozen=True)
class Fusion:
    """How a dense and a lexical score become one.

    Parameters
    ----------
    version
        Name of the file's version with a hash of its content.
    method
        The scale both are brought to.
    lexical_share
        Weight of the lexical score in [0, 1]; the rest is the dense one's.
    """

    version: str
    method: FusionMethod
    lexical_share: float

    def __post_init__(self) -> None:
        if not 0 <= self.lexical_share <= 1:
            raise ArtifactError(
                f"The lexical share of fusion {self.version} is {self.lexical_share}; it must be "
                "in 0 to 1. Take the file that ships with Stegvis."
            )

    def fuse(self, dense: Scores, lexical: Scores) -> Scores:
        """Return the fused scores of some queries.

        Parameters
        ----------
        dense, lexical
            Shape (q, n), higher is better.

        Returns
        -------
        Scores
            Shape (q, n), float32, higher is better; comparable within a query. A query without any
            lexical likeness (another script, no shared n-gram) is ranked by the dense score.
        """
        return mixed(
            scaled(dense, self.method), scaled_alike(lexical, self.method), self.lexical_share
        )


def mixed(dense: Scores, lexical: Scores, lexical_share: float) -> Scores:
    """Return the weighted sum of two scores that are scaled already.

    Parameters
    ----------
    dense, lexical
        Shape (q, n), of :func:`scaled` and :func:`scaled_alike`.
    lexical_share
        In [0, 1].
    """
    share = np.float32(lexical_share)
    return np.asarray((1 - share) * dense + share * lexical, dtype=np.float32)


def scaled_alike(lexical: Scores, method: FusionMethod) -> Scores:
    """Bring lexical scores to a scale, and leave a query at 0 that is like no label.

    Parameters and result as for :func:`scaled`.
    """
    # Ranks of equal scores would be as high as any.
    return np.where(lexical.any(axis=1, keepdims=True), scaled(lexical, method), np.float32(0))


def scaled(scores: Scores, method: FusionMethod) -> Scores:
    """Bring the scores of each query to the scale of a method.

    Parameters
    ----------
    scores
        Shape (q, n).
    method
        The scale.

    Returns
    -------
    Scores
        Shape (q, n), float32, in the same order within each row; a row without differences is 0
        in ``z``.
    """
    if method is FusionMethod.RAW or not scores.size:
        return scores.astype(np.float32, copy=True)
    if method is FusionMethod.RANK:
        ranks = rankdata(-scores, method="average", axis=1)
        return np.asarray(1 / (RANK_OFFSET + ranks), dtype=np.float32)
    spread = scores.std(axis=1, keepdims=True)
    moved = scores - scores.mean(axis=1, keepdims=True)
    even = np.zeros_like(moved)
    return np.asarray(np.divide(moved, spread, out=even, where=spread > 0), dtype=np.float32)


def parse_fusion(document: str) -> Fusion:
    """Read the text of a fusion file.

    Raises
    ------
    ArtifactError
        It is not JSON, a key is missing, or a value cannot be.
    """
    digest = hashlib.sha256(document.encode()).hexdigest()[:8]
    try:
        raw = json.loads(document)
        version, share = f"{raw['version']}@{digest}", float(raw["lexical_share"])
        method = FusionMethod(raw["method"])
    except (ValueError, KeyError, TypeError) as error:
        raise ArtifactError(f"The fusion file cannot be read: {error}. {_MEND}") from error
    return Fusion(version, method, share)
