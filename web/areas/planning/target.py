"""How many feel closer to work or studies: the report on the target as planners may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, render_template
from flask_babel import format_decimal, format_percent, gettext

from matcher.planning.target.figures import (
    COUNTS,
    OF_ALL,
    OF_ANSWERED,
    RESPONSE_RATE,
    TARGET_OF_ALL,
    TARGET_OF_ANSWERED,
)
from web.areas.planning.given_out import given_out, must_be_a_file
from web.areas.planning.report_cells import (
    ShownCell,
    ShownFigure,
    anchor_of,
    hidden_means,
    period_name,
    shown_figure,
)
from web.areas.planning.views import planning
from web.areas.planning.words import not_shown
from web.context import services
from web.languages import language, number_range

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.planning.flow.figures import Figure
    from matcher.planning.target.report import TargetReport, TargetShares
    from matcher.planning.target.wilson import Share

    Said = Callable[[TargetShares], str | None]

ALL = "all"
DEFINED = (*COUNTS, RESPONSE_RATE, OF_ANSWERED, OF_ALL, TARGET_OF_ANSWERED, TARGET_OF_ALL)


@planning.get("/planning/target")
def target() -> str:
    """Show each figure by quarter and all together, with its definition."""
    report, lang = services().target_report.report(), language()
    return render_template(
        "planning/target.html",
        day=report.on,
        heads=_heads(report),
        rows=_rows(report, format_decimal),
        definitions=[
            *((one.name, one.label.get(lang), one.meaning.get(lang)) for one in DEFINED),
            hidden_means(),
        ],
    )


@planning.get("/planning/target.<ending>")
def target_file(ending: str) -> Response:
    """Give the table out as a file, with the same cells as on the page."""
    must_be_a_file(ending)
    report = services().target_report.report()
    rows = [row.texts for row in _rows(report, str)]
    return given_out(f"target-{report.on}", ending, _heads(report), rows)


def _heads(report: TargetReport) -> list[str]:
    return [gettext("Figure"), *map(period_name, report.periods)]


def _rows(report: TargetReport, number: Callable[[int], str]) -> list[ShownFigure]:
    lang = language()
    labels = {figure.name: figure.label.get(lang) for figure, _ in report.rows}
    said: tuple[tuple[Figure, Said], ...] = (
        (RESPONSE_RATE, lambda one: _percent(one.response_rate)),
        (OF_ANSWERED, lambda one: _share(one.of_answered)),
        (OF_ALL, lambda one: _share(one.of_all)),
        (TARGET_OF_ANSWERED, lambda one: _verdict(one.of_answered)),
        (TARGET_OF_ALL, lambda one: _verdict(one.of_all)),
    )
    return [
        *(shown_figure(figure, cells, labels, number) for figure, cells in report.rows),
        *(_of_shares(figure, report, say) for figure, say in said),
    ]


def _of_shares(figure: Figure, report: TargetReport, say: Said) -> ShownFigure:
    """Return a row of shares; where one cannot be shown, that of all together is offered."""
    words = {one.period: say(one) for one in report.shares}
    cells = []
    for period, text in words.items():
        own = anchor_of(figure.name, period)
        if text is not None:
            cells.append(ShownCell(text, own))
        elif words.get(ALL) is None:
            cells.append(ShownCell(not_shown(), own))
        else:
            see = gettext("not shown; see %(wider)s", wider=period_name(ALL))
            cells.append(ShownCell(str(see), own, anchor_of(figure.name, ALL)))
    return ShownFigure(figure.name, figure.label.get(language()), tuple(cells))


def _percent(share: float | None) -> str | None:
    return None if share is None else str(format_percent(share, format="0 %"))


def _share(share: Share | None) -> str | None:
    if share is None:
        return None
    between = number_range(round(100 * share.low), round(100 * share.high))
    value = _percent(share.value)
    return str(gettext("%(share)s (%(range)s %%)", share=value, range=between))


def _verdict(share: Share | None) -> str | None:
    if share is None:
        return None
    # By their values: the module of the verdicts loads SciPy.
    names = {
        "reached": gettext("reached"),
        "not_reached": gettext("not reached"),
        "cannot_be_said_yet": gettext("cannot be said yet"),
    }
    return str(names[share.verdict.value])
