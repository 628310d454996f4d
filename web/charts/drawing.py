"""Draws charts of bars: as Vega-Lite with Altair. Slow to load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from web.charts.tokens import BRAND, FONT, FONT_SIZE, INK, LINE, PAPER

if TYPE_CHECKING:
    from web.charts.bars import Bar, BarChart

WIDTH = 380
ROW = 54
LONGEST_LABEL = 42
_ROOM_FOR_WORDS = 1.8
"""The axis goes on beyond the longest bar, so that what stands beside it has room."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A column of words: which, on which line, from where, how far beside it."""

    field: str
    line: str
    at: str
    beside: int
    weight: Literal["normal", "bold"]


_LABEL = _Words("label", "top", "zero", 0, "bold")
_SAID = _Words("said", "middle", "end", 8, "normal")


@dataclass(frozen=True, slots=True)
class _Frame:
    """The scales that all layers share, and from which side they are read."""

    x: alt.Scale
    y: alt.Scale
    rtl: bool

    def across(self, field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=self.x, axis=None)

    def down(self, field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=self.y, axis=None)


def spec_of(chart: BarChart) -> dict[str, Any]:
    """Return a chart in Vega-Lite."""
    rows = [_row(at, one, rtl=chart.rtl) for at, one in enumerate(chart.bars)]
    many = max(1, len(rows))
    longest = max((max(one.whole, one.part or 0) for one in chart.bars), default=0) or 1
    frame = _Frame(
        alt.Scale(domain=[0, longest * _ROOM_FOR_WORDS], reverse=chart.rtl, nice=False),
        alt.Scale(domain=[0, many], reverse=True, nice=False),
        chart.rtl,
    )
    layers = (
        _bars(frame, "whole", LINE),
        _bars(frame, "part", BRAND, thin=chart.beside),
        _rule(frame, PAPER, 7),
        _rule(frame, INK, 3),
        _text(frame, _LABEL),
        _text(frame, _SAID),
    )
    drawing = alt.layer(*layers, data=alt.InlineData(values=rows)).properties(
        width=WIDTH, height=ROW * many, background=PAPER, padding=6
    )
    made: dict[str, Any] = (
        drawing.configure(font=FONT, aria=False).configure_view(stroke=None).to_dict()
    )
    return made


def _row(at: int, bar: Bar, *, rtl: bool) -> dict[str, Any]:
    short = bar.label if len(bar.label) <= LONGEST_LABEL else f"{bar.label[: LONGEST_LABEL - 1]}…"
    return {
        "label": isolated(short, rtl=rtl),
        "said": isolated(bar.said, rtl=rtl),
        "zero": 0,
        "whole": bar.whole,
        "part": bar.part or 0,
        "low": bar.low,
        "high": bar.high,
        "end": max(bar.whole, bar.part or 0, bar.high),
        "top": at + 0.2,
        "upper": at + 0.45,
        "middle": at + 0.63,
        "lower": at + 0.81,
        "inner_upper": at + 0.55,
        "inner_lower": at + 0.71,
    }


def isolated(text: str, *, rtl: bool) -> str:
    """Keep the order of words from right to left: SVG lays every line out from the left."""
    return f"\u2067{text}\u2069" if rtl else text


def _bars(frame: _Frame, length: str, colour: str, *, thin: bool = False) -> alt.Chart:
    upper, lower = ("inner_upper", "inner_lower") if thin else ("upper", "lower")
    made: alt.Chart = (
        alt.Chart()
        .mark_rect(color=colour)
        .encode(frame.across("zero"), alt.X2(length), frame.down(upper), alt.Y2(lower))
    )
    return made


def _rule(frame: _Frame, colour: str, width: int) -> alt.Chart:
    """Draw the line of how sure a row is; none where its ends are the same."""
    made: alt.Chart = (
        alt.Chart()
        .transform_filter("datum.high > datum.low")
        .mark_rule(color=colour, strokeWidth=width)
        .encode(frame.across("low"), alt.X2("high"), frame.down("middle"))
    )
    return made


def _text(frame: _Frame, words: _Words) -> alt.Chart:
    made: alt.Chart = (
        alt.Chart()
        .mark_text(
            align="right" if frame.rtl else "left",
            baseline="middle",
            dx=-words.beside if frame.rtl else words.beside,
            fontSize=FONT_SIZE,
            fontWeight=words.weight,
            color=INK,
        )
        .encode(frame.across(words.at), frame.down(words.line), alt.Text(f"{words.field}:N"))
    )
    return made
