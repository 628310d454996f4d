"""A list that is chosen at prices: what it takes instead, and what no price can do to it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from priced import ids, pair, prices_at

from matcher.ranking.shortlist import MOST_PER_STEP, varied

FOUR = [pair("O1", 0.9), pair("O2", 0.8), pair("O3", 0.7), pair("O4", 0.6)]


@st.composite
def found_at_prices(draw: st.DrawFn):
    """Draw pairs, best first, on few steps, and prices of some openings."""
    drawn = draw(
        st.lists(
            st.tuples(st.integers(1, 100), st.sampled_from("abcd"), st.booleans()), max_size=12
        )
    )
    pairs = [
        pair(f"O{number}", score / 100, step=step, stretch=stretch)
        for number, (score, step, stretch) in enumerate(drawn)
    ]
    price = draw(
        st.dictionaries(
            st.sampled_from([f"O{number}" for number in range(14)]), st.floats(0.001, 3)
        )
    )
    minimum = draw(st.integers(3, 5))
    return sorted(pairs, key=lambda one: -one.score), prices_at(minimum, **price)


def test_a_dear_opening_gives_its_place_to_the_next_and_the_order_is_by_score():
    assert ids(varied(FOUR, 3)) == ["O1", "O2", "O3"]
    assert ids(varied(FOUR, 3, prices_at(O2=0.25))) == ["O1", "O3", "O4"]


def test_a_price_that_changes_no_choice_leaves_the_order_by_score():
    kept = varied(FOUR, 3, prices_at(O1=0.25))
    assert ids(kept) == ["O1", "O2", "O3"]
    assert [one.score for one in kept] == [0.9, 0.8, 0.7]


def test_an_opening_without_a_price_and_a_step_without_an_opening_cost_nothing():
    found = [pair("new", 0.9), pair(None, 0.85), pair("O1", 0.8)]
    assert ids(varied(found, 2, prices_at(O1=0.5, other=0.5))) == ["new", None]


def test_what_is_not_worth_its_price_only_fills_a_list_up_to_the_minimum():
    all_too_dear = prices_at(O1=1.0, O2=1.0, O3=1.0, O4=1.0)
    assert ids(varied(FOUR, 10, all_too_dear)) == ["O1", "O2", "O3"]
    assert ids(varied(FOUR, 10, prices_at(O1=1.0))) == ["O2", "O3", "O4"]
    assert ids(varied(FOUR[:2], 10, all_too_dear)) == ["O1", "O2"]


def test_a_job_further_ahead_stays_behind_nearer_ones_that_cost_something():
    found = [pair("far", 0.9, stretch=True), pair("O1", 0.8), pair("O2", 0.7)]
    assert ids(varied(found, 2, prices_at(O1=0.3, O2=0.3))) == ["O1", "O2"]


def test_a_job_further_ahead_comes_before_one_that_is_worth_less_than_its_price():
    found = [pair("dear", 0.9), pair("far", 0.8, stretch=True), pair("O1", 0.7)]
    prices = prices_at(1, dear=1.0, O1=1.0)
    assert ids(varied(found, 1, prices)) == ["far"]
    assert ids(varied(found, 1, prices_at(1, dear=1.0, O1=0.7))) == ["O1"]


def test_what_is_worth_just_its_price_is_shown_beyond_the_minimum():
    found = [pair("O1", 0.75), pair("O2", 0.5), pair("O3", 0.25)]
    prices = prices_at(1, O2=0.5, O3=0.2500001)
    assert ids(varied(found, 10, prices)) == ["O1", "O2"]


def test_at_most_three_of_a_step_are_those_that_are_worth_most():
    same = [pair(f"O{number}", 0.9 - number / 100, step="a") for number in range(5)]
    assert ids(varied(same, 10, prices_at(O0=0.2))) == ["O1", "O2", "O3"]


@given(found_at_prices(), st.integers(1, 12))
def test_no_price_takes_the_minimum_the_variety_or_the_order_from_a_list(asked, top):
    found, prices = asked
    usual, kept = varied(found, top), varied(found, top, prices)
    assert min(len(usual), prices.minimum) <= len(kept) <= len(usual)
    assert [one for one in found if one in kept] == kept
    assert len(set(ids(kept))) == len(kept)
    assert max(Counter(one.card.target.step.id for one in kept).values(), default=0) <= (
        MOST_PER_STEP
    )


@given(found_at_prices(), st.integers(1, 12))
def test_without_a_price_for_anything_a_list_is_as_before(asked, top):
    found, _ = asked
    assert varied(found, top, prices_at()) == varied(found, top)
