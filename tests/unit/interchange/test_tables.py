"""Tables: every dialect and encoding gives the same rows, every bad file says what to do."""

from __future__ import annotations

import csv
import io
import tracemalloc
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from matcher.errors import InputErrors
from matcher.interchange.tables import MAX_FIELD, read_table

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16",
    "cp1252": "windows-1252",
}
ROWS = [["kod", "område"], ["P001", "Bergsjön; Öster, 37,5"], ["P002", 'Två\nrader "så"']]


def as_csv(rows, delimiter=",", newline="\n"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return text.getvalue()


def saved(folder, data, name="people.csv"):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def workbook(folder, rows, name="people.xlsx", sheets=("Blad1",)):
    book = Workbook()
    book.remove(book.active)
    for title in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    path = folder / name
    book.save(path)
    return path


def fault_of(path, **how):
    with pytest.raises(InputErrors) as caught:
        read_table(path, **how)
    (fault,) = caught.value.errors
    return fault


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_dialect_and_encoding_gives_the_same_rows(tmp_path, encoding, delimiter, newline):
    path = saved(tmp_path, as_csv(ROWS, delimiter, newline).encode(encoding))

    table = read_table(path)

    assert table.header == ("kod", "område")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("P001", "Bergsjön; Öster, 37,5")),
        (3, ("P002", 'Två\nrader "så"')),
    ]
    assert table.encoding == ENCODINGS[encoding]
    assert table.delimiter == delimiter
    assert table.sample == ("område", "Bergsjön", "Öster", "Två", "så")


cells = st.text(
    st.characters(codec="cp1252", categories=("L", "N", "P", "S", "Zs")), max_size=20
).map(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(cells, cells).filter(any), min_size=1, max_size=6),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
def test_any_cells_come_out_as_they_went_in(tmp_path, rows, encoding, delimiter):
    text = as_csv([["a", "b"], *rows], delimiter)
    path = saved(tmp_path, text.encode(encoding))

    table = read_table(path)

    # Without a byte order mark, what happens to be valid UTF-8 is read as UTF-8.
    if encoding != "cp1252" or _is_not_utf8(text):
        assert [row.cells for row in table.rows] == rows


def _is_not_utf8(text):
    try:
        return text.encode("cp1252").decode("utf-8") == text
    except UnicodeDecodeError:
        return True


def test_a_sep_line_of_a_spreadsheet_is_no_row(tmp_path):
    table = read_table(saved(tmp_path, "sep=;\r\nkod;ort\r\nP001;a,b\r\n"))

    assert table.header == ("kod", "ort")
    assert (table.rows[0].number, table.rows[0].cells) == (2, ("P001", "a,b"))


def test_blank_rows_are_left_out_but_counted_and_short_rows_are_filled(tmp_path):
    table = read_table(saved(tmp_path, "a,b\n\n,\nx\n"))

    assert [(row.number, row.cells) for row in table.rows] == [(4, ("x", ""))]


def test_cells_that_look_like_formulas_are_text(tmp_path):
    values = ["=1+1", "+46", "-5", "@x", "=cmd|'/c calc'!A0"]
    from_csv = read_table(saved(tmp_path, as_csv([list("abcde"), values])))
    from_xlsx = read_table(workbook(tmp_path, [list("abcde"), values]))

    assert from_csv.rows[0].cells == tuple(values)
    assert from_xlsx.rows[0].cells == tuple(values)


def test_a_workbook_gives_text_for_every_sort_of_cell(tmp_path):
    midnight = datetime(2026, 8, 15)  # noqa: DTZ001 - cells have no zone
    row = [1, 2.5, 3.0, True, date(2026, 8, 15), midnight, None, " hej "]
    table = read_table(workbook(tmp_path, [list("abcdefgh"), row]))

    assert table.rows[0].cells == (
        *("1", "2.5", "3", "yes", "2026-08-15", "2026-08-15", "", "hej"),
    )
    assert table.encoding == "xlsx"


def test_other_times_in_a_workbook_stay_visible(tmp_path):
    morning = datetime(2026, 8, 15, 7, 30)  # noqa: DTZ001 - cells have no zone
    table = read_table(workbook(tmp_path, [["a", "b"], [morning, time(7, 30)]]))

    assert table.rows[0].cells == ("2026-08-15 07:30:00", "07:30:00")


def test_a_sheet_can_be_named(tmp_path):
    path = workbook(tmp_path, [["a"], ["1"]], sheets=("Ett", "Två"))

    assert read_table(path, sheet="Två").rows[0].cells == ("1",)
    fault = fault_of(path, sheet="Tre")
    assert "no sheet 'Tre'" in fault.problem
    assert "Ett, Två" in fault.mend


