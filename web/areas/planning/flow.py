"""Who came and what became of it: the flow report as planners may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, redirect, render_template, url_for
from flask_babel import format_decimal, gettext

from web.areas.planning.flow_chart import chart_said, flow_chart
from web.areas.planning.given_out import given_out, must_be_a_file
from web.areas.planning.report_cells import (
    ShownCell,
    ShownFigure,
    hidden_means,
    period_name,
    shown_figure,
)
from web.areas.planning.views import planning
from web.charts import drawn
from web.context import services
from web.languages import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response as Redirect

    from matcher.planning.flow.report import FlowReport


@planning.get("/planning/flow")
def flow() -> str:
    """Show each figure by quarter, year and all together, with its definition."""
    report, lang = services().reports.flow(), language()
    return render_template(
        "planning/flow.html",
        day=report.on,
        said=chart_said(report) if flow_chart(report) else "",
        heads=_heads(report),
        rows=_rows(report, format_decimal),
        definitions=[
            *(
                (figure.name, figure.label.get(lang), figure.meaning.get(lang))
                for figure, _ in report.rows
            ),
            hidden_means(),
        ],
    )


@planning.get("/planning/flow/chart.svg")
def flow_drawing() -> Response | Redirect:
    """Draw what became of all who entered; where they are too few to show there is no chart."""
    chart = flow_chart(services().reports.flow())
    if chart is None:
        return redirect(url_for("planning.flow"), 303)
    return Response(drawn(chart), mimetype="image/svg+xml")


@planning.get("/planning/flow.<ending>")
def flow_file(ending: str) -> Response:
    """Give the table out as a file, with the same cells as on the page."""
    must_be_a_file(ending)
    report = services().reports.flow()
    rows = [row.texts for row in _rows(report, str)]
    return given_out(f"flow-{report.on}", ending, _heads(report), rows)


def _heads(report: FlowReport) -> list[str]:
    return [gettext("Figure"), *map(period_name, report.periods)]


def _rows(report: FlowReport, number: Callable[[int], str]) -> list[ShownFigure]:
    lang = language()
    labels = {figure.name: figure.label.get(lang) for figure, _ in report.rows}
    nothing = ShownCell(str(gettext("not recorded yet")))
    return [
        shown_figure(figure, cells, labels, number)
        if figure.recorded
        else ShownFigure(figure.name, labels[figure.name], (nothing,) * len(report.periods))
        for figure, cells in report.rows
    ]
