"""What training is looked at with on its way: the tuning half of the development titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from matcher.evaluation.halves import Half
from matcher.evaluation.linking_task import read_linking_task
from matcher.evaluation.rank_metrics import figures_of, first_right_ranks
from training.encoder_run import PROMPT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

TASK = ("melo", "melo_swe_q_sv_c_sv_dev")


def development_measure(data: Path) -> Callable[[SentenceTransformer], dict[str, float]]:
    """Return what measures a model: the dense MRR of Swedish titles, tuning half.

    Parameters
    ----------
    data
        The public evaluation data; where the task is not there, nothing is measured.

    Raises
    ------
    InputError
        The task is there and cannot be read.
    """
    folder = data.joinpath(*TASK)
    if not folder.is_dir():
        return lambda _: {}
    task = read_linking_task(folder).of(Half.TUNE)

    def measure(model: SentenceTransformer) -> dict[str, float]:
        scores = _embed(model, [q.text for q in task.queries]) @ _embed(model, task.labels).T
        ranks = first_right_ranks(scores, [query.right for query in task.queries])
        return {"dev_mrr": figures_of(ranks).mrr}

    return measure


def _embed(model: SentenceTransformer, texts: Sequence[str]) -> NDArray[np.float32]:
    with torch.inference_mode():
        return model.encode(  # type: ignore[no-any-return]
            list(texts),
            prompt=PROMPT,
            batch_size=64,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
