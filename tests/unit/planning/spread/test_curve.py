"""Budgets by strength, how even exposure is, and what it costs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pair_problems import make_problem, problems, random_problem
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from matcher.errors import InputError
from matcher.planning.spread.budgets import budgets
from matcher.planning.spread.curve import STRENGTHS, Spreading
from matcher.planning.spread.figures import discounted, gini, ndcg
from matcher.planning.spread.lists import Lists, by_score, shown

LENGTH = 4


def ones(count: int) -> np.ndarray:
    return np.ones(count, dtype=np.intp)


def usual_of(problem):
    return shown(problem, by_score(problem, LENGTH))


@given(problems(), st.floats(0, 1), st.floats(0, 1))
def test_more_strength_never_gives_a_larger_budget(problem, one, other):
    weight = problem.capacity + 1
    weak, strong = (
        budgets(problem, usual_of(problem), weight, strength) for strength in sorted((one, other))
    )
    assert (strong <= weak).all()


@given(problems())
def test_at_full_strength_the_budgets_hold_all_the_slots_and_one_less_would_not(problem):
    usual, weight = usual_of(problem), problem.capacity + 1
    reach = np.bincount(problem.place, minlength=problem.openings)
    allowed = budgets(problem, usual, weight, 1.0)
    assert np.minimum(allowed, reach).sum() >= usual.sum()
    fewer = np.minimum(np.maximum(allowed - weight, 0), reach)
    assert not usual.sum() or fewer.sum() < usual.sum()


@given(problems())
def test_no_strength_is_no_budget_and_a_little_is_none_that_binds(problem):
    usual, weight = usual_of(problem), problem.capacity + 1
    assert (budgets(problem, usual, weight, 0.0, own=0 * weight) == problem.people).all()
    assert (budgets(problem, usual, weight, 1e-12) >= usual).all()


def test_an_opening_may_set_a_lower_budget_of_its_own():
    problem = random_problem(1, 30, 5, 2, 0.8)
    own = np.array([0, 2, 30, 30, 30])
    allowed = budgets(problem, usual_of(problem), ones(5), 0.1, own)
    assert allowed[:2].tolist() == [0, 2]
    assert (allowed[2:] > 2).all()


def test_a_level_stops_where_an_opening_has_reached_everybody_it_can():
    pairs = [(person, 0, 0.9) for person in range(8)] + [(0, 1, 0.5), (1, 2, 0.5)]
    problem = make_problem(pairs, 8, [1, 1, 1])
    allowed = budgets(problem, shown(problem, by_score(problem, 1)), ones(3), 1.0)
    assert allowed.tolist() == [6, 6, 6]


@pytest.mark.parametrize("strength", [-0.1, 1.1, math.nan])
def test_a_strength_lies_between_nought_and_one(strength):
    problem = make_problem([(0, 0, 0.5)], 1, [1])
    with pytest.raises(InputError, match="strength"):
        budgets(problem, ones(1), ones(1), strength)


def test_an_opening_in_lists_needs_a_weight():
    problem = make_problem([(0, 0, 0.5)], 1, [0])
    with pytest.raises(InputError, match="Opening 0 stands in lists"):
        budgets(problem, ones(1), problem.capacity, 0.5)


def gini_by_pairs(each: list[int]) -> float:
    """Return the Gini coefficient by its definition: the mean difference of all pairs."""
    mean = sum(each) / len(each)
    apart = sum(abs(one - other) for one in each for other in each) / len(each) ** 2
    return apart / (2 * mean)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12).filter(any))
def test_the_gini_is_half_the_mean_difference_over_the_mean(times):
    assert gini(np.array(times), ones(len(times))) == pytest.approx(gini_by_pairs(times))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), min_size=1, max_size=8))
def test_an_opening_of_three_places_counts_as_three_with_a_third_each(openings):
    each = [12 * times / places for times, places in openings for _ in range(places)]
    times, places = map(np.array, zip(*openings, strict=True))
    expected = gini_by_pairs(each) if times.any() else 0.0
    assert gini(12 * times, places) == pytest.approx(expected, abs=1e-12)


def test_a_list_is_worth_its_scores_by_rank():
    problem = make_problem([(0, 0, 0.8), (0, 1, 0.6), (0, 2, 0.4), (2, 0, 0.5)], 3, [1, 1, 1])
    lists = Lists(np.array([0, 2, 3]))
    worth = discounted(problem, lists)
    assert worth == pytest.approx([0.8 + 0.4 / math.log2(3), 0, 0.5])
    kept = ndcg(problem, lists, 2)
    assert kept == pytest.approx([(0.8 + 0.4 / math.log2(3)) / (0.8 + 0.6 / math.log2(3)), 1])


@given(problems())
def test_lists_by_score_keep_everything(problem):
    assert ndcg(problem, by_score(problem, LENGTH), LENGTH) == pytest.approx(1.0)


def crowded(seed: int = 2) -> Spreading:
    rng = np.random.default_rng(seed)
    liked = rng.normal(0, 0.15, 20)
    pairs = [
        (person, place, float(np.clip(0.5 + liked[place] + rng.normal(0, 0.1), 0.01, 1)))
        for person in range(60)
        for place in range(20)
    ]
    problem = make_problem(pairs, 60, rng.integers(1, 4, 20).tolist())
    return Spreading(problem, problem.capacity, 5, 3)


def test_the_curve_goes_from_nothing_lost_to_exposure_alike():
    curve = crowded().curve()
    assert [one.strength for one in curve] == list(STRENGTHS)
    assert (curve[0].ndcg, curve[0].lowest_ndcg) == (1.0, 1.0)
    assert curve[0].gini > 0.4
    assert curve[-1].gini < 0.1
    assert curve[-1].ndcg < curve[5].ndcg < 1
    assert {(one.least >= 3, one.too_short) for one in curve} == {(True, 0)}
    assert curve[-1].seen == 20 > curve[0].seen
    assert curve[-1].largest_share < curve[0].largest_share


def most_kept(spreading: Spreading, budget: np.ndarray) -> float:
    """Return the highest mean nDCG that any lists within budgets could have, by rank."""
    problem, length = spreading.problem, spreading.length
    pair = np.repeat(np.arange(problem.score.size), length)
    rank = np.tile(np.arange(length), problem.score.size)
    ideal = discounted(problem, by_score(problem, length))[problem.person[pair]]
    slot = problem.person[pair] * length + rank
    once = [
        csr_array((np.ones(pair.size), (rows, np.arange(pair.size))))
        for rows in (slot, pair, problem.place[pair])
    ]
    found = linprog(
        -problem.score[pair] / np.log2(2 + rank) / ideal / problem.people,
        A_ub=vstack(once),
        b_ub=np.concatenate([np.ones(once[0].shape[0] + problem.score.size), budget]),
        bounds=(0, 1),
    )
    return -found.fun


@pytest.mark.parametrize("strength", [0.6, 1.0])
def test_no_lists_within_the_budgets_could_keep_much_more(strength):
    spreading = crowded()
    made, figures = spreading.at(strength)
    most = most_kept(spreading, made.budget + made.beyond)
    assert figures.ndcg - 1e-9 <= most <= figures.ndcg + 0.005


def test_the_weakest_strength_that_halves_the_gini_is_found():
    spreading = crowded()
    half = spreading.at_half_the_gini()
    usual = spreading.at(0.0)[1]
    assert half is not None
    assert half.gini <= usual.gini / 2
    assert spreading.at(round(half.strength - 0.01, 2))[1].gini > usual.gini / 2


def test_where_exposure_is_even_there_is_nothing_to_halve():
    problem = make_problem([(0, 0, 0.5), (1, 1, 0.5)], 2, [1, 1])
    found = Spreading(problem, problem.capacity, 5, 3).at_half_the_gini()
    assert found is not None
    assert (found.strength, found.gini) == (0.0, 0.0)


def test_where_everybody_has_one_way_only_the_gini_cannot_be_halved():
    pairs = [(person, 0, 0.5) for person in range(9)] + [(9, 1, 0.5)]
    problem = make_problem(pairs, 10, [1, 1])
    spreading = Spreading(problem, problem.capacity, 5, 3)
    assert spreading.at_half_the_gini() is None
    assert spreading.at(1.0)[0].beyond.sum() == 0
    assert spreading.reachable.all()


def test_a_programme_without_pairs_has_figures_too():
    found = Spreading(make_problem([], 2, [1]), ones(1), 10, 3).at(1.0)[1]
    assert (found.gini, found.ndcg, found.least, found.slots, found.largest_share) == (
        0,
        1,
        0,
        0,
        0,
    )
