"""Empty places: equal to trying everything, however people are drawn."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.planning.filling import left_empty
from matcher.planning.gaps.figures import Resamples

MOST_JOBS, MOST_PEOPLE = 3, 3


@st.composite
def small(draw):
    people = draw(st.integers(1, MOST_PEOPLE))
    jobs = draw(st.integers(1, MOST_JOBS))
    cells = st.lists(st.booleans(), min_size=jobs, max_size=jobs)
    able = np.array(draw(st.lists(cells, min_size=people, max_size=people)), dtype=bool)
    places = np.array(draw(st.lists(st.integers(1, 2), min_size=jobs, max_size=jobs)))
    times = np.array(draw(st.lists(st.integers(0, 2), min_size=people, max_size=people)), float)
    return able, places, times


def tried(able, places, times):
    """Let everybody drawn take each job she can, or none; the most that are filled."""
    drawn = np.repeat(np.arange(len(times)), times.astype(int))
    choices = [[None, *np.flatnonzero(able[one])] for one in drawn]
    best = 0
    for taken in itertools.product(*choices):
        counts = [sum(one == job for one in taken if one is not None) for job in range(len(places))]
        if all(count <= most for count, most in zip(counts, places, strict=True)):
            best = max(best, sum(counts))
    return int(places.sum()) - best


@given(small())
def test_as_many_stay_empty_as_trying_everything_leaves(programme):
    assert left_empty(*programme) == tried(*programme)


def test_the_interval_holds_the_shortfall_of_half_the_people():
    able = np.array([True] * 10 + [False] * 10)
    figure = Resamples(20, seed=3).shortfall(12, able)
    assert figure.value == 2
    low, high = figure.ci95
    assert low == 0
    assert 4 <= high <= 8


def test_the_same_seed_draws_the_same_people_and_another_does_not():
    able = np.random.default_rng(1).random((30, 4)) < 0.2
    places = np.array([3, 2, 5, 1])
    first, again, other = (Resamples(30, seed).empty_places(able, places, 1) for seed in (1, 1, 2))
    assert first == again
    assert other.value == first.value
    assert first.ci95[0] <= first.value <= first.ci95[1]


def test_nobody_at_all_leaves_every_place_empty():
    figure = Resamples(0, seed=1).empty_places(np.zeros((0, 2), bool), np.array([1, 2]), 0)
    assert figure.value == 3
    assert figure.ci95 == (3, 3)
