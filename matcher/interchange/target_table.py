"""The report on the target as a table and as JSON: each figure with its definition next to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matcher.interchange.columns import Column
from matcher.interchange.flow_table import TOO_FEW, cell_text
from matcher.interchange.table_writer import write_table
from matcher.planning.target.figures import (
    OF_ALL,
    OF_ANSWERED,
    RESPONSE_RATE,
    TARGET_OF_ALL,
    TARGET_OF_ANSWERED,
)
from matcher.planning.target.wilson import LEVEL, TARGET, Share, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from matcher.planning.flow.figures import Figure
    from matcher.planning.target.report import TargetReport, TargetShares

_TEXTS = ("figure", "label_sv", "label_en", "definition_sv", "definition_en")
_VERDICTS = {
    Verdict.REACHED: "nått / reached",
    Verdict.NOT_REACHED: "inte nått / not reached",
    Verdict.CANNOT_BE_SAID: "kan inte sägas ännu / cannot be said yet",
}


def write_target(path: Path, report: TargetReport) -> None:
    """Write one row for each figure and one column for each period.

    Raises
    ------
    InputError
        The name ends in neither ``.csv`` nor ``.xlsx``.
    """
    columns = [Column(name, (), str, "", "") for name in (*_TEXTS, *report.periods)]
    write_table(path, columns, target_rows(report))


def target_rows(report: TargetReport) -> list[dict[str, str]]:
    """Return the rows of the table: counts, then shares with their intervals, then verdicts."""
    rows = [
        _texts(figure) | {cell.period: cell_text(cell, figure.name) for cell in cells}
        for figure, cells in report.rows
    ]
    return rows + [
        _texts(figure) | {one.period: said(one) for one in report.shares}
        for figure, said in _shares()
    ]


def _shares() -> Iterator[tuple[Figure, Callable[[TargetShares], str]]]:
    yield RESPONSE_RATE, lambda one: _percent(one.response_rate)
    yield OF_ANSWERED, lambda one: _share(one.of_answered)
    yield OF_ALL, lambda one: _share(one.of_all)
    yield TARGET_OF_ANSWERED, lambda one: _verdict(one.of_answered)
    yield TARGET_OF_ALL, lambda one: _verdict(one.of_all)


def _texts(figure: Figure) -> dict[str, str]:
    return {
        "figure": figure.name,
        "label_sv": figure.label.sv,
        "label_en": figure.label.en,
        "definition_sv": figure.meaning.sv,
        "definition_en": figure.meaning.en,
    }


def _percent(share: float | None) -> str:
    return TOO_FEW if share is None else f"{share:.0%}".replace("%", " %")


def _share(share: Share | None) -> str:
    if share is None:
        return TOO_FEW
    return f"{_percent(share.value)} ({share.low * 100:.0f}–{share.high * 100:.0f} %)"


def _verdict(share: Share | None) -> str:
    return TOO_FEW if share is None else _VERDICTS[share.verdict]


def target_json(report: TargetReport) -> dict[str, Any]:
    """Return the report as one JSON document."""
    return {
        "report": "target",
        "on": report.on.isoformat(),
        "counts": "exact" if report.exact else "rounded",
        "target": TARGET,
        "level": LEVEL,
        "periods": list(report.periods),
        "figures": [
            _described(figure)
            | {
                "cells": [
                    {
                        "period": cell.period,
                        "shown": cell.shown.value,
                        "count": cell.count,
                        "wider": cell.wider and {"figure": cell.wider[0], "period": cell.wider[1]},
                    }
                    for cell in cells
                ]
            }
            for figure, cells in report.rows
        ],
        "shares": [_shares_json(one) for one in report.shares],
        "definitions": [_described(figure) for figure, _ in _shares()],
    }


def _described(figure: Figure) -> dict[str, Any]:
    return {
        name: {"sv": text.sv, "en": text.en, "ar": text.ar}
        for name, text in (("label", figure.label), ("definition", figure.meaning))
    } | {"figure": figure.name}


def _shares_json(one: TargetShares) -> dict[str, Any]:
    return {
        "period": one.period,
        "response_rate": one.response_rate,
        "of_answered": _share_json(one.of_answered),
        "of_all": _share_json(one.of_all),
    }


def _share_json(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "value": share.value,
        "ci95": [share.low, share.high],
        "verdict": share.verdict.value,
    }
