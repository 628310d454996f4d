"""Charts of lines: figures and words are in the drawing, from the side from which it is read."""

from __future__ import annotations

import re

import pytest
from defusedxml.ElementTree import fromstring

from web.charts import Line, LineChart, drawn
from web.charts.line_drawing import lines_spec

FALLING = Line("Gini", "0.50 at first, 0.25 at .8", ((0.0, 0.5), (0.8, 0.25), (1.0, 0.2)))
RISING = Line("Förlust <b> & mer", "2 % at .8", ((0.0, 0.0), (0.8, 0.02), (1.0, 0.04)))
CHART = LineChart((FALLING, RISING), 0.8, "0: first", "1: last")


def words(svg):
    return ["".join(one.itertext()) for one in fromstring(svg).iter() if one.tag.endswith("text")]


def rows(spec, key):
    return [row for part in spec["datasets"].values() for row in part if key in row]


def test_words_are_in_the_drawing_and_it_asks_nobody_for_anything():
    svg = drawn(CHART)

    said = [one.label for one in CHART.lines] + [one.said for one in CHART.lines]
    assert sorted(words(svg)) == sorted([*said, "0: first", "1: last"])
    addresses = set(re.findall(r"https?://[^\"' ]+", svg))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert not re.search(r"<script|<style|<image|<use|href=|url\(|@import|style=|\son\w+=", svg)


def test_every_figure_stands_in_the_chart_and_higher_is_higher_up():
    spec = lines_spec(CHART)
    points = [row for row in rows(spec, "figure") if row["line"] == 0]

    assert {(row["at"], row["figure"]) for row in points} == set(FALLING.points)
    by_figure = sorted(points, key=lambda row: row["figure"])
    heights = [row["height"] for row in by_figure]
    assert heights == sorted(heights, reverse=True)  # 0 is at the top
    assert max(heights) < 0.92
    assert all(1 < row["height"] < 2 for row in rows(spec, "figure") if row["line"] == 1)


def test_the_point_nearest_to_the_mark_is_marked_on_each_line():
    [marks] = [
        part
        for part in lines_spec(CHART)["datasets"].values()
        if "figure" in part[0] and len(part) == len(CHART.lines)
    ]

    assert [(row["line"], row["at"]) for row in marks] == [(0, 0.8), (1, 0.8)]


@pytest.mark.parametrize("rtl", [False, True])
def test_it_is_read_from_the_side_of_the_language(rtl):
    svg = drawn(LineChart(CHART.lines, 0.8, "0: first", "1: last", rtl=rtl))

    at = {
        text.strip("\u2067\u2069"): float(x)
        for x, text in re.findall(r"<text[^>]*translate\(([\d.]+),[^>]*>([^<]+)</text>", svg)
    }
    assert (at["0: first"] > at["1: last"]) is rtl


def test_a_chart_without_figures_is_one_too():
    chart = LineChart((Line("Gini", "nothing", ()),), 0.5, "0", "1")

    assert "Gini" in words(drawn(chart))
