"""What may be asked of more seats and places, and when a course ends."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.ids import StepId
from matcher.domain.language import Cefr
from matcher.domain.what_if import MOST, MorePlaces, Question, SwedishCourse


def question(field, number):
    if field == "seats":
        return Question(seats=(("knife_course", number),))
    if field == "places":
        return Question(places=(MorePlaces(StepId("kitchens.cook"), "Göteborg", number),))
    return Question(course_seats=number)


@pytest.mark.parametrize("field", ["seats", "places", "course_seats"])
def test_numbers_are_from_none_to_the_most(field):
    for number in (0, MOST):
        question(field, number)
    for number in (-1, MOST + 1):
        with pytest.raises(ValueError, match=f"^{number} is out of range; it is 0 to 1000$"):
            question(field, number)


def test_a_course_ends_its_weeks_after_today():
    assert SwedishCourse(Cefr.B1, 10).ends_on(date(2026, 12, 1)) == date(2027, 2, 9)
