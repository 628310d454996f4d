from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from matcher.errors import InputError
from matcher.evaluation import label_report
from matcher.evaluation.label_report import (
    LabelRanks,
    compare_labels,
    rank_labels,
    report_labels,
)
from matcher.evaluation.label_task import LabelQuery, LabelTask, is_held_out
from matcher.taxonomy.label_ranker import LabelScores

if TYPE_CHECKING:
    from collections.abc import Sequence

HELD = next(f"uri:{n}" for n in range(99) if is_held_out(f"uri:{n}"))
KNOWN = next(f"uri:{n}" for n in range(99) if not is_held_out(f"uri:{n}"))
# Two labels of one known concept stand before the right one of the held-out concept.
TASK = LabelTask(
    "titles",
    (LabelQuery("q1", "one", (2,)), LabelQuery("q2", "two", (0,)), LabelQuery("q3", "one", (1, 2))),
    ("a", "b", "c"),
    (KNOWN, KNOWN, HELD),
)


class FixedRanker:
    """Scores by the text of a query: `one` likes c last, `two` likes a first, dense c first."""

    def scores(self, queries: Sequence[str]) -> LabelScores:
        fused = {"one": [0.9, 0.8, 0.7], "two": [0.9, 0.8, 0.7]}
        rows = np.array([fused[query] for query in queries], dtype=np.float32)
        return LabelScores(dense=-rows, lexical=np.zeros_like(rows), fused=rows)


def ranks_of(*ranks: int) -> LabelRanks:
    row = np.array(ranks)
    return LabelRanks(row, row, row, row)


def rank(at_once: int, monkeypatch: pytest.MonkeyPatch) -> tuple[LabelRanks, list[Any]]:
    told: list[Any] = []
    monkeypatch.setattr(label_report, "QUERIES_AT_ONCE", at_once)
    ranker = cast("Any", FixedRanker())
    return rank_labels(TASK, ranker, lambda done, total: told.append((done, total))), told


@pytest.mark.parametrize("at_once", [1, 2, 128])
def test_every_component_is_ranked_whatever_the_parts(
    at_once: int, monkeypatch: pytest.MonkeyPatch
):
    ranks, told = rank(at_once, monkeypatch)

    assert ranks.fused.tolist() == [3, 1, 2]
    assert ranks.dense.tolist() == [1, 3, 1]
    assert ranks.lexical.tolist() == [3, 1, 2]
    assert ranks.by_concept.tolist() == [2, 1, 2]
    assert told[-1] == (3, 3)


def test_the_document(monkeypatch: pytest.MonkeyPatch):
    ranks, _ = rank(128, monkeypatch)

    found = report_labels(TASK, ranks, "encoder@1", seed=1)

    low, high = cast("list[float]", found.pop("ci95"))
    assert 1 / 3 <= low < 11 / 18 < high <= 1
    assert found == {
        "mrr": pytest.approx(11 / 18),
        "success_at_1": pytest.approx(1 / 3),
        "success_at_5": 1.0,
        "success_at_10": 1.0,
        "n": 3,
        "encoder": "encoder@1",
        "components": {
            "dense": pytest.approx(7 / 9),
            "lexical": pytest.approx(11 / 18),
            "fused": pytest.approx(11 / 18),
        },
        "unseen_concepts": {"mrr": pytest.approx(1 / 3), "n": 1},
        "mrr_by_concept": pytest.approx(2 / 3),
        "task": "titles",
    }


def test_a_task_without_a_query_says_so():
    empty = LabelTask("titles", (), ("a",), (KNOWN,))

    with pytest.raises(InputError, match="There is no query in titles"):
        rank_labels(empty, cast("Any", FixedRanker()))


def test_a_difference_is_paired():
    better, worse = ranks_of(1, 2, 4, 8), ranks_of(2, 4, 8, 16)

    found = cast("dict[str, Any]", compare_labels(better, worse, seed=1))

    mean = (1 / 2 + 1 / 4 + 1 / 8 + 1 / 16) / 4
    assert found["fused"]["mrr"] == pytest.approx(mean)
    low, high = found["fused"]["ci95"]
    assert 1 / 16 <= low < mean < high <= 1 / 2
    assert cast("dict[str, Any]", compare_labels(worse, better, seed=1))["fused"][
        "mrr"
    ] == pytest.approx(-mean)


def test_a_constant_gain_is_certain_although_the_queries_differ():
    # Unpaired, queries of rank 1 and 100 would drown a gain that every one of them has.
    better, worse = ranks_of(*[1, 3] * 40), ranks_of(*[2, 6] * 40)

    low, _ = cast("dict[str, Any]", compare_labels(better, worse, seed=1))["dense"]["ci95"]

    assert low > 0.25
