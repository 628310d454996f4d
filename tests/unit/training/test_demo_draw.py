"""Draws: the same for a seed, within bounds, and as often as asked."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.demo_draw import Draw


def draw(seed: int = 1) -> Draw:
    return Draw(random.Random(seed))  # noqa: S311 - a test


@given(seed=st.integers(0, 10**6), low=st.integers(-50, 50), more=st.integers(0, 50))
def test_a_whole_number_lies_between_its_bounds(seed, low, more) -> None:
    assert low <= draw(seed).whole(low, low + more) <= low + more


@given(seed=st.integers(0, 10**6), values=st.lists(st.integers(), max_size=30))
def test_shuffling_keeps_every_value(seed, values) -> None:
    assert Counter(draw(seed).shuffled(values)) == Counter(values)


@given(seed=st.integers(0, 10**6), least=st.integers(0, 3), most=st.integers(3, 9))
def test_some_gives_different_values_and_not_too_many(seed, least, most) -> None:
    found = draw(seed).some(range(5), least, most)
    assert least <= len(found) <= min(most, 5)
    assert len(set(found)) == len(found)


def test_quotas_are_met_exactly() -> None:
    assert Counter(draw().quotas([("a", 3), ("b", 1)])) == {"a": 3, "b": 1}


def test_weights_set_how_often_a_value_comes() -> None:
    source = draw(7)
    counts = Counter(source.weighted([("often", 9), ("rarely", 1)]) for _ in range(2000))
    assert 1700 < counts["often"] < 1900


def test_a_seed_always_gives_the_same_draws() -> None:
    first, again, other = draw(3), draw(3), draw(4)
    drawn = [[source.whole(0, 999) for _ in range(5)] for source in (first, again, other)]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


def test_picking_from_nothing_is_an_error() -> None:
    with pytest.raises(IndexError):
        draw().pick([])
