"""What the address of the list of people asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.judgement import Band
from matcher.domain.participant import ParticipantState
from matcher.domain.people_list import MOST_PAGES, PEOPLE_A_PAGE, PeoplePage, PeopleSort
from matcher.domain.sector import Sector
from web.areas.review.people import read_wanted, said


def test_an_address_says_whom_one_wants():
    wanted = read_wanted(
        {
            "q": "  Hjällbo   torg ",
            "state": "paused",
            "trade": "kitchens",
            "band": "ready",
            "sort": "place",
            "page": "3",
        }
    )

    assert wanted.letters == "Hjällbo torg"
    assert (wanted.state, wanted.sector) == (ParticipantState.PAUSED, Sector.KITCHENS)
    assert (wanted.band, wanted.sort, wanted.page) == (Band.READY, PeopleSort.PLACE, 3)
    assert wanted.narrows


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "²", "1.5"])
def test_what_is_not_known_is_as_if_it_was_not_said(number):
    wanted = read_wanted({"state": "x", "trade": "x", "band": "x", "sort": "x", "page": number})

    assert wanted == read_wanted({})
    assert not wanted.narrows


def test_a_page_is_a_number_that_a_database_holds():
    assert read_wanted({"page": "9" * 80}).page == MOST_PAGES


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "q": st.text(max_size=90),
            "state": st.sampled_from(["", "x", *ParticipantState]),
            "trade": st.sampled_from(["", "x", *Sector]),
            "band": st.sampled_from(["", "x", *Band]),
            "sort": st.sampled_from(["", "x", *PeopleSort]),
        },
    )
)
def test_links_ask_for_the_same(asked):
    wanted = read_wanted(asked)

    assert read_wanted(said(wanted)) == wanted


@given(st.integers(0, 400), st.integers(-5, 50))
def test_a_page_outside_the_list_is_the_nearest(found, number):
    page = PeoplePage.of((), found, number)

    assert (page.last - 1) * PEOPLE_A_PAGE < max(found, 1) <= page.last * PEOPLE_A_PAGE
    assert page.number == min(max(number, 1), page.last)
