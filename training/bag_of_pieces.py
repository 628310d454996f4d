"""The second, fast part of the encoder: a vector for every piece of a word, averaged over a text.

It starts as what the packaged encoder makes of each piece alone, and is tuned on the same pairs as
the network, in batches the network could not afford. What it knows by heart is which words of two
languages go together.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

from training.in_order import as_dataset, in_order
from training.pairs import TITLES_AND_SKILLS, draw_batches

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from training.pairs import Material

    Floats = NDArray[np.float32]

RARE = 1e-3  # smooth inverse frequency: a piece of this probability counts half


@dataclass(frozen=True)
class BagPlan:
    """How the pieces are tuned; see :class:`training.encoder_run.RunPlan` for the names."""

    steps: int = 600
    batch: int = 1024
    learning_rate: float = 5e-3
    scale: float = 20.0
    width: int = 256
    seed: int = 20261125

    def shortened(self, share: float) -> BagPlan:
        """Return the plan with a share of its batches."""
        return replace(self, steps=max(1, round(share * self.steps)))


def first_vectors(pieces: Floats, log_probabilities: Floats, width: int) -> Floats:
    """Return the vectors to start from.

    Parameters
    ----------
    pieces
        Shape (n, dimension): each piece as the encoder embeds it alone.
    log_probabilities
        Shape (n,), of the tokenizer's unigram model.
    width
        Principal directions to keep.

    Returns
    -------
    NDArray[np.float32]
        Shape (n, width), frequent pieces shorter (smooth inverse frequency, Arora et al. 2017).
    """
    centred = pieces - pieces.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    weights = RARE / (RARE + np.exp(log_probabilities))
    return np.asarray(centred @ directions[:, ::-1][:, :width] * weights[:, None], dtype=np.float32)


def tune_bag(
    start: Floats, tokenizer: Tokenizer, material: Material, plan: BagPlan, folder: Path
) -> SentenceTransformer:
    """Tune the vectors of the pieces.

    Parameters
    ----------
    start
        From :func:`first_vectors`.
    tokenizer
        Gives the pieces of a text, in the order of the rows.
    material
        What is trained on.
    plan
        How.
    folder
        For the trainer's files.
    """
    model = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=start)], device="cpu"
    )
    rng = random.Random(plan.seed)  # noqa: S311  (spreads, hides nothing)
    trainer = SentenceTransformerTrainer(
        model=model,
        args=SentenceTransformerTrainingArguments(
            output_dir=str(folder),
            max_steps=plan.steps,
            per_device_train_batch_size=plan.batch,
            learning_rate=plan.learning_rate,
            lr_scheduler_type="cosine",
            warmup_steps=plan.steps // 20,
            batch_sampler=in_order,
            logging_steps=50,
            save_strategy="no",
            seed=plan.seed,
            use_cpu=True,
            report_to="none",
            dataloader_pin_memory=False,
        ),
        train_dataset=as_dataset(
            list(draw_batches(material, TITLES_AND_SKILLS, plan.steps, plan.batch, rng))
        ),
        loss=MultipleNegativesRankingLoss(
            model,
            scale=plan.scale,
            directions=("query_to_doc", "doc_to_query", "query_to_query", "doc_to_doc"),
        ),
    )
    trainer.train()
    return model
