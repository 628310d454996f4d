"""Choosing seats: allowed, near the optimum, and limited by what it says limits it."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from often import first, seeds
from training_programmes import problem_of, random_problem

from matcher.domain.what_if import Bottleneck
from matcher.planning.allocation.optimal import optimal
from matcher.planning.allocation.problem import Problem
from matcher.planning.unlock.exact import exact
from matcher.planning.unlock.greedy import greedy_with_swaps, programme_with, tables_of
from matcher.planning.unlock.plan import Method, plan, set_aside, solve
from matcher.planning.unlock.problem import Programme, faults
from matcher.planning.unlock.resampling import extra_of

SEED = 7


@pytest.fixture(autouse=True)
def _few_resamples(monkeypatch):
    """How wide an interval is has tests of its own."""
    monkeypatch.setattr("matcher.planning.unlock.resampling.RESAMPLES", 20)


def without_of(problem):
    return tables_of(problem).without_training().placements


def extra_ratio(problem):
    """What greedy adds of what can be added; 1 where nothing can."""
    without = without_of(problem)
    best = exact(problem).programme.placements - without
    return (greedy_with_swaps(problem).placements - without) / best if best else 1.0


@pytest.mark.parametrize("after_each_other", [False, True])
def test_greedy_with_swaps_comes_near_the_optimum(record_property, after_each_other):
    problems = (random_problem(seed, after_each_other=after_each_other) for seed in first(100))
    ratios = [extra_ratio(problem) for problem in problems]
    record_property("mean", float(np.mean(ratios)))
    record_property("minimum", float(np.min(ratios)))
    assert max(ratios) <= 1
    assert np.mean(ratios) >= 0.97


@pytest.mark.parametrize("seed", seeds(40))
def test_what_is_chosen_is_allowed_and_within_the_bound(seed):
    problem = random_problem(seed, money=seed % 2 == 0, after_each_other=seed % 4 > 1)
    best = exact(problem)
    assert faults(problem, best.programme) == []
    assert faults(problem, greedy_with_swaps(problem)) == []
    assert best.programme.placements <= best.bound
    # The solver proved it: nothing is left between the two.
    assert best.programme.placements == best.bound


@pytest.mark.parametrize("seed", seeds(20))
def test_the_optimum_is_that_of_trying_every_number_of_seats(seed):
    problem = random_problem(seed, after_each_other=seed % 2 == 0)
    limits = problem.limits
    ranges = [range(min(most, limits.seats) + 1) for most in limits.most]
    tried = 0
    for seats in itertools.product(*ranges):
        bought = np.array(seats)
        if limits.allow(bought):
            fixed = replace(limits, most=bought, budget=None)
            tried = max(tried, exact(replace(problem, limits=fixed)).programme.placements)
    assert exact(problem).programme.placements == tried


@pytest.mark.parametrize("seed", seeds(30))
def test_without_seats_it_is_the_allocation_of_people_as_they_are(seed):
    problem = random_problem(seed)
    none = replace(problem, limits=replace(problem.limits, seats=0))
    found = plan(none, SEED)
    ones = np.ones(len(problem.person))
    allocated = optimal(
        Problem(problem.person, problem.place, ones, problem.people, problem.capacity)
    )
    assert found.without == len(allocated.chosen)
    assert (found.extra, found.ci95, found.bound) == (0, (0, 0), 0)
    assert found.seats.sum() == 0


@pytest.mark.parametrize("seed", seeds(30))
def test_openings_that_are_filled_anyway_change_nothing(seed):
    problem = random_problem(seed)
    small, aside = set_aside(problem)
    assert exact(small).programme.placements + aside == exact(problem).programme.placements
    assert without_of(small) + aside == without_of(problem)


@pytest.mark.parametrize("seed", seeds(20))
def test_seats_that_were_bought_place_as_many_when_they_are_filled_again(seed):
    problem = random_problem(seed, after_each_other=seed % 2 == 0)
    best = exact(problem)
    seats = problem.limits.seats_of(best.programme)
    again = programme_with(tables_of(problem), seats, problem.limits)
    assert without_of(problem) <= again.placements <= best.programme.placements
    everybody = np.arange(problem.people)
    assert extra_of(tables_of(problem), everybody, seats, problem.limits) == (
        again.placements - without_of(problem)
    )


def test_of_equal_programmes_the_shortest_training_is_taken():
    none = np.zeros((1, 1), bool)
    opened = np.ones((2, 1, 1), bool)
    problem = problem_of(none, opened, [1], seats=2, weeks=np.array([40.0, 4.0]))
    assert exact(problem).programme.way.tolist() == [1]
    assert greedy_with_swaps(problem).way.tolist() == [1]


def one_after_the_other(**changes):
    """A person whom two trainings help only after each other, and one whom the second helps."""
    opened = np.zeros((3, 2, 2), bool)
    opened[2, 0, 0] = opened[1, 1, 1] = True
    takes = np.array([[1, 0], [0, 1], [1, 1]])
    given = {"seats": 3, "takes": takes, "weeks": np.array([4.0, 6.0])}
    return problem_of(np.zeros((2, 2), bool), opened, [1, 1], **(given | changes))


@pytest.mark.parametrize("choose", [lambda it: exact(it).programme, greedy_with_swaps])
def test_two_trainings_after_each_other_take_a_seat_of_both(choose):
    problem = one_after_the_other()
    found = choose(problem)
    assert faults(problem, found) == []
    assert found.placements == 2
    assert problem.limits.seats_of(found).tolist() == [1, 2]
    # With two seats one person alone is as good as two trainings for the other, and shorter.
    for seats in (1, 2):
        fewer = one_after_the_other(seats=seats)
        assert choose(fewer).way.tolist() == [-1, 1]
    without = one_after_the_other(most=np.array([0, 3]))
    assert choose(without).placements == 1
    dear = one_after_the_other(cost=np.array([1.0, 5.0]), budget=10.0)
    assert choose(dear).placements == 1


def test_what_more_seats_would_bring_is_seen_when_it_takes_two_of_them():
    assert plan(one_after_the_other(seats=1), SEED).bottleneck is Bottleneck.SEATS


@pytest.mark.parametrize("seed", seeds(40))
def test_what_rests_on_checks_is_lost_when_nobody_who_is_to_be_checked_is_admitted(seed):
    problem = random_problem(seed, money=False, after_each_other=seed % 2 == 0)
    found = plan(problem, SEED)
    sure = replace(
        problem.with_new(~problem.unsure),
        limits=replace(problem.limits, most=found.seats, seats=int(found.seats.sum())),
    )
    assert found.sure == exact(sure).programme.placements - without_of(problem)
    assert 0 <= found.sure <= found.extra


def test_some_of_the_random_programmes_rest_on_checks():
    plans = [plan(random_problem(seed), SEED) for seed in range(20)]
    assert sum(found.sure < found.extra for found in plans) >= 3
    assert any(found.sure > 0 for found in plans)


def test_of_equal_programmes_the_one_with_nobody_to_check_is_taken():
    opened = np.ones((2, 1, 1), bool)
    unsure = np.zeros((2, 1, 1), bool)
    unsure[0] = True
    weeks = np.array([4.0, 40.0])
    problem = problem_of(np.zeros((1, 1), bool), opened, [1], seats=1, weeks=weeks, unsure=unsure)
    assert exact(problem).programme.way.tolist() == [1]
    assert plan(problem, SEED).sure == 1


def test_two_seats_that_help_only_together_are_found():
    # Only after training 0 can person 0 take place 1; her own place 0 then needs training 1.
    possible = np.array([[True, False], [False, False]])
    opened = np.zeros((2, 2, 2), bool)
    opened[0, 0, 1] = opened[1, 1, 0] = True
    problem = problem_of(possible, opened, [1, 1], seats=2)
    assert exact(problem).programme.placements == 2
    assert greedy_with_swaps(problem).placements == 2
    one_seat = problem_of(possible, opened, [1, 1], seats=1)
    assert exact(one_seat).programme.placements == 1


def test_a_swap_mends_what_the_cheapest_first_spoils():
    # Training 0 is cheap and opens place 0 to person 0 only. With money for the other one only
    # once it is not bought, the two people of training 1 are worth more.
    possible = np.zeros((3, 3), bool)
    opened = np.zeros((2, 3, 3), bool)
    opened[0, 0, 0] = opened[1, 1, 1] = opened[1, 2, 2] = True
    problem = problem_of(
        possible, opened, [1, 1, 1], seats=3, cost=np.array([1.0, 2.0]), budget=4.0
    )
    assert exact(problem).programme.placements == 2
    assert greedy_with_swaps(problem).placements == 2


def limited(**changes):
    """Three people whom one training helps, two places that they could take."""
    opened = np.ones((1, 3, 1), bool)
    given = {"possible": np.zeros((3, 1), bool), "opened": opened, "capacity": [2], "seats": 5}
    return problem_of(**(given | changes))


@pytest.mark.parametrize(
    ("problem", "bottleneck"),
    [
        (limited(seats=1), Bottleneck.SEATS),
        (limited(), Bottleneck.PLACES),
        (limited(capacity=[9]), Bottleneck.PEOPLE),
        (limited(capacity=[9], cost=np.array([2.0]), budget=3.0), Bottleneck.BUDGET),
        (limited(opened=np.zeros((1, 3, 1), bool)), Bottleneck.PEOPLE),
    ],
)
def test_the_bottleneck_is_what_more_of_would_help(problem, bottleneck):
    assert plan(problem, SEED).bottleneck is bottleneck


def test_a_large_problem_is_solved_without_the_solver_and_says_how_good_it_is(monkeypatch):
    monkeypatch.setattr("matcher.planning.unlock.exact.MOST_PAIRS", 0)
    found = solve(limited())
    assert found.method is Method.GREEDY
    assert (found.extra, found.bound) == (2, 2)


def test_a_programme_that_is_not_allowed_is_told():
    problem = limited(seats=1)
    everybody = Programme(np.zeros(3, int), np.array([0, 0, -1]))
    told = " ".join(faults(problem, everybody))
    assert "Person 2 cannot take" in told
    assert "too full" in told
    assert "cannot be had" in told
    idle = Programme(np.array([-1, -1, -1]), np.array([0, -1, -1]))
    assert faults(problem, idle) == ["Person 0 has a seat that leads to no place."]
