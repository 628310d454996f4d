"""Places in the log that say nothing without the key."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.feed import cursor_of, place_of

KEY = b"k" * 32
NUMBERS = st.integers(0, 2**64 - 1)


@given(NUMBERS, st.binary(min_size=1, max_size=40))
def test_a_cursor_leads_back_to_its_place(number, key):
    assert place_of(cursor_of(number, key), key) == number


@given(NUMBERS, NUMBERS)
def test_two_places_never_have_one_cursor(one, other):
    assert (cursor_of(one, KEY) == cursor_of(other, KEY)) == (one == other)


def test_neighbours_do_not_look_like_neighbours():
    cursors = [int(cursor_of(number, KEY), 16) for number in range(200)]
    apart = [abs(one - other) for one, other in itertools.pairwise(cursors)]

    assert min(apart) > 2**32
    assert cursors != sorted(cursors)


def test_with_another_key_a_cursor_leads_to_where_no_log_has_come():
    found = [place_of(cursor_of(number, KEY), b"other") for number in range(200)]

    assert min(found) > 2**40


@pytest.mark.parametrize(
    "text", ["", "1", "x" * 16, "A" * 16, "0x" + "1" * 14, "1_1" + "1" * 13, "٣" * 16, "0" * 17]
)
def test_what_is_no_cursor_leads_nowhere(text):
    assert place_of(text, KEY) is None


@pytest.mark.parametrize(
    ("number", "cursor"),
    [(0, "195ba491b12099e0"), (41, "2158401d6125353b"), (2**64 - 1, "5a80e9cf4b9d7905")],
)
def test_a_cursor_that_a_program_kept_leads_on_after_an_upgrade(number, cursor):
    assert cursor_of(number, b"key") == cursor
    assert place_of(cursor, b"key") == number
