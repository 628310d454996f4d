"""Charts of shares of exposure: the curve, and of each group lists beside places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import format_decimal, format_percent, gettext

from matcher.domain.exposure import EmployerSize, ExposureBy
from matcher.domain.ids import StepId
from web.areas.planning.words import not_shown
from web.charts import Bar, BarChart, Line, LineChart
from web.languages import direction, language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.exposure import ExposureReport, ExposureRow
    from matcher.domain.ladders import Ladders

CURVE = "curve"
IN_CHART = 8


def name_of(row: ExposureRow, ladders: Ladders) -> str:
    """Return the name of a group; an opening is called as its employer wrote it."""
    lang = language()
    if not row.id:
        return str(gettext("not stated"))
    if row.by is ExposureBy.OPENING:
        return row.title
    if row.by is ExposureBy.STEP:
        step = ladders.steps.get(StepId(row.id))
        return step.titles.get(lang) if step else row.id
    if row.by is ExposureBy.SECTOR:
        return next((one.names.get(lang) for one in ladders.all if one.sector == row.id), row.id)
    if row.by is ExposureBy.EMPLOYER:
        return size_name(EmployerSize(row.id))
    return row.id


def size_name(size: EmployerSize) -> str:
    """Return the name of a size of employer."""
    names: Mapping[EmployerSize, str] = {
        EmployerSize.ONE: gettext("one place"),
        EmployerSize.FEW: gettext("two to four places"),
        EmployerSize.MANY: gettext("five places or more"),
    }
    return str(names[size])


def curve_chart(found: ExposureReport) -> LineChart:
    """Return the trade-off: evenness and what lists lose by it, over the strength."""
    points = sorted({*found.curve, found.chosen}, key=lambda one: one.strength)
    usual, chosen = found.usual, found.chosen
    return LineChart(
        (
            Line(
                gettext("Gini by place"),
                gettext(
                    "%(usual)s by score alone, %(chosen)s at %(strength)s",
                    usual=_gini(usual.gini),
                    chosen=_gini(chosen.gini),
                    strength=_gini(chosen.strength),
                ),
                tuple((one.strength, one.gini) for one in points),
            ),
            Line(
                gettext("nDCG lost"),
                gettext(
                    "%(loss)s at %(strength)s, %(most)s at the strongest",
                    loss=format_percent(chosen.loss, format="0.0 %"),
                    strength=_gini(chosen.strength),
                    most=format_percent(points[-1].loss, format="0.0 %"),
                ),
                tuple((one.strength, one.loss) for one in points),
            ),
        ),
        chosen.strength,
        gettext("0: by score alone"),
        gettext("1: alike for all"),
        rtl=direction(language()) == "rtl",
    )


def group_chart(by: ExposureBy, found: ExposureReport, ladders: Ladders) -> BarChart:
    """Return the chart of a group: pale its share of places, dark its share of lists."""
    return BarChart(
        tuple(
            Bar(
                name_of(row, ladders),
                said_of(row),
                row.share_of_places,
                row.by_score.share,
                0,
                0,
            )
            for row in found.rows[by][:IN_CHART]
        ),
        rtl=direction(language()) == "rtl",
        beside=True,
    )


def said_of(row: ExposureRow) -> str:
    """Say the shares of a group."""
    places = format_percent(row.share_of_places, format="0 %")
    if row.by_score.share is None:
        return str(gettext("%(hidden)s; %(places)s of places", hidden=not_shown(), places=places))
    lists = format_percent(row.by_score.share, format="0 %")
    return str(gettext("%(lists)s of lists, %(places)s of places", lists=lists, places=places))


def first_said(by: ExposureBy, found: ExposureReport, ladders: Ladders) -> str:
    """Say the shares of the group that stands in most lists."""
    rows = found.rows[by]
    if not rows:
        return ""
    return str(
        gettext("%(name)s: %(shares)s.", name=name_of(rows[0], ladders), shares=said_of(rows[0]))
    )


def _gini(figure: float) -> str:
    return str(format_decimal(figure, format="0.00"))
