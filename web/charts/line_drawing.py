"""Draws charts of lines: as Vega-Lite with Altair. Slow to load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from web.charts.drawing import WIDTH, isolated
from web.charts.tokens import BRAND, FONT, FONT_SIZE, INK, LINE, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from web.charts.lines import LineChart

BAND = 130
UNDER = 0.25
"""Room for the ends of the scale, as a part of a band."""
_FLOOR, _RISE = 0.92, 0.5
"""Where in its band a line is 0, and how far up its highest point stands."""

Row = dict[str, Any]


def lines_spec(chart: LineChart) -> dict[str, Any]:
    """Return a chart of lines in Vega-Lite."""
    many = len(chart.lines) or 1
    x = alt.Scale(domain=[0, 1], reverse=chart.rtl, nice=False)
    y = alt.Scale(domain=[0, many + UNDER], reverse=True, nice=False)
    points, marks = _points(chart), _marks(chart)
    layers = (
        _chart([{"at": chart.marked, "top": at + 0.4, "low": at + _FLOOR} for at in range(many)])
        .mark_rule(color=LINE, strokeWidth=2)
        .encode(_across(x), _down("top", y), alt.Y2("low")),
        _chart([{"at": 0, "end": 1, "low": at + _FLOOR} for at in range(many)])
        .mark_rule(color=LINE)
        .encode(_across(x), alt.X2("end"), _down("low", y)),
        _chart(points)
        .mark_line(color=BRAND, strokeWidth=3)
        .encode(_across(x), _down("height", y), detail="line:N"),
        _chart(marks)
        .mark_circle(color=BRAND, size=120, opacity=1)
        .encode(_across(x), _down("height", y)),
        *_texts(chart, many, x, y),
    )
    drawing = alt.layer(*layers).properties(
        width=WIDTH, height=BAND * (many + UNDER), background=PAPER, padding=8
    )
    made: dict[str, Any] = (
        drawing.configure(font=FONT, aria=False).configure_view(stroke=None).to_dict()
    )
    return made


def _points(chart: LineChart) -> list[Row]:
    return [
        {
            "line": at,
            "at": place,
            "figure": figure,
            "height": _height(at, figure, _most(line.points)),
        }
        for at, line in enumerate(chart.lines)
        for place, figure in line.points
    ]


def _marks(chart: LineChart) -> list[Row]:
    """Return the point of each line that is nearest to the marked place."""
    return [
        min(
            (one for one in _points(chart) if one["line"] == at),
            key=lambda one: abs(one["at"] - chart.marked),
        )
        for at, line in enumerate(chart.lines)
        if line.points
    ]


def _most(points: Sequence[tuple[float, float]]) -> float:
    return max((figure for _, figure in points), default=0) or 1


def _height(band: int, figure: float, most: float) -> float:
    return band + _FLOOR - _RISE * figure / most


def _texts(chart: LineChart, many: int, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    heads = [(one.label, at + 0.08) for at, one in enumerate(chart.lines)]
    said = [(one.said, at + 0.24) for at, one in enumerate(chart.lines)]
    ends = many + UNDER * 0.4
    return [
        _text([(text, 0, height) for text, height in heads], "bold", x, y, rtl=chart.rtl),
        _text([(text, 0, height) for text, height in said], "normal", x, y, rtl=chart.rtl),
        _text([(chart.starts, 0, ends)], "normal", x, y, rtl=chart.rtl),
        _text([(chart.ends, 1, ends)], "normal", x, y, rtl=chart.rtl, last=True),
    ]


def _text(
    words: Sequence[tuple[str, float, float]],
    weight: Literal["normal", "bold"],
    x: alt.Scale,
    y: alt.Scale,
    *,
    rtl: bool,
    last: bool = False,
) -> alt.Chart:
    rows = [
        {"text": isolated(text, rtl=rtl), "at": at, "height": height} for text, at, height in words
    ]
    made: alt.Chart = (
        _chart(rows)
        .mark_text(
            align="right" if rtl is not last else "left",
            baseline="middle",
            fontSize=FONT_SIZE,
            fontWeight=weight,
            color=INK,
        )
        .encode(_across(x), _down("height", y), alt.Text("text:N"))
    )
    return made


def _chart(rows: Sequence[Row]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows)))


def _across(x: alt.Scale) -> alt.X:
    return alt.X("at:Q", scale=x, axis=None)


def _down(field: str, y: alt.Scale) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=y, axis=None)
