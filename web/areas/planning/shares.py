"""Shares of exposure: how often openings stand in lists, and what it costs to spread them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Response, current_app, redirect, render_template, url_for
from flask_babel import format_decimal

from matcher.bootstrap import now
from matcher.domain.exposure import ExposureBy
from matcher.errors import EmptyProgramme, NotFound
from web.areas.planning.given_out import given_out, must_be_a_file
from web.areas.planning.share_charts import CURVE, curve_chart, first_said, group_chart
from web.areas.planning.share_tables import PEOPLE, TABLES, group_table, share_table
from web.areas.planning.share_words import curve_said, definitions, everything_said, few_said
from web.areas.planning.views import planning
from web.charts import drawn
from web.context import reviewer, services, services_of
from web.error_texts import say_error
from web.making import Making

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response as Redirect

    from matcher.domain.exposure import ExposureReport
    from matcher.planning.pair_scores import Progress
    from web.making import Made

_MAKING = "stegvis.shares"


def add_planning(app: Flask, *, background: bool) -> None:
    """Add the area to an application; ``background`` makes lists beside the answers."""
    current = services_of(app)

    def make(by: str, progress: Progress) -> ExposureReport:
        return current().spreads.exposure(by, progress)

    app.extensions[_MAKING] = Making(make, now, background=background)
    app.register_blueprint(planning)


def _making() -> Making[ExposureReport]:
    return cast("Making[ExposureReport]", current_app.extensions[_MAKING])


def _made() -> Made[ExposureReport] | None:
    """Return what was made last; while suggestions are stopped there is nothing to see."""
    return None if services().stop_switch.status() else _making().stand().made


@planning.get("/planning/shares")
def shares() -> str:
    """Show the shares that were made last."""
    stand, made = _making().stand(), _made()
    nobody = isinstance(stand.error, EmptyProgramme)
    return render_template(
        "planning/shares.html",
        stand=stand,
        made=made,
        nobody=nobody,
        error=say_error(stand.error) if stand.error and not nobody else None,
        **(_shown(made.found) if made else {}),
    )


@planning.post("/planning/shares")
def make_shares() -> Redirect:
    """Begin to make everybody's lists."""
    _making().begin(reviewer() or "")
    return redirect(url_for("planning.shares"), 303)


@planning.get("/planning/shares/charts/<table>.svg")
def shares_chart(table: str) -> Response | Redirect:
    """Draw the curve, or the shares of a group."""
    if table not in (CURVE, *ExposureBy):
        raise NotFound(f"There is no chart {table}. Choose one that the page shows.")
    made = _made()
    if made is None:
        return redirect(url_for("planning.shares"), 303)
    ladders = services().ladders
    drawing = drawn(
        curve_chart(made.found)
        if table == CURVE
        else group_chart(ExposureBy(table), made.found, ladders)
    )
    return Response(drawing, mimetype="image/svg+xml")


@planning.get("/planning/shares/tables/<table>.<ending>")
def shares_file(table: str, ending: str) -> Response | Redirect:
    """Give a whole table out as a file, with the same cells as on the page."""
    must_be_a_file(ending)
    if table not in TABLES:
        raise NotFound(f"There is no table {table}. Choose one that the page shows.")
    made = _made()
    if made is None:
        return redirect(url_for("planning.shares"), 303)
    shown = share_table(table, made.found, services().ladders, str)
    columns = [name for name, _ in shown.heads]
    rows = [row.texts for row in shown.rows]
    return given_out(f"shares-{table}-{made.found.day}", ending, columns, rows)


def _shown(found: ExposureReport) -> dict[str, object]:
    """Return what the page shows of a report."""
    ladders = services().ladders
    return {
        "found": found,
        "curve_said": curve_said(found),
        "everything_said": everything_said(found),
        "few_said": few_said(found),
        "curve": share_table(CURVE, found, ladders, format_decimal),
        "people": share_table(PEOPLE, found, ladders, format_decimal),
        "firsts": {by.value: first_said(by, found, ladders) for by in ExposureBy},
        "groups": [group_table(by, found, ladders, format_decimal) for by in ExposureBy],
        "definitions": definitions(found),
    }
