"""The best ways of graphs that are small enough to look at every way."""

from __future__ import annotations

from itertools import pairwise
from math import isclose, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathways import move
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import yen

from matcher.planning.pathway.costs import in_ease, in_weeks
from matcher.planning.pathway.search import best_ways, costs_left

GOAL = "goal"
JOBS = ("a", "b", "c", "d")


def jobs(ways):
    return [[leg.to.id for leg in way.legs] for way in ways]


def test_the_quickest_way_is_not_the_one_with_the_fewest_jobs():
    legs = [move(None, "a", 0, 1), move("a", "b", 2, 4), move("b", GOAL, 2, 4)]
    legs += [move(None, GOAL, 1, 20), move("a", GOAL, 10, 12)]
    ways = best_ways(legs, GOAL, in_weeks, 5)
    assert jobs(ways) == [["a", "b", GOAL], ["a", GOAL], [GOAL]]
    assert [(way.weeks.low, way.weeks.high) for way in ways] == [(4, 9), (10, 13), (1, 20)]
    assert [step.id for step in ways[0].jobs_held] == ["a", "b"]


def test_the_likeliest_way_is_the_largest_product():
    legs = [move(None, "a", 0, 1, 0.9), move("a", GOAL, 50, 60, 0.9)]
    legs += [move(None, "b", 0, 1, 0.8), move("b", GOAL, 1, 2, 0.5)]
    ways = best_ways(legs, GOAL, in_ease, 2)
    assert jobs(ways) == [["a", GOAL], ["b", GOAL]]
    assert ways[0].order == pytest.approx(0.81)
    assert jobs(best_ways(legs, GOAL, in_weeks, 1)) == [["b", GOAL]]


def test_two_ways_between_the_same_jobs_are_two_ways():
    legs = [move(None, "a", 0, 0), move("a", GOAL, 1, 2, name="course")]
    legs += [move("a", GOAL, 1, 3, name="validation")]
    ways = best_ways(legs, GOAL, in_weeks, 3)
    assert [way.id for way in ways] == ["start>a course", "start>a validation"]


def test_of_equal_ways_the_shorter_one_comes_first_and_then_the_name():
    legs = [move(None, "a", 0, 0), move("a", GOAL, 2, 2), move(None, GOAL, 2, 2, name="start>z")]
    legs += [move(None, "b", 0, 0), move("b", GOAL, 2, 2)]
    assert jobs(best_ways(legs, GOAL, in_weeks, 3)) == [[GOAL], ["a", GOAL], ["b", GOAL]]


def test_no_way_is_no_error():
    legs = [move(None, "a", 0, 0), move("b", GOAL, 1, 1)]
    assert best_ways(legs, GOAL, in_weeks, 3) == ()
    assert best_ways([], GOAL, in_weeks, 3) == ()
    assert costs_left(legs, GOAL, in_weeks) == {GOAL: (0, 0, 0), "b": (100, 100, 1)}


def test_a_way_ends_at_the_goal_and_comes_nowhere_twice():
    legs = [move(None, GOAL, 1, 1), move(GOAL, "a", 0, 0), move("a", GOAL, 0, 0)]
    legs += [move(None, "a", 1, 1), move("a", "b", 0, 0), move("b", "a", 0, 0)]
    assert jobs(best_ways(legs, GOAL, in_weeks, 9)) == [[GOAL], ["a", GOAL]]


@st.composite
def graphs(draw):
    ends = st.tuples(st.sampled_from((None, *JOBS)), st.sampled_from((*JOBS, GOAL)))
    drawn = draw(st.lists(ends, max_size=16))
    legs = []
    for number, (origin, to) in enumerate(drawn):
        if origin == to:
            continue
        low = draw(st.integers(0, 20))
        high = low + draw(st.integers(0, 20))
        ease = draw(st.sampled_from((0.1, 0.25, 0.5, 0.75, 1.0)))
        legs.append(move(origin, to, low, high, ease, f"m{number}"))
    return legs


def every_way(legs, at=None, held=()):
    """Yield every way to the goal on which no job comes twice, by trying all."""
    if at == GOAL:
        yield ()
        return
    for leg in legs:
        if leg.origin == at and leg.to.id not in held:
            for rest in every_way(legs, leg.to.id, (*held, leg.to.id)):
                yield (leg, *rest)


@given(graphs(), st.integers(1, 6), st.sampled_from((in_weeks, in_ease)))
def test_ways_are_the_cheapest_of_all_simple_ones_in_order(legs, most, cost_of):
    def cost(way):
        return tuple(map(sum, zip(*(cost_of(leg) for leg in way), strict=True)))

    everything = sorted(cost(way) for way in every_way(legs))
    ways = best_ways(legs, GOAL, cost_of, most)
    assert [cost(way.legs) for way in ways] == everything[:most]
    assert len({way.id for way in ways}) == len(ways)
    for way in ways:
        held = [leg.to.id for leg in way.legs]
        assert len(set(held)) == len(held)
        assert held[-1] == GOAL
        assert way.legs[0].origin is None
        assert all(one.to.id == other.origin for one, other in pairwise(way.legs))
        assert isclose(way.order, prod(leg.ease.value for leg in way.legs))


@given(graphs())
def test_the_quickest_is_never_longer_than_any_way(legs):
    lengths = [sum(leg.weeks.high for leg in way) for way in every_way(legs)]
    found = best_ways(legs, GOAL, in_weeks, 1)
    assert [way.weeks.high for way in found] == ([min(lengths)] if lengths else [])


@given(graphs(), st.integers(1, 5))
def test_it_agrees_with_yens_algorithm(legs, most):
    nodes = (None, *JOBS, GOAL)
    cheapest = {}
    for leg in legs:
        ends = nodes.index(leg.origin), nodes.index(leg.to.id)
        # A matrix holds one way between two jobs, and nought is no way in it.
        cheapest[ends] = min(leg.weeks.high + 1, cheapest.get(ends, np.inf))
    rows, columns = zip(*cheapest, strict=True) if cheapest else ((), ())
    shape = (len(nodes), len(nodes))
    graph = csr_matrix((list(cheapest.values()), (rows, columns)), shape=shape, dtype=float)
    lengths = yen(graph, 0, nodes.index(GOAL), most)
    single = [
        move(nodes[row], nodes[column], 0, weeks) for (row, column), weeks in cheapest.items()
    ]
    ways = best_ways(single, GOAL, in_weeks, most)
    assert [way.weeks.high for way in ways] == list(lengths)
