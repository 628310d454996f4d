"""Set how dense and lexical likeness of labels become one, on tuning halves alone.

Every method and share is tried on every task; the pair with the best mean MRR over the tasks wins.
Two numbers are chosen from a few dozen trials, so there is little to fit by chance.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.evaluation.halves import Half
from matcher.evaluation.label_report import QUERIES_AT_ONCE
from matcher.evaluation.rank_metrics import figures_of, first_right_ranks
from matcher.taxonomy.fusion import Fusion, FusionMethod, mixed, scaled, scaled_alike

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from matcher.evaluation.label_task import LabelTask
    from matcher.evaluation.rank_metrics import Ranks
    from matcher.taxonomy.label_ranker import LabelRanker

SHARES = tuple(round(0.1 * step, 1) for step in range(11))
UNTUNED = Fusion("untuned", FusionMethod.RAW, 0.0)

Setting = tuple[FusionMethod, float]


@dataclass(frozen=True)
class FusionTrials:
    """MRR of one task under every setting.

    Parameters
    ----------
    task
        Its name.
    n
        Queries.
    mrr
        By method and lexical share.
    """

    task: str
    n: int
    mrr: Mapping[Setting, float]

    def components(self, chosen: Setting) -> dict[str, float]:
        """Return the MRR of each component, fused under a setting, and what the fusion gains."""
        dense = self.mrr[FusionMethod.RAW, 0.0]
        lexical = self.mrr[FusionMethod.RAW, 1.0]
        fused = self.mrr[chosen]
        return {
            "dense": dense,
            "lexical": lexical,
            "fused": fused,
            "gain_over_dense": fused - dense,
            "gain_over_lexical": fused - lexical,
        }


def try_fusions(
    task: LabelTask, ranker: LabelRanker, progress: Callable[[int, int], None] | None = None
) -> FusionTrials:
    """Measure every method and share on the tuning half of a task.

    Parameters
    ----------
    task
        All of it; its other half is not looked at.
    ranker
        Over the task's labels.
    progress
        Called with the queries done and their number.
    """
    queries = task.of(Half.TUNE).queries
    ranks: dict[Setting, list[Ranks]] = {}
    for start in range(0, len(queries), QUERIES_AT_ONCE):
        chunk = queries[start : start + QUERIES_AT_ONCE]
        scores, right = ranker.scores([q.text for q in chunk]), [q.right for q in chunk]
        for method in FusionMethod:
            dense, lexical = scaled(scores.dense, method), scaled_alike(scores.lexical, method)
            for share in SHARES:
                fused = mixed(dense, lexical, share)
                ranks.setdefault((method, share), []).append(first_right_ranks(fused, right))
        if progress is not None:
            progress(start + len(chunk), len(queries))
    mrr = {setting: figures_of(np.concatenate(parts)).mrr for setting, parts in ranks.items()}
    return FusionTrials(task.name, len(queries), mrr)


def best_setting(trials: Sequence[FusionTrials]) -> Setting:
    """Return the setting with the best mean MRR over tasks; of equal ones the least lexical.

    Parameters
    ----------
    trials
        At least one.
    """
    settings = sorted(trials[0].mrr, key=lambda setting: setting[1])
    return max(settings, key=lambda setting: sum(trial.mrr[setting] for trial in trials))


def write_fusion(
    path: Path, setting: Setting, trials: Sequence[FusionTrials], encoder_id: str
) -> None:
    """Write the fusion file; its version is the file's name.

    Parameters
    ----------
    path
        For example ``models/weights/fusion-1.json``.
    setting
        Chosen method and lexical share.
    trials
        What it was chosen on; their figures are kept beside it.
    encoder_id
        The encoder it was tuned for.
    """
    method, share = setting
    document = {
        "version": path.stem,
        "made_by": "stegvis-train fusion, on tuning halves",
        "method": method.value,
        "lexical_share": share,
        "encoder": encoder_id,
        "tuned_on": {
            trial.task: {
                "n": trial.n,
                **{name: round(v, 4) for name, v in trial.components(setting).items()},
            }
            for trial in trials
        },
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
