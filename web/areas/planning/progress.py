"""How answers to the questions have moved: better, the same or worse, as planners may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, render_template
from flask_babel import format_decimal, format_percent, gettext

from matcher.planning.target.figures import ROWS_OF_NOBODY
from web.areas.planning.given_out import given_out, must_be_a_file
from web.areas.planning.report_cells import hidden_means
from web.areas.planning.views import planning
from web.areas.planning.words import not_shown
from web.context import services
from web.languages import language, number_range

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.planning.target.progress import ProgressReport
    from matcher.planning.target.wilson import Share


@planning.get("/planning/progress")
def progress() -> str:
    """Show each question that people were asked twice, with its definition."""
    report = services().target_report.progress()
    return render_template(
        "planning/progress.html",
        day=report.on,
        heads=_heads(),
        rows=_rows(report, format_decimal),
        definitions=_definitions(),
    )


@planning.get("/planning/progress.<ending>")
def progress_file(ending: str) -> Response:
    """Give the table out as a file, with the same cells as on the page."""
    must_be_a_file(ending)
    report = services().target_report.progress()
    columns, rows = [name for name, _ in _heads()], _rows(report, str)
    return given_out(f"progress-{report.on}", ending, columns, rows)


def _heads() -> tuple[tuple[str, str], ...]:
    return (
        (gettext("Question"), "means-question"),
        (gettext("Asked twice"), "means-asked"),
        (gettext("Answered twice"), "means-answered"),
        (gettext("Response rate"), "means-rate"),
        (gettext("Better"), "means-better"),
        (gettext("The same"), "means-same"),
        (gettext("Worse"), "means-worse"),
    )


def _rows(report: ProgressReport, number: Callable[[int], str]) -> list[tuple[str, ...]]:
    hidden = not_shown()
    return [
        (
            row.text.get(language()),
            hidden if row.asked is None else number(row.asked),
            hidden if row.answered is None else number(row.answered),
            hidden if row.response_rate is None else _percent(row.response_rate),
            *(hidden if share is None else _share(share) for share in row.shares.values()),
        )
        for row in report.rows
    ]


def _percent(share: float) -> str:
    return str(format_percent(share, format="0 %"))


def _share(share: Share) -> str:
    between = number_range(round(100 * share.low), round(100 * share.high))
    return str(gettext("%(share)s (%(range)s %%)", share=_percent(share.value), range=between))


def _definitions() -> tuple[tuple[str, str, str], ...]:
    interval = gettext(
        "In brackets the Wilson interval of 95 %, the widest that the rounded counts allow."
    )
    higher = gettext("Their latest answer is higher on the scale than their first one.")
    alike = gettext("Their latest answer is their first one.")
    lower = gettext("Their latest answer is lower than their first one.")
    return (
        (
            "question",
            gettext("Question"),
            gettext(
                "A question that people answer about themselves, beside the target question. One "
                "version of an instrument is compared with itself only."
            ),
        ),
        (
            "asked",
            gettext("Asked twice"),
            gettext("People who had the question in two rounds or more that are due."),
        ),
        (
            "answered",
            gettext("Answered twice"),
            gettext("Of those: people who answered it in two rounds or more; the n of the shares."),
        ),
        (
            "rate",
            gettext("Response rate"),
            gettext("Answered twice divided by asked twice. Read it first."),
        ),
        ("better", gettext("Better"), f"{higher} {interval}"),
        ("same", gettext("The same"), f"{alike} {interval}"),
        ("worse", gettext("Worse"), f"{lower} {interval}"),
        (
            "effect",
            gettext("An association, not an effect"),
            gettext(
                "What would have become of them without the programme is not known, and those who "
                "answer twice are not drawn by lot. The figures say how answers have moved, not "
                "why."
            ),
        ),
        ("rows", gettext("The rows behind the figures"), ROWS_OF_NOBODY.get(language())),
        hidden_means(),
    )
