"""When a course can be begun next."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.course import Course, CourseKind

STARTS = (date(2027, 3, 1), date(2027, 1, 11))


def starting(*starts):
    return Course("welding_course", "ABC", CourseKind.YRKESVUX, 3, 0.0, starts=starts)


@pytest.mark.parametrize(
    ("today", "next_start"),
    [
        (date(2026, 12, 1), date(2027, 1, 11)),
        (date(2027, 1, 11), date(2027, 1, 11)),
        (date(2027, 1, 12), date(2027, 3, 1)),
        (date(2027, 3, 1), date(2027, 3, 1)),
        (date(2027, 3, 2), None),
    ],
)
def test_the_next_start_is_the_first_that_is_not_past(today, next_start):
    assert starting(*STARTS).next_start(today) == next_start


def test_a_course_without_days_begins_at_any_time():
    assert starting().next_start(date(2027, 3, 2)) == date(2027, 3, 2)
