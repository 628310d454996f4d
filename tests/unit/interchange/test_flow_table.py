"""The flow report as a table and as JSON."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from openpyxl import load_workbook

from matcher.domain.flow import FlowFacts, FlowPerson, FlowPlacement
from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import ParticipantState
from matcher.errors import InputError
from matcher.interchange.flow_table import TOO_FEW, cell_text, flow_json, flow_rows, write_flow
from matcher.planning.flow.counting import Window
from matcher.planning.flow.report import ReportCell, flow_report
from matcher.planning.flow.shown import Shown

TODAY = date(2026, 11, 26)


@pytest.fixture(params=[True, False], ids=["exact", "rounded"])
def report(request):
    """Sixteen people in spring and three in autumn, all at their first job on the second day."""
    months = [4] * 16 + [10] * 3
    codes = [ParticipantCode(f"P{number:02}") for number in range(19)]
    facts = FlowFacts(
        tuple(
            FlowPerson(code, ParticipantState.PLACED, date(2026, month, 1))
            for code, month in zip(codes, months, strict=True)
        ),
        tuple(
            FlowPlacement(code, date(2026, month, 2))
            for code, month in zip(codes, months, strict=True)
        ),
    )
    return flow_report(facts, TODAY, Window(), exact=request.param)


def test_each_figure_stands_beside_its_definition(report):
    rows = {row["figure"]: row for row in flow_rows(report)}
    assert all(row["definition_sv"] and row["definition_en"] for row in rows.values())
    assert rows["more_hours"]["2026"] == "inte antecknat ännu / not recorded yet"
    assert rows["entries"]["2026-Q3"].startswith("0" if report.exact else TOO_FEW)
    assert rows["entries"]["2026-Q2"] == ("16" if report.exact else "15")
    assert rows["entries"]["2026-Q4"] == ("3" if report.exact else f"{TOO_FEW} → 2026")
    assert rows["employed_12"]["2026-Q4"] == "–"


def test_too_few_names_the_wider_group():
    few = {"period": "2026-Q1", "shown": Shown.TOO_FEW}
    assert cell_text(ReportCell(**few), "hired") == TOO_FEW
    assert cell_text(ReportCell(**few, wider=("hired", "2026")), "hired") == f"{TOO_FEW} → 2026"
    other = ReportCell(**few, wider=("first_job", "2026-Q1"))
    assert cell_text(other, "ended_6") == f"{TOO_FEW} → first_job 2026-Q1"


def test_both_kinds_of_file_hold_the_same(report, tmp_path):
    for name in ("flow.csv", "flow.XLSX"):
        write_flow(tmp_path / name, report)
    with (tmp_path / "flow.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))
    book = load_workbook(tmp_path / "flow.XLSX")
    assert [list(row) for row in book.active.iter_rows(values_only=True)] == lines
    assert len(lines) == 1 + len(report.rows)
    with pytest.raises(InputError, match=r"\.csv or \.xlsx"):
        write_flow(tmp_path / "flow.pdf", report)


def test_json_says_how_each_cell_is_shown(report):
    made = flow_json(report)
    assert made["counts"] == ("exact" if report.exact else "rounded")
    figures = {one["figure"]: one for one in made["figures"]}
    assert figures["resumed_school"]["recorded"] is False
    assert figures["resumed_school"]["cells"] == []
    autumn = {cell["period"]: cell for cell in figures["entries"]["cells"]}["2026-Q4"]
    hidden = {"shown": "too_few", "count": None, "wider": {"figure": "entries", "period": "2026"}}
    known = {"shown": "exact", "count": 3, "wider": None}
    assert autumn == {"period": "2026-Q4"} | (known if report.exact else hidden)
