"""Charts: the words and figures are in the drawing, and nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

import web
from web.charts import Bar, BarChart, drawn, tokens
from web.charts.drawing import LONGEST_LABEL, spec_of

CARE = Bar("Vårdbiträde", "9 (4–13) av 14", 14, 9, 4, 13)
FULL = Bar("Kök <b> & disk", "0 av 15", 15, 0, 0, 0)
OPEN = Bar("Undersköterska", "mellan 0–2 av 2", 2, None, 0, 2)


def words(svg):
    return ["".join(one.itertext()) for one in fromstring(svg).iter() if one.tag.endswith("text")]


def across(svg):
    """Return where the texts begin, from the left."""
    return [float(x) for x in re.findall(r'<text[^>]*transform="translate\((-?[\d.]+),', svg)]


def test_labels_and_figures_are_in_the_drawing():
    svg = drawn(BarChart((CARE, FULL, OPEN)))

    said = [one.label for one in (CARE, FULL, OPEN)] + [one.said for one in (CARE, FULL, OPEN)]
    assert sorted(words(svg)) == sorted(said)


def test_a_drawing_asks_nobody_for_anything():
    svg = drawn(BarChart((CARE, FULL, OPEN)))

    addresses = set(re.findall(r"https?://[^\"' ]+", svg))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert not re.search(r"<script|<style|<image|<use|href=|url\(|@import|style=|\son\w+=", svg)


def test_a_line_is_drawn_only_where_something_is_unsure():
    sure, unsure = (drawn(BarChart((one,))).count("<line") for one in (FULL, OPEN))

    assert (sure, unsure) == (0, 2)


def test_from_right_to_left_the_bars_begin_at_the_right():
    left = drawn(BarChart((CARE,)))
    right = drawn(BarChart((CARE,), rtl=True))

    assert across(left)[0] < across(right)[0]
    assert 'text-anchor="end"' in right
    assert "\u2067Vårdbiträde\u2069" in words(right)


def test_a_long_label_is_cut_in_the_drawing_and_a_chart_of_nothing_is_one():
    long = Bar("x" * (LONGEST_LABEL + 9), "1 av 2", 2, 1, 1, 1)

    assert f"{'x' * (LONGEST_LABEL - 1)}…" in words(drawn(BarChart((long,))))
    assert words(drawn(BarChart(()))) == []


def test_the_figures_stand_in_the_chart_itself():
    spec = spec_of(BarChart((CARE,)))
    [[row]] = spec["datasets"].values()

    assert (row["whole"], row["part"], row["low"], row["high"]) == (14, 9, 4, 13)
    assert "url" not in spec["data"]


@pytest.mark.parametrize(
    ("token", "colour"),
    [
        ("ink", tokens.INK),
        ("brand", tokens.BRAND),
        ("line", tokens.LINE),
        ("paper", tokens.PAPER),
    ],
)
def test_colours_are_those_of_the_pages(token, colour):
    sheet = (Path(web.__file__).parent / "static" / "stegvis.css").read_text(encoding="utf-8")

    assert f"--{token}: {colour};" in sheet


def test_a_dark_bar_beside_a_pale_one_may_be_longer_and_both_are_seen():
    bar = Bar("Kök", "35 % av listorna, 20 % av platserna", 0.2, 0.35, 0, 0)
    [[row]] = spec_of(BarChart((bar,), beside=True))["datasets"].values()

    assert (row["whole"], row["part"], row["end"]) == (0.2, 0.35, 0.35)
    assert row["upper"] < row["inner_upper"] < row["inner_lower"] < row["lower"]
    heights = [
        set(re.findall(r'd="M[^"]*?v(-?[\d.]+)', drawn(BarChart((bar,), beside=one))))
        for one in (False, True)
    ]
    assert len(heights[1]) == len(heights[0]) + 1
