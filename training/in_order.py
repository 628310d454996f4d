"""Batches as they were drawn: who stands together was chosen, so nothing is shuffled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasets import Dataset
from torch.utils.data import BatchSampler, SequentialSampler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.pairs import Pair


def in_order(dataset: Any, batch_size: int, **_: object) -> BatchSampler:  # noqa: ANN401
    """Return a sampler that keeps the order of the rows."""
    return BatchSampler(SequentialSampler(dataset), batch_size, drop_last=True)


def as_dataset(batches: Sequence[Sequence[Pair]]) -> Dataset:
    """Return the pairs of batches one after another, as columns that a trainer reads.

    Raises
    ------
    ValueError
        The batches are not of one size.
    """
    if len({len(batch) for batch in batches}) != 1:
        raise ValueError("Batches are of different sizes: there is too little to draw from.")
    pairs = [pair for batch in batches for pair in batch]
    return Dataset.from_dict(
        {"anchor": [one for one, _ in pairs], "positive": [other for _, other in pairs]}
    )