def test_an_error_cell_of_a_workbook_is_a_fault_of_its_row(tmp_path):
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.append(["x", "#REF!"])
    book.active["B2"].data_type = "e"
    book.active.append(["y", "z"])
    path = tmp_path / "a.xlsx"
    book.save(path)

    table = read_table(path)

    assert [(fault.row, fault.column) for fault in table.faults] == [(2, "column 2")]
    assert [row.cells for row in table.rows] == [("y", "z")]


@pytest.mark.parametrize(
    ("data", "problem", "mend"),
    [
        (b"", "file is empty", "Export"),
        (b" \r\n ", "file is empty", "Export"),
        ("a,b\n".encode("utf-16")[:2], "file is empty", "Export"),
        (b"a,b\n", "a header and no row", "Export"),
        (b"\na,b\n1,2\n", "first row is blank", "first row"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", ".xls", "save it as .xlsx"),
        (b"%PDF-1.7 ...", "PDF", "table"),
        (b"\x89PNG\r\n", "picture", "table"),
        (b"\x1f\x8b\x08", "gzip", "Unpack"),
        (b'[{"id": 1}]', "JSON", "import openings"),
        (b"<html><table>", "web page", ".xlsx"),
        (b"a,b\n1,\x00\n", "NUL", "CSV"),
        (b"a\x00,\x00b\x00\n\x00", "NUL", "CSV"),
        (b"a,b\n1,\xff\x81\n", "neither UTF-8", "CSV"),
        (b"\xef\xbb\xbfa,b\n1,\xff\n", "neither UTF-8", "CSV"),
        (b"\xff\xfea\x00\xd8", "neither UTF-8", "CSV"),
        (b"PK\x03\x04 no zip", "damaged", ".xlsx"),
        (b",".join(b"c%d" % n for n in range(400)) + b"\n1\n", "400 columns", "at most 300"),
        (b'"a,b\n1,2\n', "never closed", "quot"),
    ],
)
def test_a_file_that_is_no_table_says_what_to_do(tmp_path, data, problem, mend):
    fault = fault_of(saved(tmp_path, data))

    assert problem in fault.problem
    assert mend in fault.mend
    assert fault.file == "people.csv"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("mimetype", "OpenDocument"),
        ("word/document.xml", "Word"),
        ("xl/workbook.bin", "binary Excel"),
        ("photo.jpg", "zip"),
    ],
)
def test_other_packages_are_told_by_content(tmp_path, name, problem):
    path = tmp_path / "people.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(name, "x")

    assert problem in fault_of(path).problem


def test_a_workbook_with_entity_bombs_is_refused(tmp_path):
    path = workbook(tmp_path, [["a"], ["1"]])
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>'
        "</worksheet>"
    )
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, bomb if name.endswith("sheet1.xml") else data)

    assert "damaged" in fault_of(path).problem


def test_a_missing_file_and_a_folder_are_told_without_their_place(tmp_path):
    assert "cannot be read" in fault_of(tmp_path / "none.csv").problem
    assert "folder" in fault_of(tmp_path).problem
    assert str(tmp_path) not in str(fault_of(tmp_path / "none.csv"))


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(50_000_001)

    assert "larger than 50 MB" in fault_of(path).problem


def test_a_field_of_ten_megabytes_is_named_and_the_other_rows_are_kept(tmp_path):
    path = saved(tmp_path, "kod,text\nP001," + "x" * 10_000_000 + "\nP002,ok\n")

    tracemalloc.start()
    table = read_table(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    (fault,) = table.faults
    assert (fault.row, fault.column, fault.value) == (2, "text", None)
    assert "10000000 characters" in fault.problem
    assert [row.cells for row in table.rows] == [("P002", "ok")]
    assert peak < 200_000_000


def test_the_longest_field_is_read_and_one_more_character_is_not(tmp_path):
    table = read_table(saved(tmp_path, f"a\n{'x' * MAX_FIELD}\n{'x' * (MAX_FIELD + 1)}\n"))

    assert [row.number for row in table.rows] == [2]
    assert [fault.row for fault in table.faults] == [3]


def test_an_unclosed_quote_is_named_where_it_opens(tmp_path):
    table = read_table(saved(tmp_path, 'a,b\n1,2\n3,"4\n5,6\n'))

    assert [row.cells for row in table.rows] == [("1", "2")]
    assert [(fault.row, "never closed" in fault.problem) for fault in table.faults] == [(3, True)]


def test_a_quote_inside_a_quoted_field_is_a_fault_of_its_row_only(tmp_path):
    table = read_table(saved(tmp_path, 'a,b\n1,"x "y" z"\n3,4\n'))

    assert [fault.row for fault in table.faults] == [2]
    assert [row.cells for row in table.rows] == [("3", "4")]


def test_a_value_without_a_header_is_a_fault(tmp_path):
    table = read_table(saved(tmp_path, "a,b\n1,2,3\n4,5,\n"))

    assert [(fault.row, fault.column) for fault in table.faults] == [(2, "column 3")]
    assert [row.cells for row in table.rows] == [("4", "5")]
