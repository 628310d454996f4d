"""The list of people is searched and cut without losing anybody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.ids import ParticipantCode
from matcher.domain.views import PersonRow
from web.areas.review.people import PEOPLE_A_PAGE, list_people


def row(number, district="Angered"):
    code = ParticipantCode(f"P{number:03d}")
    return PersonRow(code, "sv", district, None, 0, 0, 0, None, None, None, None)


@given(st.integers(0, 130))
def test_the_pages_together_are_everyone_in_order(count):
    rows = [row(number) for number in range(count)]
    last = list_people(rows, "", 1).last

    shown = [seen for page in range(1, last + 1) for seen in list_people(rows, "", page).rows]

    assert shown == rows


@given(st.integers(-5, 50))
def test_a_page_outside_the_list_is_the_nearest(number):
    page = list_people([row(n) for n in range(PEOPLE_A_PAGE + 1)], "", number)

    assert page.number == min(max(number, 1), 2)
    assert page.rows


def test_letters_are_looked_for_in_code_and_place():
    rows = [row(1, "Hjällbo"), row(2, None), row(13, "Angered")]

    assert [r.code for r in list_people(rows, " hjÄLL ", 1).rows] == ["P001"]
    assert [r.code for r in list_people(rows, "p01", 1).rows] == ["P013"]
    assert list_people(rows, "x", 1).found == 0
