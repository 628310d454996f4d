"""Courses from a table: every fault of every row at once, and nothing half read."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.course import Course, CourseKind
from matcher.errors import InputErrors
from matcher.interchange.courses import read_courses

TRAININGS = {"care_introduction", "welding_course"}
HEAD = "utbildning;anordnare;typ;platser;kostnad;veckor;startdatum;antar\n"


def read(tmp_path, rows, head=HEAD):
    path = tmp_path / "courses.csv"
    path.write_text(head + rows, encoding="utf-8")
    return read_courses(path, TRAININGS)


def test_a_course_is_read_with_swedish_or_english_headers(tmp_path):
    row = "care_introduction;ABC;yrkesvux;12;4500,50;6;2027-01-11|2027-03-01;Komvux\n"
    [course] = read(tmp_path, row)
    assert course == Course(
        "care_introduction",
        "ABC",
        CourseKind.YRKESVUX,
        12,
        4500.5,
        6,
        (date(2027, 1, 11), date(2027, 3, 1)),
        admits="Komvux",
    )
    short = "training,provider,kind,seats,cost\n"
    [other] = read(tmp_path, "welding_course,ABC,labour_market,3,0\n", short)
    assert (other.weeks, other.starts) == (None, ())


def test_the_next_start_is_the_first_that_is_not_past():
    starts = (date(2027, 3, 1), date(2027, 1, 11))
    course = Course("welding_course", "ABC", CourseKind.YRKESVUX, 3, 0.0, starts=starts)
    assert course.next_start(date(2026, 12, 1)) == date(2027, 1, 11)
    assert course.next_start(date(2027, 2, 1)) == date(2027, 3, 1)
    assert course.next_start(date(2027, 4, 1)) is None


def test_every_fault_names_row_and_column(tmp_path):
    rows = (
        "care_introductoin;ABC;yrkesvux;12;100;;;\n"
        "welding_course;;kurs;0;-1;;tomorrow;\n"
        "welding_course;ABC;yrkesvux;3;5;;;\n"
        "welding_course;ABC;yrkesvux;4;5;;;\n"
    )
    with pytest.raises(InputErrors) as caught:
        read(tmp_path, rows)
    faults = {(fault.row, fault.column) for fault in caught.value.errors}
    assert faults == {
        (2, "training"),
        *((3, name) for name in ("provider", "kind", "seats", "cost", "starts")),
        (4, "training"),
        (5, "training"),
    }
    assert "care_introduction" in str(caught.value)
