"""The chart of the flow report: what became of all who entered, from the counts that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import format_decimal, gettext

from matcher.planning.flow.counting import ALL
from web.areas.planning.words import not_shown
from web.charts import Bar, BarChart
from web.languages import direction, language

if TYPE_CHECKING:
    from matcher.planning.flow.figures import Figure
    from matcher.planning.flow.report import FlowReport

WHOLE = "entries"
DRAWN = ("first_job", "employed_6", "employed_12", "moved_up", "started_studies")
"""Figures that are parts of those who entered, in the order in which they are drawn."""


def flow_chart(report: FlowReport) -> BarChart | None:
    """Return the chart; ``None`` where it is not shown how many entered with a day."""
    counts = _counts(report)
    whole = counts.get(WHOLE)
    if not whole:
        return None
    labels = {figure.name: figure for figure, _ in report.rows}
    return BarChart(
        tuple(_bar(labels[name], counts.get(name), whole) for name in DRAWN),
        rtl=direction(language()) == "rtl",
    )


def chart_said(report: FlowReport) -> str:
    """Say the main figure of the chart."""
    counts = _counts(report)
    figure = next(figure for figure, _ in report.rows if figure.name == DRAWN[0])
    label = figure.label.get(language())
    said = _said(counts.get(DRAWN[0]), counts[WHOLE] or 0)
    return str(gettext("%(figure)s: %(said)s.", figure=label, said=said))


def _counts(report: FlowReport) -> dict[str, int | None]:
    return {
        figure.name: next((cell.count for cell in cells if cell.period == ALL), None)
        for figure, cells in report.rows
    }


def _bar(figure: Figure, count: int | None, whole: int) -> Bar:
    # Rounded, a part may seem to be more than its whole.
    part = None if count is None else min(count, whole)
    return Bar(figure.label.get(language()), _said(count, whole), whole, part, 0, 0)


def _said(count: int | None, whole: int) -> str:
    if count is None:
        return not_shown()
    return str(
        gettext(
            "%(value)s of %(places)s", value=format_decimal(count), places=format_decimal(whole)
        )
    )
