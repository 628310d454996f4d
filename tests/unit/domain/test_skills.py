"""What work somebody has done, and until when a paper holds."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.skills import Certificate, Experience

LAST = date(2026, 12, 1)


def test_work_is_told_in_words_and_lasted_no_less_than_nothing():
    assert Experience("lagat mat", "sv", 0).months == 0
    with pytest.raises(ValueError, match=r"^an experience needs a text$"):
        Experience(" \n", "sv")
    with pytest.raises(ValueError, match=r"^-1 months is below zero$"):
        Experience("lagat mat", "sv", -1)


def test_a_paper_holds_on_its_last_day_and_without_one_for_ever():
    paper = Certificate("food_hygiene", LAST)

    assert [paper.valid_on(day) for day in (LAST, date(2026, 12, 2))] == [True, False]
    assert Certificate("food_hygiene").valid_on(date(2040, 1, 1))
