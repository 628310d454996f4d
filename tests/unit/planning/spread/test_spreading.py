"""Lists for everybody: allowed, long enough, of the highest scores at their prices, and proven."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from often import often
from pair_problems import make_problem, problems, random_problem
from scipy.optimize import linprog

from matcher.errors import InputError
from matcher.planning.allocation.problem import Problem
from matcher.planning.spread.auction import STEP, Auction
from matcher.planning.spread.check import against_prices, faults, highest_sum, least_excess
from matcher.planning.spread.lists import Lists, by_score, lengths, shown
from matcher.planning.spread.minimums import least_lengths, room_for
from matcher.planning.spread.spreading import spread

BUDGET = 5


@st.composite
def asked(draw: st.DrawFn) -> tuple[Problem, np.ndarray, int, int]:
    """Draw a programme with budgets, a length and a minimum."""
    problem = draw(problems(people=9, openings=7, seats=3))
    count = problem.openings
    budget = draw(st.lists(st.integers(0, BUDGET), min_size=count, max_size=count))
    length = draw(st.integers(1, 5))
    minimum = draw(st.integers(0, min(3, length)))
    return problem, np.array(budget, dtype=np.intp), length, minimum


def unlimited(problem: Problem) -> np.ndarray:
    return np.full(problem.openings, problem.people, dtype=np.intp)


def best_sum(problem: Problem, budget: np.ndarray, length: int, least: np.ndarray) -> float:
    """Return the highest sum of scores in allowed lists, by a linear programme."""
    if not problem.score.size:
        return 0.0
    of_person = np.arange(problem.people)[:, None] == problem.person
    of_place = np.arange(problem.openings)[:, None] == problem.place
    found = linprog(
        -problem.score,
        A_ub=np.vstack([of_person, -1.0 * of_person, of_place]),
        b_ub=np.concatenate([np.full(problem.people, length), -least, budget]),
        bounds=(0, 1),
    )
    return -found.fun


@often(400)
@given(asked())
def test_lists_are_allowed_follow_their_prices_and_are_nearly_the_best(asked):
    problem, budget, length, minimum = asked

    found = spread(problem, budget, length, minimum)

    assert faults(problem, found, budget, length, minimum) == []
    assert against_prices(problem, found, found.price, length, minimum, STEP) == []
    held = budget + found.beyond
    assert (shown(problem, found) <= held).all()
    total = problem.score[found.listed].sum()
    bound = highest_sum(problem, found.price, held, length, minimum)
    best = best_sum(problem, held, length, least_lengths(problem, minimum))
    assert total - 1e-9 <= best <= bound + 1e-9
    assert bound - total <= STEP * problem.people * length + 1e-9


@often(200)
@given(asked())
def test_budgets_give_way_only_as_far_as_the_minimum_demands(asked):
    problem, budget, length, minimum = asked
    found = spread(problem, budget, length, minimum)
    demanded = least_excess(problem, budget, least_lengths(problem, minimum))
    assert found.beyond.sum() == demanded
    assert (spread(problem, budget, length, 0).beyond == 0).all()


@given(asked())
def test_every_person_has_the_minimum_or_all_there_is(asked):
    problem, budget, length, minimum = asked
    there = np.bincount(problem.person, minlength=problem.people)
    long = lengths(problem, spread(problem, budget, length, minimum))
    assert (long >= np.minimum(there, minimum)).all()
    assert (long <= np.minimum(there, length)).all()


@given(asked())
def test_without_a_budget_lists_are_those_by_score(asked):
    problem, _, length, minimum = asked
    found = spread(problem, unlimited(problem), length, minimum)
    assert found.listed.tolist() == by_score(problem, length).listed.tolist()
    assert not found.price.any()


@given(asked(), st.integers(0, 3))
def test_the_same_question_has_the_same_answer(asked, seed):
    first, second = spread(*asked, seed=seed), spread(*asked, seed=seed)
    assert first.listed.tolist() == second.listed.tolist()
    assert first.price.tolist() == second.price.tolist()


@given(asked(), st.integers(1, 3))
def test_larger_budgets_never_lower_the_sum_of_scores(asked, more):
    problem, budget, length, _ = asked
    tight = spread(problem, budget, length, 0)
    wide = spread(problem, budget + more, length, 0)
    slack = STEP * problem.people * length
    assert problem.score[wide.listed].sum() >= problem.score[tight.listed].sum() - slack


@given(asked(), st.randoms())
def test_the_order_in_which_pairs_are_given_changes_no_more_than_the_steps(asked, random):
    problem, budget, length, minimum = asked
    order = list(range(problem.score.size))
    random.shuffle(order)
    order = np.array(order, dtype=np.intp)
    other = Problem(
        problem.person[order],
        problem.place[order],
        problem.score[order],
        problem.people,
        problem.capacity,
    )
    found = spread(problem, budget, length, minimum)
    again = spread(other, budget, length, minimum)
    total = problem.score[found.listed].sum()
    assert other.score[again.listed].sum() == pytest.approx(
        total, abs=STEP * problem.people * length
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_crowded_programme_is_spread_within_a_thousandth_of_the_best(seed):
    problem = random_problem(seed, 200, 30, 3, 0.6)
    budget = np.full(30, 70, dtype=np.intp)

    found = spread(problem, budget, 10, 3)

    assert faults(problem, found, budget, 10, 3) == []
    assert shown(problem, by_score(problem, 10)).max() > 70 == shown(problem, found).max()
    total = problem.score[found.listed].sum()
    assert total > 0.999 * highest_sum(problem, found.price, budget, 10, 3)
    assert (found.price > 0).any()


def test_equals_draw_lots_and_not_by_their_order():
    people = 40
    pairs = [(person, place, 0.5 + place / 10) for person in range(people) for place in (0, 1)]
    problem = make_problem(pairs, people, [1, 1])
    budget = np.array([40, 20])
    winners = {
        seed: tuple(problem.person[pair] for pair in found.listed if problem.place[pair] == 1)
        for seed in range(3)
        for found in [spread(problem, budget, 1, 1, seed)]
    }
    assert {len(one) for one in winners.values()} == {20}
    assert len(set(winners.values())) == 3
    assert all(max(one) >= 20 for one in winners.values())


def test_an_opening_that_may_be_shown_to_nobody_is_shown_only_for_the_minimum():
    problem = make_problem([(0, 0, 0.9), (1, 0, 0.8), (1, 1, 0.3)], 2, [1, 1])
    budget = np.array([0, 5])
    found = spread(problem, budget, 3, 1)
    assert found.listed.tolist() == [0, 2]
    assert found.beyond.tolist() == [1, 0]
    assert spread(problem, budget, 3, 0).listed.tolist() == [2]


def test_a_price_is_what_the_first_who_does_without_would_lose():
    problem = make_problem([(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.9), (1, 1, 0.5)], 2, [1, 1])
    found = spread(problem, np.array([1, 1]), 1, 1)
    assert found.price == pytest.approx([0.1, 0], abs=2 * STEP)


def test_an_auction_that_cannot_end_says_so():
    problem = make_problem([(0, 0, 0.9), (1, 0, 0.8)], 2, [1])
    with pytest.raises(ValueError, match="cannot be had"):
        Auction(problem, np.array([1]), 1, np.array([1, 1]), 0).run()


def test_nobody_has_a_list_where_there_is_nothing():
    for problem in (make_problem([], 0, []), make_problem([], 3, [1])):
        found = spread(problem, unlimited(problem), 10, 3)
        assert found.listed.size == 0
        assert faults(problem, found, unlimited(problem), 10, 3) == []
        assert room_for(problem, unlimited(problem), np.zeros(problem.people, int)).sum() == 0


def test_the_checker_names_what_is_wrong():
    problem = make_problem([(0, 0, 0.5), (0, 1, 0.4), (1, 0, 0.3)], 2, [1, 1])
    budget = np.array([1, 1])

    def says(*listed: int, minimum: int = 0, length: int = 2) -> list[str]:
        return faults(problem, Lists(np.array(listed, dtype=int)), budget, length, minimum)

    assert says(0, 1) == []
    assert says(0, 0) == ["Pair 0 is listed twice.", *says(0, 2)]
    assert says(0, 1, length=1) == ["Person 0 has a list of 2."]
    assert says(0, 1, minimum=1) == ["Person 1 has 0 of at least 1."]
    assert says(1, 0) == ["A worse score stands before pair 0."]
    assert says(0, 2) == ["Openings [0] are 1 times beyond their budgets; the minimum demands 0."]
    assert says(1, 2, minimum=1) == []
    assert says(7) == ["There are 3 pairs, and others are listed."]


def test_the_checker_says_whose_list_is_not_the_best_at_the_prices():
    problem = make_problem([(0, 0, 0.5), (0, 1, 0.4)], 1, [1, 1])

    def says(price: list[float], *listed: int, minimum: int = 0, length: int = 1) -> list[str]:
        lists = Lists(np.array(listed, dtype=int))
        return against_prices(problem, lists, np.array(price), length, minimum, STEP)

    assert says([0, 0], 0) == says([0.2, 0], 1) == says([0.6, 0.5]) == []
    assert says([0.6, 0.5], 1, minimum=1) == []
    assert says([0, 0], 1) == ["Person 0 would rather have another opening."]
    assert says([0.6, 0.6], 0) == ["Person 0 has an opening that is not worth its price."]
    assert says([0.6, 0.0]) == ["Person 0 has a slot left, and an opening is worth its price."]


@pytest.mark.parametrize("minimum", [-1, 4])
def test_a_minimum_has_to_fit_into_a_list(minimum):
    with pytest.raises(InputError, match="0 to 3"):
        spread(make_problem([(0, 0, 0.5)], 1, [1]), np.array([1]), 3, minimum)


@pytest.mark.parametrize("budget", [[1], [1, -1]])
def test_each_opening_needs_a_budget(budget):
    with pytest.raises(InputError, match="2 budgets of at least 0"):
        spread(make_problem([(0, 0, 0.5)], 1, [1, 1]), np.array(budget), 3, 1)
