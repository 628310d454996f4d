from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from matcher.evaluation.rank_metrics import figures_of, first_right_ranks


def ranks(row: list[float], right: list[int], groups: list[int] | None = None) -> int:
    found = first_right_ranks(
        np.array([row], dtype=np.float32), [right], None if groups is None else np.array(groups)
    )
    return int(found[0])


def test_the_best_right_one_counts():
    assert ranks([0.1, 0.9, 0.5, 0.7], [0, 2]) == 3


def test_ties_stand_in_the_order_of_the_corpus():
    assert ranks([0.5, 0.5, 0.5], [0]) == 1
    assert ranks([0.5, 0.5, 0.5], [2]) == 3
    assert ranks([0.5, 0.5, 0.5], [1, 2]) == 2


def test_scoring_everything_alike_gains_nothing():
    rows = np.zeros((500, 500), dtype=np.float32)

    found = first_right_ranks(rows, [[number] for number in range(500)])

    assert figures_of(found).mrr == pytest.approx(sum(1 / n for n in range(1, 501)) / 500)


def test_no_number_is_no_merit():
    assert ranks([np.nan, 0.5, 0.1], [0]) == 3
    assert ranks([0.5, np.nan, np.nan], [1]) == 2


def test_labels_of_one_concept_can_count_once():
    row, right = [0.9, 0.8, 0.7, 0.6, 0.5], [4]

    assert ranks(row, right) == 5
    assert ranks(row, right, groups=[0, 0, 1, 1, 2]) == 3


@given(
    arrays(np.float32, (3, 8), elements=st.sampled_from([0.0, 0.25, 0.5, 0.75])),
    st.lists(st.sets(st.integers(0, 7), min_size=1), min_size=3, max_size=3),
)
def test_as_a_stable_sort_says(scores: np.ndarray, right: list[set[int]]):
    found = first_right_ranks(scores, [sorted(wanted) for wanted in right])

    for row, wanted, rank in zip(scores, right, found, strict=True):
        order = np.argsort(-row, kind="stable").tolist()
        assert rank == 1 + min(order.index(number) for number in wanted)


def test_figures():
    found = figures_of(np.array([1, 2, 10, 11]))

    assert found.mrr == pytest.approx((1 + 0.5 + 0.1 + 1 / 11) / 4)
    assert (found.success_at_1, found.success_at_5, found.success_at_10) == (0.25, 0.5, 0.75)
