"""Sharing out places: allowed, best of all, and proven so by somebody else."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from often import often
from pair_problems import make_problem, problems, random_problem

from matcher.errors import InputError
from matcher.planning.allocation.check import dual_bound, feasible
from matcher.planning.allocation.greedy import greedy
from matcher.planning.allocation.optimal import optimal
from matcher.planning.allocation.prices import lowest_prices
from matcher.planning.allocation.problem import Allocation, Problem, allocation_of

ORDERS = np.array(list(permutations(range(8))))


def best_by_trying_all(problem: Problem) -> float:
    """Return the best of all orders of at most eight people over at most eight places."""
    worth = np.zeros((8, problem.openings))
    worth[problem.person, problem.place] = problem.score
    places = np.zeros((8, 8))
    single = np.repeat(np.arange(problem.openings), problem.capacity)
    places[:, : single.size] = worth[:, single]
    return float(places[np.arange(8), ORDERS].sum(axis=1).max())


@often(1000)
@given(problems())
def test_every_allocation_is_allowed_and_the_optimal_one_is_proven(problem: Problem):
    best, first = optimal(problem), greedy(problem)

    assert feasible(problem, best) == feasible(problem, first) == []
    assert best.objective == pytest.approx(dual_bound(problem, best.place_price), abs=1e-9)
    assert first.objective - 1e-12 <= best.objective <= 2 * first.objective + 1e-12


@often(200)
@given(problems(people=8, openings=8, seats=1))
def test_the_optimal_one_equals_the_best_of_all_for_single_places(problem: Problem):
    assert optimal(problem).objective == pytest.approx(best_by_trying_all(problem), abs=1e-12)


@often(100)
@given(problems(people=8, openings=4, seats=2))
def test_the_optimal_one_equals_the_best_of_all_where_openings_take_two(problem: Problem):
    assert optimal(problem).objective == pytest.approx(best_by_trying_all(problem), abs=1e-12)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("people", [60, 400])
def test_medium_programmes_reach_what_no_allocation_can_exceed(seed: int, people: int):
    problem = random_problem(seed, people, 60, 4, 0.2)

    best = optimal(problem)

    assert feasible(problem, best) == []
    assert best.objective == pytest.approx(dual_bound(problem, best.place_price), rel=1e-12)
    assert best.objective > greedy(problem).objective
    bought = best.person_price[problem.person] + best.place_price[problem.place]
    assert (bought >= problem.score - 1e-9).all()
    assert bought[best.chosen] == pytest.approx(problem.score[best.chosen], abs=1e-9)


def test_one_more_place_is_worth_no_more_than_its_price():
    problem = random_problem(7, 40, 10, 2, 0.4)
    best = optimal(problem)
    for opening in range(problem.openings):
        more = replace(problem, capacity=problem.capacity + (np.arange(10) == opening))
        assert optimal(more).objective <= best.objective + best.place_price[opening] + 1e-9


def test_the_same_problem_has_the_same_answer_twice():
    problem = random_problem(3, 80, 20, 3, 0.3)
    assert optimal(problem).chosen.tolist() == optimal(problem).chosen.tolist()


def test_the_greedy_one_gives_equal_scores_to_the_pair_that_stands_first():
    problem = make_problem([(1, 0, 0.5), (0, 0, 0.5)], 2, [1])
    assert greedy(problem).chosen.tolist() == [0]


def test_nobody_is_placed_where_nothing_can_be_chosen():
    for problem in (
        make_problem([], 0, []),
        make_problem([], 3, [1, 2]),
        make_problem([(0, 0, 0.5)], 1, [0]),
    ):
        assert optimal(problem).chosen.tolist() == greedy(problem).chosen.tolist() == []
        assert dual_bound(problem, optimal(problem).place_price) == 0


def test_the_checker_names_what_is_wrong():
    problem = make_problem([(0, 0, 0.5), (0, 1, 0.4), (1, 0, 0.3)], 2, [1, 1])

    assert feasible(problem, Allocation(np.array([0, 1]), 0.9)) == [
        "Person 0 has more than one place."
    ]
    assert feasible(problem, Allocation(np.array([0, 2]), 0.8)) == [
        "Opening 0 takes 1 people and has 2."
    ]
    assert feasible(problem, Allocation(np.array([0]), 0.6)) == [
        "The objective is 0.6, the scores add up to 0.5."
    ]
    for beyond in (-1, 3):
        assert feasible(problem, Allocation(np.array([beyond]), 0.0)) == [
            "There are 3 pairs, and others were chosen."
        ]


@pytest.mark.parametrize("price", [[0.0], [-0.1, 0.0], [float("nan"), 0.0]])
def test_a_bound_needs_prices_for_each_opening(price: list[float]):
    problem = make_problem([(0, 0, 0.5)], 1, [1, 1])
    with pytest.raises(InputError, match="2 prices of at least 0"):
        dual_bound(problem, np.array(price))


def test_bad_prices_still_bound_and_lie_above():
    problem = random_problem(5, 50, 20, 2, 0.3)
    best = optimal(problem)
    for price in (np.zeros(20), np.full(20, 0.5), np.ones(20)):
        assert dual_bound(problem, price) > best.objective


def test_there_are_no_prices_for_an_allocation_that_is_not_the_best():
    problem = make_problem([(0, 0, 0.5), (0, 1, 0.9), (1, 0, 0.9), (1, 1, 0.5)], 2, [1, 1])
    with pytest.raises(ValueError, match="not optimal"):
        lowest_prices(problem, allocation_of(problem, np.array([0, 3])))


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        ([(2, 0, 0.5)], "Pair 0 has the person 2"),
        ([(0, 0, 0.5), (1, 3, 0.5)], "Pair 1 has the opening 3"),
        ([(0, 0, 0.0)], "Pair 0 has the score 0.0"),
        ([(0, 0, float("nan"))], "score nan"),
        ([(0, 1, 0.5), (1, 0, 0.5), (0, 1, 0.4)], "Person 0 and opening 1 are two pairs"),
    ],
)
def test_a_problem_refuses_what_does_not_fit(pairs: list[tuple[int, int, float]], says: str):
    with pytest.raises(InputError, match=says):
        make_problem(pairs, 2, [1, 1])


def test_a_problem_refuses_openings_that_take_fewer_than_nobody():
    with pytest.raises(InputError, match="Opening 1 takes -2 people"):
        make_problem([], 2, [1, -2])


def test_a_problem_refuses_arrays_of_different_lengths():
    with pytest.raises(InputError, match="one score each"):
        Problem(np.array([0]), np.array([0]), np.array([0.5, 0.4]), 1, np.array([1]))
