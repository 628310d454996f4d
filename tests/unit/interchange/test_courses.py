"""Courses from a table: every fault of every row at once, and nothing half read."""

from __future__ import annotations

from datetime import date

import pytest
from programme import real_ladders

from matcher.domain.course import Course, CourseKind, UsualEntry
from matcher.domain.entry import EntryRules
from matcher.domain.language import Cefr, LanguageArea, SfiCourse
from matcher.errors import InputErrors
from matcher.interchange.courses import read_courses
from matcher.interchange.usual_entry import read_usual_entry
from matcher.settings import shared_path

TRAININGS = {"care_introduction", "welding_course"}
CERTIFICATES = {"food_hygiene", "care_assistant_800p", "welding_course"}
HEAD = "utbildning;anordnare;typ;platser;kostnad;veckor;startdatum;antar\n"


def read(tmp_path, rows, head=HEAD):
    path = tmp_path / "courses.csv"
    path.write_text(head + rows, encoding="utf-8")
    return read_courses(path, TRAININGS, CERTIFICATES)


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


RULES = (
    "krav myndig;krav svenska;krav läsa;krav sfi godkänd;krav sfi läser;krav utbildningsnivå;"
    "krav intyg;krav får arbeta;krav inskriven;behörighet"
)
OFFER = "training;provider;kind;seats;cost;"


def test_entry_rules_are_read_with_swedish_or_english_headers(tmp_path):
    head = f"{OFFER}{RULES.replace('krav läsa', 'krav svenska läsa')};antar\n"
    row = "welding_course;ABC;yrkesvux;3;5;ja;A2-;b1;C;a;3;food_hygiene;ja;ja;Körkort;Komvux\n"
    [course] = read(tmp_path, row, head)
    areas = dict.fromkeys(LanguageArea, Cefr.A2_MINUS) | {LanguageArea.READING: Cefr.B1}
    assert course.entry == EntryRules(
        True, areas, SfiCourse.C, SfiCourse.A, 3, ("food_hygiene",), True, True, "Körkort"
    )
    assert course.admits == "Komvux"
    english = f"{OFFER}entry_adult;entry_swedish_writing;entry_certificates\n"
    [other] = read(tmp_path, "welding_course;ABC;yrkesvux;3;5;no;A1;welding_course\n", english)
    assert other.entry == EntryRules(
        swedish={LanguageArea.WRITING: Cefr.A1}, certificates=("welding_course",)
    )


def test_a_course_that_says_nothing_of_who_may_come_asks_what_is_usual(tmp_path):
    [course] = read(tmp_path, "welding_course;ABC;yrkesvux;3;5;;;Komvux\n")
    assert course.entry is None
    assert course.admits == "Komvux"


def test_every_fault_of_an_entry_rule_names_row_column_value_and_what_to_do(tmp_path):
    head = f"{OFFER}entry_adult;entry_swedish;entry_sfi_passed;entry_schooling;entry_certificates\n"
    rows = (
        "welding_course;ABC;yrkesvux;3;5;maybe;A2/B1;E;7;food_hygeine\n"
        "care_introduction;ABC;yrkesvux;3;5;ja;A2;D;2;food_hygiene\n"
    )
    with pytest.raises(InputErrors) as caught:
        read(tmp_path, rows, head)
    faults = {fault.column: (fault.row, fault.value) for fault in caught.value.errors}
    assert faults == {
        "entry_adult": (2, "maybe"),
        "entry_swedish": (2, "A2/B1"),
        "entry_sfi_passed": (2, "E"),
        "entry_schooling": (2, "7"),
        "entry_certificates": (2, "food_hygeine"),
    }
    assert "food_hygiene" in str(caught.value)
    assert all(fault.mend for fault in caught.value.errors)


def test_the_usual_rules_that_ship_are_of_trainings_and_papers_of_the_ladders():
    ladders = real_ladders()
    usual = read_usual_entry(shared_path("data", "entry_rules.csv"))
    assert usual.keys() <= ladders.trainings
    named = {paper for one in usual.values() for paper in one.rules.certificates}
    assert named <= ladders.certificates
    assert all("to be confirmed" in one.source for one in usual.values())
    assert all("påhittat exempel" in one.admits for one in usual.values())


def test_usual_rules_have_a_source_and_one_row_for_each_training(tmp_path):
    path = tmp_path / "rules.csv"
    path.write_text(
        "utbildning;krav myndig;antar;källa\nwelding_course;ja;Kommunen;Skolverket\n",
        encoding="utf-8",
    )
    rules = UsualEntry(EntryRules(adult=True), "Kommunen", "Skolverket")
    assert read_usual_entry(path) == {"welding_course": rules}
    path.write_text(
        "training;source\nwelding_course;a\nwelding_course;b\ncare_introduction;\n",
        encoding="utf-8",
    )
    with pytest.raises(InputErrors) as caught:
        read_usual_entry(path)
    assert {(fault.row, fault.column) for fault in caught.value.errors} == {
        (2, "training"),
        (3, "training"),
        (4, "source"),
    }
