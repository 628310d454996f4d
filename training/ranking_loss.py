"""The ranking loss of sentence-transformers, computed on rows of like length together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sentence_transformers import SentenceTransformer
    from torch import Tensor

ROWS_TOGETHER = 64


class LengthSortedRankingLoss(MultipleNegativesRankingLoss):  # type: ignore[misc]
    """Every text against all others of its batch, its partner being the right one.

    Labels are short and of very different lengths: without sorting, more than half of what a batch
    computes is padding. The value is that of the parent class.
    """

    def forward(self, sentence_features: Iterable[Mapping[str, Tensor]], labels: Tensor) -> Tensor:
        """Return the loss of a batch of pairs."""
        embeddings = [embed_sorted(self.model, features) for features in sentence_features]
        return self.compute_loss_from_embeddings(embeddings, labels)


def embed_sorted(model: SentenceTransformer, features: Mapping[str, Tensor]) -> Tensor:
    """Embed tokenised texts with little padding.

    Parameters
    ----------
    model
        Takes ``input_ids`` and ``attention_mask``.
    features
        Both of shape (n, longest).

    Returns
    -------
    Tensor
        Shape (n, dimension), in the order given.
    """
    ids, mask = features["input_ids"], features["attention_mask"]
    lengths = mask.sum(dim=1)
    order = lengths.argsort(descending=True)
    parts = []
    for rows in order.split(ROWS_TOGETHER):
        longest = int(lengths[rows].max())
        part = {"input_ids": ids[rows, :longest], "attention_mask": mask[rows, :longest]}
        parts.append(model(part)["sentence_embedding"])
    return torch.cat(parts)[order.argsort()]
