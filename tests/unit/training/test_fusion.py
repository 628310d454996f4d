from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcher.evaluation.halves import Half
from matcher.evaluation.label_task import LabelQuery, LabelTask
from matcher.taxonomy.fusion import FusionMethod, parse_fusion
from matcher.taxonomy.label_ranker import LabelScores
from training.fusion import SHARES, FusionTrials, best_setting, try_fusions, write_fusion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class TwoViews:
    """The right label is 0: best in the mean of both scores, second in each alone."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def scores(self, queries: Sequence[str]) -> LabelScores:
        self.asked += queries
        dense = np.tile(np.array([0.8, 1.0, 0.0, 0.1], dtype=np.float32), (len(queries), 1))
        lexical = np.tile(np.array([0.8, 0.0, 1.0, 0.1], dtype=np.float32), (len(queries), 1))
        return LabelScores(dense, lexical, dense)


TASK = LabelTask(
    "t",
    tuple(LabelQuery(str(n), f"query {n}", (0,)) for n in range(20)),
    ("a", "b", "c", "d"),
    ("uri:a", "uri:b", "uri:c", "uri:d"),
)


def test_only_the_tuning_half_is_asked():
    ranker = TwoViews()

    trials = try_fusions(TASK, ranker)

    assert ranker.asked == [query.text for query in TASK.of(Half.TUNE).queries]
    assert 0 < trials.n == len(ranker.asked) < len(TASK.queries)


def test_every_method_and_share_is_tried_and_the_best_wins():
    trials = try_fusions(TASK, TwoViews())

    assert set(trials.mrr) == {(method, share) for method in FusionMethod for share in SHARES}
    method, share = best_setting([trials])
    assert trials.mrr[method, share] == 1.0
    assert trials.components((method, share)) == {
        "dense": 0.5,
        "lexical": 0.5,
        "fused": 1.0,
        "gain_over_dense": 0.5,
        "gain_over_lexical": 0.5,
    }


def test_the_mean_over_tasks_decides_and_of_equals_the_least_lexical():
    raw, z = FusionMethod.RAW, FusionMethod.Z
    one = FusionTrials("one", 5, {(raw, 0.5): 0.9, (z, 0.5): 0.6, (z, 0.2): 0.6})
    other = FusionTrials("other", 5, {(raw, 0.5): 0.1, (z, 0.5): 0.6, (z, 0.2): 0.6})

    assert best_setting([one]) == (raw, 0.5)
    assert best_setting([one, other]) == (z, 0.2)


def test_what_is_written_can_be_read(tmp_path: Path):
    trials = try_fusions(TASK, TwoViews())
    path = tmp_path / "fusion-7.json"

    write_fusion(path, (FusionMethod.RAW, 0.4), [trials], "encoder@1")

    found = parse_fusion(path.read_text(encoding="utf-8"))
    assert found.version.startswith("fusion-7@")
    assert (found.method, found.lexical_share) == (FusionMethod.RAW, pytest.approx(0.4))
