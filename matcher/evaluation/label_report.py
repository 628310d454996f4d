"""Measure a ranker of labels on a task, and say what came out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.errors import InputError
from matcher.evaluation.intervals import bootstrap_ci95
from matcher.evaluation.rank_metrics import figures_of, first_right_ranks

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.evaluation.label_task import LabelTask
    from matcher.evaluation.rank_metrics import Ranks
    from matcher.taxonomy.label_ranker import LabelRanker

QUERIES_AT_ONCE = 128  # three float32 rows of the corpus for each


@dataclass(frozen=True)
class LabelRanks:
    """Ranks of the first right element of each query, from 1, one array a component.

    ``by_concept`` is the fused ranking with the labels of one concept counted once.
    """

    dense: Ranks
    lexical: Ranks
    fused: Ranks
    by_concept: Ranks


def rank_labels(
    task: LabelTask, ranker: LabelRanker, progress: Callable[[int, int], None] | None = None
) -> LabelRanks:
    """Rank the whole corpus for every query.

    Parameters
    ----------
    task
        With at least one query.
    ranker
        Over ``task.labels``.
    progress
        Called with the queries done and their number.

    Raises
    ------
    InputError
        There is no query.
    """
    if not task.queries:
        raise InputError(f"There is no query in {task.name}. Use another file, or --half all.")
    concepts, parts = task.concept_numbers(), []
    for start in range(0, len(task.queries), QUERIES_AT_ONCE):
        chunk = task.queries[start : start + QUERIES_AT_ONCE]
        scores, right = ranker.scores([q.text for q in chunk]), [q.right for q in chunk]
        parts.append(
            (
                first_right_ranks(scores.dense, right),
                first_right_ranks(scores.lexical, right),
                first_right_ranks(scores.fused, right),
                first_right_ranks(scores.fused, right, concepts),
            )
        )
        if progress is not None:
            progress(start + len(chunk), len(task.queries))
    return LabelRanks(*(np.concatenate(ranks) for ranks in zip(*parts, strict=True)))


def report_labels(
    task: LabelTask, ranks: LabelRanks, encoder_id: str, seed: int
) -> dict[str, object]:
    """Return the document of ``stegvis evaluate linking`` and ``skills`` with ``--json``.

    Parameters
    ----------
    task
        What was ranked.
    ranks
        Of every query of the task.
    encoder_id
        Reported with the figures.
    seed
        Of the bootstrap.
    """
    unseen = task.unseen()
    return {
        **asdict(figures_of(ranks.fused)),
        "n": len(task.queries),
        "ci95": list(bootstrap_ci95((1 / ranks.fused).tolist(), seed)),
        "encoder": encoder_id,
        "components": {
            name: figures_of(getattr(ranks, name)).mrr for name in ("dense", "lexical", "fused")
        },
        "unseen_concepts": {
            "mrr": figures_of(ranks.fused[unseen]).mrr if unseen.any() else None,
            "n": int(unseen.sum()),
        },
        "mrr_by_concept": figures_of(ranks.by_concept).mrr,
        "task": task.name,
    }


def compare_labels(one: LabelRanks, other: LabelRanks, seed: int) -> dict[str, object]:
    """Return how much better the first is, query by query.

    Parameters
    ----------
    one, other
        Ranks of the same queries.
    seed
        Of the bootstrap.

    Returns
    -------
    dict
        For each component the mean of 1 / rank of ``one`` less that of ``other``, and the 95 %
        interval of that mean; a difference is clear when 0 is outside.
    """
    found: dict[str, object] = {}
    for name in ("dense", "lexical", "fused"):
        paired = 1 / getattr(one, name) - 1 / getattr(other, name)
        found[name] = {
            "mrr": float(paired.mean()),
            "ci95": list(bootstrap_ci95(paired.tolist(), seed)),
        }
    return found
