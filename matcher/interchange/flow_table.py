"""The flow report as a table and as JSON: each figure with its definition next to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matcher.interchange.columns import Column
from matcher.interchange.table_writer import write_table
from matcher.planning.flow.shown import Shown

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.planning.flow.report import FlowReport, ReportCell

NOT_RECORDED = "inte antecknat ännu / not recorded yet"
TOO_FEW = "för få att visa / too few to show"
_TEXTS = ("figure", "label_sv", "label_en", "definition_sv", "definition_en")


def write_flow(path: Path, report: FlowReport) -> None:
    """Write one row for each figure and one column for each period.

    Raises
    ------
    InputError
        The name ends in neither ``.csv`` nor ``.xlsx``.
    """
    columns = [Column(name, (), str, "", "") for name in (*_TEXTS, *report.periods)]
    write_table(path, columns, flow_rows(report))


def flow_rows(report: FlowReport) -> list[dict[str, str]]:
    """Return the rows of the table; a cell says in words why it has no count."""
    return [
        {
            "figure": figure.name,
            "label_sv": figure.label.sv,
            "label_en": figure.label.en,
            "definition_sv": figure.meaning.sv,
            "definition_en": figure.meaning.en,
        }
        | (
            {cell.period: cell_text(cell, figure.name) for cell in cells}
            if figure.recorded
            else dict.fromkeys(report.periods, NOT_RECORDED)
        )
        for figure, cells in report.rows
    ]


def cell_text(cell: ReportCell, figure: str) -> str:
    """Return what stands in a cell."""
    if cell.count is not None:
        return str(cell.count)
    if cell.shown is Shown.DOES_NOT_APPLY:
        return "–"
    if cell.wider is None:
        return TOO_FEW
    name, period = cell.wider
    return f"{TOO_FEW} → {period if name == figure else f'{name} {period}'}"


def flow_json(report: FlowReport) -> dict[str, Any]:
    """Return the report as one JSON document."""
    first, last = report.window.first, report.window.last
    return {
        "report": "flow",
        "on": report.on.isoformat(),
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "counts": "exact" if report.exact else "rounded",
        "periods": list(report.periods),
        "figures": [
            {
                "figure": figure.name,
                "label": {"sv": figure.label.sv, "en": figure.label.en, "ar": figure.label.ar},
                "definition": {
                    "sv": figure.meaning.sv,
                    "en": figure.meaning.en,
                    "ar": figure.meaning.ar,
                },
                "recorded": figure.recorded,
                "cells": [_cell_json(cell) for cell in cells],
            }
            for figure, cells in report.rows
        ],
    }


def _cell_json(cell: ReportCell) -> dict[str, Any]:
    wider = cell.wider and {"figure": cell.wider[0], "period": cell.wider[1]}
    return {
        "period": cell.period,
        "shown": cell.shown.value,
        "count": cell.count,
        "wider": wider,
    }
