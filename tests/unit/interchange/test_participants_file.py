"""Participant rows: every column in both languages, and all faults of all rows at once."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.ids import OrganisationId
from matcher.domain.language import Cefr, LanguageArea, LanguageSource, SfiCourse
from matcher.domain.participant import MayWorkStatus, ParticipantState, Shift
from matcher.domain.place import Place, TravelMode
from matcher.domain.sector import Sector
from matcher.domain.skills import ExperienceKind
from matcher.errors import InputErrors
from matcher.interchange.ladder_file import read_ladders
from matcher.interchange.participant_columns import PARTICIPANT_COLUMNS
from matcher.interchange.participants import parse_participants
from matcher.interchange.programme import Gazetteer, Programme, read_gazetteer
from matcher.interchange.tables import read_table
from matcher.settings import shared_path

PLACES = Gazetteer(
    {
        ("göteborg", ""): Place("Göteborg", None, 57.7, 11.97),
        ("göteborg", "angered"): Place("Göteborg", "Angered", 57.79, 12.05),
    }
)


@pytest.fixture(scope="module")
def programme():
    ladders = read_ladders(shared_path("data", "ladders"))
    return Programme(OrganisationId("demo"), ladders, PLACES)


def parse(folder, text, programme):
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8")
    return parse_participants(read_table(path), programme)


def one(folder, programme, **cells):
    cells = {"code": "P001", **cells}
    text = ";".join(cells) + "\n" + ";".join(cells.values()) + "\n"
    parsed = parse(folder, text, programme)
    return parsed.good[0].participant if parsed.good else parsed.rejected


def test_swedish_headers_and_words_are_understood(tmp_path, programme):
    person = one(
        tmp_path,
        programme,
        **{
            "Föredraget språk": "SO",
            "Stadsdel": "Angered",
            "timmar minst": "20",
            "Timmar högst": "37,5",
            "arbetstider": "dag|Kväll",
            "Tillgänglig från": "2026-08-15",
            "färdsätt": "kollektivtrafik",
            "körkort": "nej",
            "SFI-studieväg": "2",
            "sfi läser": "c",
            "sfi godkänd": "B",
            "svenska": "A2/B1",
            "svenska läsa": "a2-",
            "svenska källa": "lärare",
            "andra språk": "ar:C2|en:b1|so",
            "erfarenhet 1": "Waxaan ka shaqeeyay makhaayad",
            "erfarenhet 1 språk": "so",
            "erfarenhet 1 månader": "18",
            "erfarenhet 1 typ": "omsorg hemma",
            "kan": "städa|laga mat",
            "intyg": "food_hygiene|truck_tlp10:2028-05-01",
            "önskade branscher": "kök|äldreomsorg",
            "undvik": "heavy_lifting",
            "får arbeta": "ja",
            "myndig": "x",
        },
    )

    assert person.preferred_language == "so"
    assert person.place == Place("Göteborg", "Angered", 57.79, 12.05)
    assert person.availability.hours_per_week_max == 37.5
    assert person.availability.shifts == {Shift.DAY, Shift.EVENING}
    assert person.availability.start == date(2026, 8, 15)
    assert person.travel.mode is TravelMode.PUBLIC_TRANSPORT
    assert person.driving_licence is False
    assert (person.swedish.sfi.attended, person.swedish.sfi.passed) == (SfiCourse.C, SfiCourse.B)
    reading = person.swedish.areas[LanguageArea.READING]
    writing = person.swedish.areas[LanguageArea.WRITING]
    assert (reading.level.low, reading.to_be_confirmed) == (Cefr.A2_MINUS, False)
    assert (writing.level.label, writing.to_be_confirmed) == ("A2/B1", True)
    assert reading.source is LanguageSource.TEACHER
    assert [(s.tag, s.level) for s in person.languages] == [
        ("ar", Cefr.C2),
        ("en", Cefr.B1),
        ("so", None),
    ]
    (told,) = person.experiences
    assert (told.lang, told.months, told.kind) == ("so", 18, ExperienceKind.CARE_AT_HOME)
    assert [claim.text for claim in person.skills] == ["städa", "laga mat"]
    assert [paper.valid_to for paper in person.certificates] == [None, date(2028, 5, 1)]
    assert person.wishes.sectors == {Sector.KITCHENS, Sector.ELDERLY_CARE}
    assert person.may_work.status is MayWorkStatus.YES
    assert person.is_adult is True


def test_empty_cells_are_not_known(tmp_path, programme):
    person = one(tmp_path, programme, certificates="", is_adult="", hours_min="", lat="")

    assert person.certificates is None
    assert person.is_adult is None
    assert person.availability.hours_per_week_min is None
    assert person.place is None
    assert person.state is ParticipantState.ACTIVE
    assert person.may_work.status is MayWorkStatus.TO_CHECK


@pytest.mark.parametrize("word", ["none", "inga", " Inga "])
def test_known_to_have_no_certificates_is_not_the_same_as_not_known(tmp_path, programme, word):
    assert one(tmp_path, programme, certificates=word).certificates == ()


def test_a_district_without_a_point_of_its_own_gets_the_municipality(tmp_path, programme):
    person = one(tmp_path, programme, municipality="Göteborg", district="Okänd")

    assert person.place == Place("Göteborg", "Okänd", 57.7, 11.97)


BAD = [
    ("swedish_reading", "A3", "unknown level", "A2"),
    ("swedish_reading", "B2/B1", "above", "range"),
    ("hours_min", "99", "outside 0 to 60", "number"),
    ("hours_min", "many", "no number", "37,5"),
    ("education_level", "2,5", "no whole number", "0 to 6"),
    ("is_adult", "kanske", "neither yes nor no", "ja"),
    ("available_from", "15/8 2026", "no date", "YYYY-MM-DD"),
    ("available_from", "2026-02-30", "no date", "YYYY-MM-DD"),
    ("available_from", "20260815", "no date", "YYYY-MM-DD"),
    ("shifts", "day|nite", "not known", "'night'"),
    ("travel_mode", "boat", "not known", "bicycle"),
    ("languages", "arabic language", "language tag", "sv"),
    ("preferred_language", "zz", "no such language", "sv, en, ar, uk, so, fa, prs, ti"),
    ("languages", "ar:C2|qq", "no such language", "prs"),
    ("languages", "ar:Z9", "unknown level", "ar:C2"),
    ("certificates", "food_hygene", "no ladder", "'food_hygiene'"),
    ("certificates", "truck_tlp10:soon", "no date", "YYYY"),
    ("wished_steps", "kitchens.kitchen_portr", "no ladder", "'kitchens.kitchen_porter'"),
    ("avoid", "nigths", "no ladder", "'nights'"),
    ("sfi_track", "4", "outside 1 to 3", "number"),
    ("sfi_attended", "E", "not known", "A, B, C, D"),
    ("state", "gone", "not known", "active"),
    ("district", "Nowhere", "no municipality", "municipality"),
    ("code", "P 001!", "no code", "P001"),
    ("experience_2_months", "5", "no text", "own words"),
    ("max_travel_minutes", "-5", "outside 0 to 300", "number"),
    ("lat", "57.7", "no municipality", "municipality"),
]


@pytest.mark.parametrize(("column", "value", "problem", "mend"), BAD)
def test_a_bad_cell_is_named_with_row_column_value_and_mend(
    tmp_path, programme, column, value, problem, mend
):
    faults = one(tmp_path, programme, **{column: value})

    (fault,) = faults
    assert (fault.file, fault.row) == ("people.csv", 2)
    assert fault.column in {column, "municipality", "experience_2"}
    assert problem in fault.problem
    assert mend in fault.mend
    assert fault.value in {value, None}


def test_cells_that_contradict_each_other_are_faults(tmp_path, programme):
    assert "above most hours" in one(tmp_path, programme, hours_min="40", hours_max="20")[0].problem
    assert "no course A" in one(tmp_path, programme, sfi_track="3", sfi_passed="A")[0].problem
    assert "needs the course" in one(tmp_path, programme, sfi_passed_on="2026-01-01")[0].problem
    assert "both latitude" in one(tmp_path, programme, municipality="Göteborg", lat="57")[0].problem


def test_all_faults_of_all_rows_come_at_once_and_good_rows_are_kept(tmp_path, programme):
    parsed = parse(
        tmp_path,
        "code,hours_min,is_adult\nP001,x,maybe\nP002,20,yes\n,5,no\nP004,61,no\n",
        programme,
    )

    assert [item.participant.code for item in parsed.good] == ["P002"]
    assert [(fault.row, fault.column) for fault in parsed.rejected] == [
        (2, "hours_min"),
        (2, "is_adult"),
        (4, "code"),
        (5, "hours_min"),
    ]


def test_a_code_that_stands_twice_names_both_rows_and_keeps_neither(tmp_path, programme):
    parsed = parse(tmp_path, "code,is_adult\nP001,yes\nP002,no\nP001,hm\n", programme)

    assert [item.participant.code for item in parsed.good] == ["P002"]
    repeated = [(f.row, f.problem) for f in parsed.rejected if f.column == "code"]
    assert repeated == [(2, "row 4 has the same code"), (4, "row 2 has the same code")]


@pytest.mark.parametrize("number", ["19811218-9876", "811218-9876", "198112189876", "811278-9873"])
def test_a_personal_number_is_refused_wherever_it_stands_and_never_repeated(
    tmp_path, programme, number
):
    parsed = parse(
        tmp_path,
        f"code,hours_min,experience_1\nP001,x,Jag heter {number} ok\n{number},,\n",
        programme,
    )

    assert not parsed.good
    assert [(fault.row, fault.column) for fault in parsed.rejected] == [
        (2, "experience_1"),
        (3, "code"),
    ]
    told = " ".join(map(str, parsed.rejected))
    assert "Remove it" in told
    assert number not in told
    assert "9876" not in told


def test_other_long_numbers_are_no_personal_numbers(tmp_path, programme):
    # A wrong check digit, a telephone number, an organisation number, a fraction.
    for text in ("19811218-9875", "070-123 45 67", "556036-0793", "57.8112189876"):
        assert one(tmp_path, programme, experience_1=f"ring {text}").experiences


def test_header_faults_come_all_at_once_with_the_nearest_known(tmp_path, programme):
    with pytest.raises(InputErrors) as caught:
        parse(tmp_path, "cod,språk,preferred_language,xyzzy\nP001,sv,sv,1\n", programme)

    told = [(fault.column, fault.row) for fault in caught.value.errors]
    assert told == [
        ("cod", 1),
        ("preferred_language", 1),
        ("xyzzy", 1),
        ("code", 1),
    ]
    mends = [fault.mend for fault in caught.value.errors]
    assert "Did you mean 'code'?" in mends[0] or "Did you mean 'kod'?" in mends[0]
    assert "missing" in caught.value.errors[3].problem


def test_a_row_that_could_not_be_read_is_among_the_rejected(tmp_path, programme):
    parsed = parse(tmp_path, f"code,experience_1\nP001,{'x' * 10_001}\nP002,ok\n", programme)

    assert [(fault.row, fault.column) for fault in parsed.rejected] == [(2, "experience_1")]
    assert [item.participant.code for item in parsed.good] == ["P002"]


def test_only_what_the_file_speaks_of_is_given(tmp_path, programme):
    (item,) = parse(tmp_path, "code,state,hours_min\nP001,,\n", programme).good

    assert item.given == {"availability"}


def test_every_column_has_words_in_both_languages_and_no_name_twice():
    words = [word for c in PARTICIPANT_COLUMNS for word in (c.name, *c.swedish)]

    assert len(words) == len(set(words))
    assert all(column.swedish and column.sv and column.en for column in PARTICIPANT_COLUMNS)


def test_a_gazetteer_is_read_from_csv_and_may_be_missing(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text(
        "municipality,district,lat,lon\nMölndal,,57.65,12.01\nMölndal,Kållered,57.61,12.05\n",
        encoding="utf-8",
    )

    places = read_gazetteer(path)

    assert places.locate(Place("mölndal", "Kållered")).lat == 57.61
    assert places.locate(Place("Mölndal", "Annat")).lat == 57.65
    assert places.locate(Place("Borås")) == Place("Borås")
    assert places.municipality_of("kållered") == "Mölndal"
    assert read_gazetteer(tmp_path / "none.csv").locate(Place("Borås")) == Place("Borås")
