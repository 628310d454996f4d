"""The small values of a profile: what they refuse."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.importing import ImportKind, ImportPlan
from matcher.domain.ladder import Span
from matcher.domain.participant import Availability, Education
from matcher.domain.skills import Certificate, Experience
from matcher.errors import RowError


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_experience_is_told(text: str):
    with pytest.raises(ValueError, match="needs a text"):
        Experience(text, "sv")


def test_months_are_not_below_zero():
    with pytest.raises(ValueError, match="-1 months"):
        Experience("Jag städade.", "sv", -1)
    assert Experience("Jag städade.", "sv", 0).months == 0


@pytest.mark.parametrize(("low", "high"), [(-1, None), (None, 61), (60.5, None)])
def test_hours_a_week_are_from_0_to_60(low: float | None, high: float | None):
    with pytest.raises(ValueError, match="outside 0 to 60"):
        Availability(low, high)


def test_least_hours_are_not_above_most():
    with pytest.raises(ValueError, match="least hours 40 is above most hours 20"):
        Availability(40, 20)
    assert Availability(20, 20).hours_per_week_max == 20


@pytest.mark.parametrize("level", [-1, 7])
def test_sun_levels_are_0_to_6(level: int):
    with pytest.raises(ValueError, match="outside 0 to 6"):
        Education(sun_level=level)


def test_a_certificate_holds_on_its_last_day():
    paper = Certificate("hot_work", date(2026, 11, 22))

    assert paper.valid_on(date(2026, 11, 22))
    assert not paper.valid_on(date(2026, 11, 23))
    assert Certificate("food_hygiene").valid_on(date(2060, 1, 1))


@pytest.mark.parametrize(("low", "high"), [(-1, 2), (3, 2)])
def test_weeks_are_a_span_from_zero(low: float, high: float):
    with pytest.raises(ValueError, match="write the lower first"):
        Span(low, high)


def test_a_rejected_row_counts_once_whatever_its_faults():
    def fault(row: int | None, column: str | None) -> RowError:
        return RowError("people.csv", row, column, None, "is wrong", "Mend it.")

    faults = (fault(2, "code"), fault(2, "travel"), fault(5, "code"), fault(None, "a"))

    assert ImportPlan(ImportKind.PARTICIPANTS, (), (), (), faults).rejected_rows == 3
