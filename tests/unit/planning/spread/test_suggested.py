"""Lists of everybody as suggestions choose them: the same rule as for one person, and figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pair_problems import make_problem, problems
from priced import ids, pair, prices_at

from matcher.planning.spread.curve import Spreading
from matcher.planning.spread.lists import by_score, lengths, shown
from matcher.planning.spread.suggested import Kinds, as_suggested, no_kinds, suggested_figures
from matcher.ranking.shortlist import varied

LENGTH, MINIMUM = 4, 3


@st.composite
def asked(draw: st.DrawFn):
    """Draw a programme, steps of openings, what is a stretch, and prices."""
    problem = draw(problems(people=6, openings=9))
    steps = draw(st.lists(st.integers(0, 2), min_size=problem.openings, max_size=problem.openings))
    count = problem.score.size
    stretch = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    price = draw(
        st.lists(
            st.sampled_from([0.0, 0.05, 0.3, 2.0]),
            min_size=problem.openings,
            max_size=problem.openings,
        )
    )
    kinds = Kinds(np.array(steps, dtype=np.intp), np.array(stretch, dtype=np.bool_))
    return problem, kinds, np.array(price)


@given(asked())
def test_everybody_s_lists_are_those_that_are_suggested_to_each(asked):
    problem, kinds, price = asked

    made = as_suggested(problem, kinds, price, LENGTH, MINIMUM)

    prices = prices_at(MINIMUM, **{f"O{at}": float(each) for at, each in enumerate(price) if each})
    for person in range(problem.people):
        own = np.flatnonzero(problem.person == person)
        found = [
            pair(
                f"O{problem.place[at]}",
                float(problem.score[at]),
                step=f"step{kinds.step[problem.place[at]]}",
                stretch=bool(kinds.stretch[at]),
            )
            for at in own
        ]
        found.sort(key=lambda one: (-one.score, one.card.target.id))
        listed = made.listed[problem.person[made.listed] == person]
        assert [f"O{place}" for place in problem.place[listed]] == ids(
            varied(found, LENGTH, prices)
        )


@given(problems())
def test_without_kinds_and_prices_they_are_lists_by_score(problem):
    made = as_suggested(problem, no_kinds(problem), np.zeros(problem.openings), LENGTH, MINIMUM)
    assert made.listed.tolist() == by_score(problem, LENGTH).listed.tolist()


def test_figures_are_held_against_the_lists_that_are_suggested_without_prices():
    pairs = [(person, place, 0.9 - place / 10) for person in range(4) for place in range(4)]
    problem = make_problem(pairs, 4, [1, 1, 1, 1])
    same_step = Kinds(np.zeros(4, dtype=np.intp), np.zeros(16, dtype=np.bool_))
    usual = as_suggested(problem, same_step, np.zeros(4), 10, MINIMUM)
    made = as_suggested(problem, same_step, np.array([0.5, 0, 0, 0]), 10, MINIMUM)
    assert shown(problem, usual).tolist() == [4, 4, 4, 0]
    assert shown(problem, made).tolist() == [0, 4, 4, 4]
    assert set(lengths(problem, made)) == {3}

    ones = np.ones(4, dtype=np.intp)
    found = suggested_figures(problem, made, usual, ones, MINIMUM)
    by_rank = 1 / np.log2([2, 3, 4])
    assert found.ndcg == pytest.approx(
        (np.array([0.8, 0.7, 0.6]) @ by_rank) / (np.array([0.9, 0.8, 0.7]) @ by_rank)
    )
    assert (found.gini, found.least) == (pytest.approx(0.25), 3)
    assert found.lowest_ndcg == pytest.approx(found.ndcg)


def test_prices_spread_suggested_lists_too_and_the_strength_that_halves_them_is_found():
    rng = np.random.default_rng(2)
    liked = rng.normal(0, 0.15, 20)
    pairs = [
        (person, place, float(np.clip(0.5 + liked[place] + rng.normal(0, 0.1), 0.01, 1)))
        for person in range(60)
        for place in range(20)
    ]
    problem = make_problem(pairs, 60, rng.integers(1, 4, 20).tolist())
    kinds = Kinds(np.arange(20) % 8, np.zeros(len(pairs), dtype=np.bool_))
    spreading = Spreading(problem, problem.capacity, 5, 3, kinds=kinds)

    usual = spreading.at(0.0)[1].suggested
    half = spreading.at_half_the_gini(suggested=True)

    assert (usual.ndcg, usual.least) == (1.0, 5)
    assert half is not None
    assert half.suggested.gini <= usual.gini / 2
    assert half.suggested.least >= MINIMUM
    assert 0.9 < half.suggested.ndcg < 1
    just_weaker = spreading.at(round(half.strength - 0.01, 2))[1]
    assert just_weaker.suggested.gini > usual.gini / 2
