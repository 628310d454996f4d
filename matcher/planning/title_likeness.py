"""How alike the names of occupations are: by meaning and by their letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from matcher.planning.way_graph import shares
from matcher.ports import TextKind
from matcher.taxonomy.lexical import LexicalIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matcher.planning.occupations import Occupation
    from matcher.planning.way_graph import Sparse
    from matcher.ports import TextEncoder

NEAREST = 20
SHARPNESS = 3


@dataclass(frozen=True)
class TitleLikeness:
    """Likeness of every two occupations.

    Parameters
    ----------
    values
        Shape (n, n), float32, in [0, 1], zero on the diagonal: half of it :attr:`meaning`, half the
        likeness of spelling.
    meaning
        The same shape: the cosine of the names' vectors after their common mean is taken out.
    nearest
        Shape (n, n): for each row its 20 nearest, weighted by the third power of the likeness;
        a row sums to 1.
    encoder_id
        What made the vectors.
    """

    values: NDArray[np.float32]
    meaning: NDArray[np.float32]
    nearest: Sparse
    encoder_id: str


def title_likeness(occupations: Sequence[Occupation], encoder: TextEncoder) -> TitleLikeness:
    """Compare the names of occupations.

    Parameters
    ----------
    occupations
        n of them, at least 2.
    encoder
        Embeds the names as labels.
    """
    labels = [one.label for one in occupations]
    vectors = encoder.encode(labels, TextKind.LABEL)
    centred = vectors - vectors.mean(axis=0)
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    centred = centred / np.where(norms > 0, norms, 1)
    meaning = np.clip(centred @ centred.T, 0, 1).astype(np.float32)
    values = (meaning + LexicalIndex(labels).scores(labels)) / 2
    for table in (meaning, values):
        np.fill_diagonal(table, 0)
    return TitleLikeness(values, meaning, _nearest(values), encoder.id)


def _nearest(values: NDArray[np.float32]) -> Sparse:
    count = len(values)
    most = min(NEAREST, count - 1)
    columns = np.argpartition(-values, most, axis=1)[:, :most]
    rows = np.repeat(np.arange(count), most)
    weights = values[rows, columns.ravel()] ** SHARPNESS
    return shares(
        sparse.csr_matrix((weights, (rows, columns.ravel())), shape=(count, count))
    ).tocsr()
