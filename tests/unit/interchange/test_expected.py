"""Forecasts and seasons from a table: every fault of every row at once."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.expected import Expected, ExpectedKind
from matcher.errors import InputErrors
from matcher.interchange.expected import read_expected

STEPS = {"elderly_care.care_aide", "kitchens.kitchen_porter"}
HEAD = "steg;typ;platser;från;till;källa;kommun\n"


def read(tmp_path, rows, head=HEAD):
    path = tmp_path / "expected.csv"
    path.write_text(head + rows, encoding="utf-8")
    return read_expected(path, STEPS)


def test_rows_are_read_with_swedish_or_english_headers(tmp_path):
    [forecast] = read(
        tmp_path, "elderly_care.care_aide;prognos;12;2027-06-01;2027-08-31;Hemtjänsten;Lund\n"
    )
    assert forecast == Expected(
        ExpectedKind.FORECAST,
        "elderly_care.care_aide",
        12,
        date(2027, 6, 1),
        date(2027, 8, 31),
        "Hemtjänsten",
        "Lund",
    )
    english = "step,kind,places,first,last,said_by\n"
    [season] = read(
        tmp_path, "kitchens.kitchen_porter,season,3,2026-12-01,2026-01-31,five years\n", english
    )
    assert (season.kind, season.area) == (ExpectedKind.SEASON, None)


def test_every_fault_names_row_and_column(tmp_path):
    rows = (
        "elderly_care.care_aid;prognos;12;2027-06-01;2027-08-31;Hemtjänsten;\n"
        "kitchens.kitchen_porter;gissning;0;in June;2027-08-31;;\n"
        "kitchens.kitchen_porter;prognos;2;2027-06-01;2027-05-31;Skolan;\n"
        "kitchens.kitchen_porter;prognos;2;2027-06-01;2027-06-30;Skolan;\n"
        "kitchens.kitchen_porter;prognos;5;2027-06-01;2027-06-30;Skolan;\n"
    )
    with pytest.raises(InputErrors) as caught:
        read(tmp_path, rows)

    faults = {(fault.row, fault.column) for fault in caught.value.errors}
    assert faults == {
        (2, "step"),
        (3, "kind"),
        (3, "places"),
        (3, "first"),
        (3, "said_by"),
        (4, "last"),
        (5, "step"),
        (6, "step"),
    }
