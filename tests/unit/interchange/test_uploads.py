"""Somebody's own list: what its columns are taken for, how it is read, what is proposed."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook
from programme import real_ladders

from matcher.domain.ids import OrganisationId, UserId
from matcher.domain.importing import ImportKind
from matcher.domain.upload import GuessedBy, Private, Upload
from matcher.errors import InputErrors
from matcher.interchange import uploads
from matcher.interchange.cell_guess import propose
from matcher.interchange.column_guess import guess_columns
from matcher.interchange.header_words import COLUMNS, words_of
from matcher.interchange.programme import Programme
from matcher.interchange.uploads import UploadReader

PEOPLE, OPENINGS = ImportKind.PARTICIPANTS, ImportKind.OPENINGS
NUMBER = "811218-9876"
HEADER = ["Deltagar-ID", "Namn", "Tidigare jobb", "Modersmål", "Kan börja"]
ROWS = [
    ["P001", "Eva", "städat", "Arabiska", "15/8 2026"],
    ["P002", "Åsa", f"ring {NUMBER} om lager", "so", "2026-08-01"],
    ["P003", "Bo", "lagat mat", "Arabiska", "=A1"],
]
OF_NAME = {column.name: column for column in COLUMNS[PEOPLE]}


@pytest.fixture
def reader():
    return UploadReader(Programme(OrganisationId("demo"), real_ladders()))


@pytest.fixture
def saved(tmp_path):
    def save(rows=ROWS, header=HEADER, above=()):
        book = Workbook()
        for row in (*above, header, *rows):
            book.active.append(row)
        path = tmp_path / "0a1b"
        book.save(path)
        return path

    return save


def upload(columns, kind=PEOPLE, **more):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Upload("0a1b", kind, "list.xlsx", UserId("u"), at, columns, **more)


def chosen(sheet):
    return {column.place: column.name for column in sheet.columns}


def guessed(header, values=(), kind=PEOPLE, remembered=None):
    rows = [[value] for value in values] or [["x"]]
    (column,) = guess_columns([header], rows, kind, remembered or {})
    return column


@pytest.mark.parametrize(
    ("header", "kind", "name", "why"),
    [
        ("kod", PEOPLE, "code", GuessedBy.HEADER),
        ("Föredraget-Språk", PEOPLE, "preferred_language", GuessedBy.HEADER),
        ("B-körkort", PEOPLE, "driving_licence", GuessedBy.HEADER),
        ("Work experience", PEOPLE, "experience_1", GuessedBy.HEADER),
        ("Tidigare jobbb", PEOPLE, "experience_1", GuessedBy.SIMILAR),
        ("Företag", OPENINGS, "employer", GuessedBy.HEADER),
        ("Kontaktperson", OPENINGS, "contact", GuessedBy.HEADER),
        ("Handläggarens kommentar", PEOPLE, "", GuessedBy.NOTHING),
    ],
)
def test_a_header_tells_the_column(header, kind, name, why):
    column = guessed(header, kind=kind)

    assert (column.name, column.guessed_by) == (name, why)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        (["K-01", "K-02", "K-03"], "code"),
        (["K-01", "K-01", "K-03"], ""),
        (["A2", "b1", "A1/A2"], "swedish_overall"),
        (["Sfi C", "B", "D"], "sfi_attended"),
        (["arabiska", "ti", "Somaliska", "dari"], "preferred_language"),
        (["Ja", "Nej", "ja"], ""),
        (["37,5", "20", "30"], ""),
        (["cykel", "bil"], ""),
        (["cykel", "bil", "Bil"], "travel_mode"),
    ],
)
def test_values_tell_a_column_with_a_strange_header(values, name):
    assert guessed("Fält 7", values).name == name


def test_what_was_chosen_before_comes_first():
    column = guessed("Sfi", remembered={"sfi": "sfi_passed"})
    left_out = guessed("Sfi", remembered={"sfi": ""})

    assert (column.name, column.guessed_by) == ("sfi_passed", GuessedBy.REMEMBERED)
    assert (left_out.name, left_out.guessed_by) == ("", GuessedBy.REMEMBERED)


def test_each_column_is_guessed_once():
    found = guess_columns(["Erfarenhet", "Bakgrund"], [["a", "b"]], PEOPLE, {})

    assert [column.name for column in found] == ["experience_1", ""]


@pytest.mark.parametrize(
    ("header", "values", "why"),
    [
        ("Personnr", [], Private.PERSONAL_NUMBER),
        ("Fält", [NUMBER, "", "P1"], Private.PERSONAL_NUMBER),
        ("Telefon", ["031-1"], Private.NAME_OR_CONTACT),
        ("Födelseland", ["Syrien"], Private.NOT_KEPT),
        ("Diagnos", ["x"], Private.NOT_KEPT),
    ],
)
def test_what_stegvis_does_not_keep_is_known_and_not_shown(header, values, why):
    column = guessed(header, values)

    assert (column.private, column.name, column.samples) == (why, "", ())


def test_a_sample_never_shows_a_personal_number():
    values = ["lager", "städ", "kök", f"ring {NUMBER}"]

    assert guessed("Fält", values[::-1]).samples == ("kök", "städ", "lager")


@pytest.mark.parametrize("kind", list(ImportKind))
def test_every_word_leads_to_a_column(kind):
    names = {column.name for column in COLUMNS[kind]}

    assert set(words_of(kind).values()) == names


@pytest.mark.parametrize(
    ("column", "value", "proposal"),
    [
        ("preferred_language", "Persiska", "fa"),
        ("preferred_language", "العربية", "ar"),
        ("languages", "engelska, somaliska", "en|so"),
        ("available_from", "2026/8/5", "2026-08-05"),
        ("available_from", "20260805", "2026-08-05"),
        ("available_from", "32/13 2026", ""),
        ("hours_max", "ca 30 tim", "30"),
        ("hours_max", "20-30", ""),
        ("driving_licence", "Ja!", "Ja"),
        ("driving_licence", "ja, B", "ja"),
        ("sfi_passed", "kurs C", "C"),
        ("swedish_overall", "ungefär A2 / B1", "A2/B1"),
        ("shifts", "dag, kväll", "dag|kväll"),
        ("code", "P 001", "P-001"),
        ("travel_mode", "flyg", ""),
    ],
)
def test_a_cell_is_proposed_only_when_it_can_be_read(column, value, proposal):
    assert propose(OF_NAME[column], value) == proposal


def test_the_advice_of_a_fault_is_tried_first():
    assert propose(OF_NAME["state"], "aktv", "Did you mean 'aktiv'? Use one of: x.") == "aktiv"


def test_a_title_above_the_header_is_passed_over(reader, saved):
    path = saved(above=[["Deltagarlista 2026"], []])

    sheet = reader.sheet(path, "list.xlsx", PEOPLE, {})
    reading = reader.read(path, upload(chosen(sheet)))

    assert chosen(sheet) == {
        0: "code", 1: "", 2: "experience_1", 3: "preferred_language", 4: "available_from",
    }  # fmt: skip
    assert sheet.rows == 3
    assert reading.faults[0].rows == (4,)


def test_a_csv_with_lines_above_its_header_keeps_row_numbers(reader, tmp_path):
    path = tmp_path / "0a1b"
    path.write_bytes("Lista\r\n\r\nkod;Bor i;Timmar\r\nP1;Hjällbo;x\r\n".encode("cp1252"))

    sheet = reader.sheet(path, "list.csv", PEOPLE, {})

    assert (sheet.encoding, sheet.words) == ("windows-1252", ("Hjällbo",))
    assert reader.read(path, upload(chosen(sheet))).faults[0].rows == (4,)


def test_a_file_without_known_headers_is_read_from_its_first_row(reader, saved):
    sheet = reader.sheet(saved(header=["a", "b", "c", "d", "e"]), "list.xlsx", PEOPLE, {})

    assert [column.header for column in sheet.columns] == ["a", "b", "c", "d", "e"]


def test_faults_are_mended_together_and_numbers_taken_out(reader, saved):
    path = saved()
    asked = upload(chosen(reader.sheet(path, "list.xlsx", PEOPLE, {})))

    reading = reader.read(path, asked)

    assert [(fault.rows, fault.column, fault.proposal) for fault in reading.faults] == [
        ((2,), "available_from", "2026-08-15"),
        ((2,), "preferred_language", "ar"),
        ((4,), "available_from", ""),
    ]
    assert reading.removed == ((3, "experience_1"),)
    assert reading.people[0].participant.experiences[0].text == "ring [...] om lager"

    mends = {
        (2, "available_from"): "2026-08-15",
        (2, "preferred_language"): "ar",
        (4, "available_from"): "2026-09-01",
        (4, "preferred_language"): "ar",
    }
    mended = reader.read(path, replace(asked, mends=mends))
    left = reader.read(path, replace(asked, left_out=frozenset({2, 4, 99})))

    assert [item.participant.preferred_language for item in mended.people] == ["ar", "so", "ar"]
    assert mended.rejected == ()
    assert (len(left.people), left.rejected, left.left_out, left.rows) == (1, (), (2, 4), 3)


def test_the_same_value_in_several_rows_is_one_fault(reader, saved):
    rows = [[f"P{n}", "", "städat", "Klingonska", ""] for n in range(4)]
    path = saved(rows)

    (fault,) = reader.read(path, upload(chosen(reader.sheet(path, "list.xlsx", PEOPLE, {})))).faults

    assert (fault.rows, fault.value) == ((2, 3, 4, 5), "Klingonska")


def test_a_key_is_mended_row_by_row(reader, saved):
    path = saved([["P1", *ROWS[1][1:]], ["P1", *ROWS[1][1:]], [NUMBER, *ROWS[1][1:]]])

    faults = reader.read(path, upload(dict(enumerate(["code", "", "", "", ""])))).faults

    assert [fault.rows for fault in faults] == [(2,), (3,), (4,)]
    assert faults[2].value is None


def test_a_missing_column_of_openings_is_filled_in_once(reader, saved):
    header = ["Jobb-id", "Företag", "Yrke", "Arbetsuppgifter"]
    path = saved([["J1", "Köket", "Diskare", "Diska"], ["J2", "Huset", "", "Städa"]], header)
    asked = upload(chosen(reader.sheet(path, "jobs.xlsx", OPENINGS, {})), OPENINGS)

    faults = reader.read(path, asked).faults

    assert [(fault.rows, fault.column) for fault in faults] == [
        ((2,), "form"), ((2,), "pay_line"), ((3,), "title"),
    ]  # fmt: skip

    mends = {
        (2, "form"): "permanent", (2, "pay_line"): "Avtal", (3, "title"): "Städare",
        (3, "form"): "hourly", (3, "pay_line"): "Avtal",
    }  # fmt: skip
    reading = reader.read(path, replace(asked, mends=mends))

    assert [item.opening.title for item in reading.openings] == ["Diskare", "Städare"]
    assert reading.faults == ()


def test_broken_letters_are_named_and_mended_when_asked(reader, saved):
    path = saved([["P1", "", "bodde i GÃ¶teborg", "sv", ""]])
    sheet = reader.sheet(path, "list.xlsx", PEOPLE, {})

    assert ("GÃ¶teborg", "Göteborg") in sheet.broken
    asked = upload(chosen(sheet), letters=True)
    told = reader.read(path, asked).people[0].participant.experiences
    assert told[0].text == "bodde i Göteborg"


def test_a_file_that_is_no_table_is_named_as_it_came(reader, tmp_path):
    path = tmp_path / "0a1b"
    path.write_bytes(b"%PDF-1.4")

    with pytest.raises(InputErrors) as caught:
        reader.sheet(path, "list.pdf", PEOPLE, {})

    assert caught.value.errors[0].file == "list.pdf"


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read(reader, tmp_path):
    path = tmp_path / "0a1b"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 70_000_000)
    assert path.stat().st_size < 100_000

    with pytest.raises(InputErrors, match="unpacks to more than 60 MB"):
        reader.sheet(path, "bomb.xlsx", PEOPLE, {})


def test_too_many_rows_are_refused(reader, saved, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_ROWS", 2)

    with pytest.raises(InputErrors, match="more than 2 rows"):
        reader.sheet(saved(), "list.xlsx", PEOPLE, {})


def test_the_columns_to_choose_from_have_names_in_two_languages(reader):
    columns = {column.name: column for column in reader.columns(PEOPLE)}

    assert columns["code"].sv == "kod"
    assert reader.required(PEOPLE) == ("code",)
    assert reader.required(OPENINGS) == ("opening_id", "employer", "title", "text")
    assert reader.remembers(" Mitt  Fält ") == "mitt_fält"
