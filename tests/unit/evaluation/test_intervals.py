from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from often import often

from matcher.evaluation.intervals import bootstrap_ci95

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_values_that_do_not_differ_have_no_width():
    assert bootstrap_ci95([0.25] * 7, seed=3) == (0.25, 0.25)
    assert bootstrap_ci95([1.0], seed=3) == (1.0, 1.0)


def test_half_of_four_hundred_is_as_wide_as_theory_says():
    low, high = bootstrap_ci95([0.0, 1.0] * 200, seed=1)

    half_width = 1.96 * np.sqrt(0.25 / 400)
    assert low == pytest.approx(0.5 - half_width, abs=0.004)
    assert high == pytest.approx(0.5 + half_width, abs=0.004)


@given(SHARES, st.integers(0, 1_000))
@often(30)
def test_the_interval_lies_in_the_values_and_is_repeatable(values: list[float], seed: int):
    low, high = bootstrap_ci95(values, seed)

    assert min(values) - 1e-12 <= low <= high <= max(values) + 1e-12
    assert (low, high) == bootstrap_ci95(values, seed)


def test_another_seed_draws_other_rows():
    values = list(np.linspace(0, 1, 37))

    assert bootstrap_ci95(values, seed=1) != bootstrap_ci95(values, seed=2)
