"""Who came and what became of it: the flow report as planners may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, render_template
from flask_babel import format_decimal, gettext

from matcher.errors import NotFound
from matcher.planning.flow.counting import ALL, UNDATED
from matcher.planning.flow.shown import Shown
from web.areas.planning.views import KINDS_OF_FILE, planning
from web.areas.planning.words import not_shown
from web.context import services
from web.languages import isolated, language

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.planning.flow.report import FlowReport, ReportCell


@planning.get("/planning/flow")
def flow() -> str:
    """Show each figure by quarter, year and all together, with its definition."""
    report, lang = services().reports.flow(), language()
    return render_template(
        "planning/flow.html",
        day=report.on,
        heads=_heads(report),
        rows=_rows(report, format_decimal),
        definitions=[
            (figure.name, figure.label.get(lang), figure.definition.get(lang))
            for figure, _ in report.rows
        ],
    )


@planning.get("/planning/flow.<ending>")
def flow_file(ending: str) -> Response:
    """Give the table out as a file, with the same cells as on the page."""
    mimetype = KINDS_OF_FILE.get(ending)
    if mimetype is None:
        raise NotFound(f"Tables are given out as csv and xlsx, not as {ending}.")
    report = services().reports.flow()
    rows = [cells for _, cells in _rows(report, str)]
    answer = Response(services().table_file(ending, _heads(report), rows), mimetype=mimetype)
    name = f"flow-{report.on}.{ending}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _heads(report: FlowReport) -> list[str]:
    names = {ALL: gettext("all together"), UNDATED: gettext("no day is recorded")}
    return [gettext("Figure"), *(names.get(one) or isolated(one) for one in report.periods)]


def _rows(report: FlowReport, number: Callable[[int], str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the name of each figure, and its cells: what it is called, then the periods."""
    lang, nothing = language(), str(gettext("not recorded yet"))
    return [
        (
            figure.name,
            (
                figure.label.get(lang),
                *(
                    (_cell(cell, number) for cell in cells)
                    if figure.recorded
                    else (nothing for _ in report.periods)
                ),
            ),
        )
        for figure, cells in report.rows
    ]


def _cell(cell: ReportCell, number: Callable[[int], str]) -> str:
    if cell.count is not None:
        return number(cell.count)
    return "–" if cell.shown is Shown.DOES_NOT_APPLY else not_shown()
