from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import cefr_ranges, swedish

from matcher.domain.language import (
    AreaLevel,
    Cefr,
    CefrRange,
    KnownLevel,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    Swedish,
    parse_cefr,
    parse_cefr_range,
    sfi_guide,
)

# The scale as DOMAIN writes it: A1- to C2 with - and +, so C2+ does not exist.
SCALE = [
    f"{main}{sign}" for main in ("A1", "A2", "B1", "B2", "C1", "C2") for sign in ("-", "", "+")
]
SCALE.remove("C2+")
READING, WRITING = LanguageArea.READING, LanguageArea.WRITING


def test_the_scale_has_seventeen_levels_in_order():
    assert [level.label for level in sorted(Cefr)] == SCALE
    assert len(SCALE) == 17


@pytest.mark.parametrize("label", SCALE)
def test_every_label_is_read_back(label: str):
    assert parse_cefr(f" {label.lower()} ").label == label


@pytest.mark.parametrize("dash", ["\N{MINUS SIGN}", "\N{EN DASH}"])
def test_a_typed_dash_is_a_minus(dash: str):
    assert parse_cefr(f"B1{dash}") is Cefr.B1_MINUS


@pytest.mark.parametrize("text", ["C2+", "A0", "", "B", "B1++", "modersmål"])
def test_an_unknown_level_is_refused_with_the_scale(text: str):
    with pytest.raises(ValueError, match=r"unknown level .* use one of A1-, A1, .*, C2$"):
        parse_cefr(text)


@given(cefr_ranges())
def test_a_range_is_read_back_from_its_label(level: CefrRange):
    assert parse_cefr_range(level.label) == level


def test_a_slash_is_a_range_of_both_ends():
    assert parse_cefr_range("b1+ / b2") == CefrRange(Cefr.B1_PLUS, Cefr.B2)


@pytest.mark.parametrize("text", ["B1/", "/B1", "A1/A2/B1"])
def test_half_a_range_is_refused(text: str):
    with pytest.raises(ValueError, match="unknown level"):
        parse_cefr_range(text)


def test_a_range_upside_down_is_refused():
    with pytest.raises(ValueError, match="B2 is above B1; write the lower first"):
        parse_cefr_range("B2/B1")


@pytest.mark.parametrize(
    ("course", "label"), [("A", "A1-"), ("B", "A1/A2"), ("C", "A2/A2+"), ("D", "B1/B1+")]
)
def test_the_rough_guide_from_sfi(course: str, label: str):
    assert sfi_guide(SfiCourse(course)).label == label


@pytest.mark.parametrize(("track", "courses"), [(None, "ABCD"), (1, "ABCD"), (2, "BCD"), (3, "CD")])
@pytest.mark.parametrize("course", list(SfiCourse))
@pytest.mark.parametrize("field", ["attended", "passed"])
def test_a_study_path_has_only_its_own_courses(
    track: int | None, courses: str, course: SfiCourse, field: str
):
    if course in courses:
        assert getattr(Sfi(track, **{field: course}), field) is course
    else:
        with pytest.raises(ValueError, match="SFI study path") as refused:
            Sfi(track, **{field: course})
        assert str(refused.value) == (
            f"SFI study path {track} has no course {course}; it has {', '.join(courses)}"
        )


@pytest.mark.parametrize("track", [0, 4, -1])
def test_there_are_three_study_paths(track: int):
    with pytest.raises(ValueError, match="does not exist; use 1, 2 or 3"):
        Sfi(track)


def test_a_date_of_passing_needs_the_course():
    with pytest.raises(ValueError, match=r"^a date of passing needs the course that was passed$"):
        Sfi(attended=SfiCourse.B, passed_on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("source", "copied", "certain"),
    [
        (LanguageSource.TEST, False, True),
        (LanguageSource.TEACHER, False, True),
        (LanguageSource.SELF, False, False),
        (LanguageSource.TEST, True, False),
        (LanguageSource.TEACHER, True, False),
        (LanguageSource.SELF, True, False),
    ],
)
def test_the_cautious_end_of_a_range_and_how_certain_it_is(
    source: LanguageSource, copied: bool, certain: bool
):
    known = AreaLevel(parse_cefr_range("A2+/B1"), source, to_be_confirmed=copied)

    found = Swedish({READING: known}).level_in(READING)

    assert found == KnownLevel(Cefr.A2_PLUS, certain)


def test_nothing_known_is_none_and_not_the_lowest_level():
    known = AreaLevel(parse_cefr_range("B1"), LanguageSource.TEST)

    assert Swedish({READING: known}).level_in(WRITING) is None
    assert Swedish().level_in(READING) is None


def test_a_course_that_is_only_attended_says_no_level():
    assert Swedish(sfi=Sfi(attended=SfiCourse.D)).level_in(READING) is None


def test_a_passed_course_speaks_where_no_level_is_known():
    known = AreaLevel(parse_cefr_range("A1"), LanguageSource.SELF)
    person = Swedish({READING: known}, Sfi(passed=SfiCourse.D))

    assert person.level_in(WRITING) == KnownLevel(Cefr.B1, certain=False)
    assert person.level_in(READING) == KnownLevel(Cefr.A1, certain=False)


@given(swedish(), st.sampled_from(SfiCourse), st.sampled_from(LanguageArea))
def test_sfi_never_overwrites_a_level(person: Swedish, course: SfiCourse, area: LanguageArea):
    with_course = Swedish(person.areas, Sfi(passed=course))

    if area in person.areas:
        assert with_course.level_in(area) == person.level_in(area)
        assert with_course.level_in(area).level == person.areas[area].level.low
    else:
        assert with_course.level_in(area) == KnownLevel(sfi_guide(course).low, certain=False)
