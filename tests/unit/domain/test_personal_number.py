"""What counts as a personal identity number, and that none is repeated."""

from __future__ import annotations

import pytest

from matcher.domain.personal_number import (
    has_personal_number,
    personal_numbers,
    without_personal_numbers,
)

NUMBERS = [
    "19811218-9876",
    "811218-9876",
    "8112189876",
    "811218+9876",
    "811218 9876",
    "811218\u20139876",
    "811218\u22129876",
    "18911218-1236",
    "20051218-1231",
    "811231-1231",
    "811218-5551",
    "811291-1238",
    "820229-1236",
    "20000229-1235",
]
OTHERS = [
    "811218-9875",
    "17811218-1238",
    "21811218-1238",
    "811200-1238",
    "811232-1230",
    "811260-1235",
    "811292-1237",
    "811318-1237",
    "810018-1232",
    "19820229-1236",
    "19000229-1235",
    "820329-123",
    "5811218-9876",
    "811218-98765",
    "57.8112189876",
    "57,8112189876",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_of_a_day_that_there_was_is_found_however_it_is_written(text):
    assert has_personal_number(f"ring {text}.")
    assert personal_numbers(text) == (text,)
    assert without_personal_numbers(f"ring {text}.") == "ring [...]."


@pytest.mark.parametrize("text", OTHERS)
def test_a_number_of_no_day_or_with_a_wrong_check_digit_is_nobodys(text):
    assert not has_personal_number(text)
    assert personal_numbers(text) == ()
    assert without_personal_numbers(text) == text


def test_each_number_of_a_text_is_taken_out_and_the_rest_stays():
    text = "811218-9876, 811218-9875 och 20051218-1231"

    assert personal_numbers(text) == ("811218-9876", "20051218-1231")
    assert without_personal_numbers(text) == "[...], 811218-9875 och [...]"
