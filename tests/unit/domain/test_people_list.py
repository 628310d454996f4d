"""The list of people: whether somebody may be left out of it, and on which page one is."""

from __future__ import annotations

import pytest

from matcher.domain.judgement import Band
from matcher.domain.participant import ParticipantState
from matcher.domain.people_list import PeoplePage, PeopleSort, PeopleWanted
from matcher.domain.sector import Sector


@pytest.mark.parametrize(
    "wanted",
    [
        {"letters": "a"},
        {"state": ParticipantState.ACTIVE},
        {"sector": Sector.KITCHENS},
        {"band": Band.READY},
    ],
)
def test_whatever_is_asked_for_may_leave_somebody_out(wanted):
    assert PeopleWanted(**wanted).narrows


def test_the_order_and_the_page_leave_nobody_out():
    assert not PeopleWanted(sort=PeopleSort.CODE, page=3).narrows


@pytest.mark.parametrize(
    ("found", "wanted", "number", "last"),
    [
        (0, 1, 1, 1),
        (0, 7, 1, 1),
        (50, 1, 1, 1),
        (51, 2, 2, 2),
        (100, 3, 2, 2),
        (101, 3, 3, 3),
        (101, 2, 2, 3),
        (101, 0, 1, 3),
        (101, -4, 1, 3),
    ],
)
def test_a_page_outside_the_list_is_the_nearest_one(found, wanted, number, last):
    assert PeoplePage.of((), found, wanted) == PeoplePage((), found, number, last)


def test_a_page_has_the_rows_it_was_given():
    rows = (object(), object())

    assert PeoplePage.of(rows, 2, 1).rows == rows
