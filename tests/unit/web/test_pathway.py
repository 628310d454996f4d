"""A ladder's drawing and the list beside it say the same, in every language, inside the frame."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from flask import render_template_string
from functional.web_programme import build

from matcher.domain.text import LANGUAGES
from matcher.interchange.ladder_file import read_ladders
from matcher.settings import Settings
from web.languages import direction
from web.pathway import Spot, Standing, pathway_of
from web.pathway_drawing import WIDTH, draw

LADDERS = read_ladders(Settings().ladder_folder)
PORTER, ASSISTANT, COOK = (
    f"kitchens.{name}" for name in ("kitchen_porter", "kitchen_assistant", "institutional_cook")
)
PAGE = """{% from "pathway.html" import pathway_svg, pathway_list with context %}
{{ pathway_svg(pathway, drawing, "x") }}{{ pathway_list(pathway) }}"""

every_ladder = pytest.mark.parametrize("ladder", LADDERS.all, ids=lambda ladder: ladder.sector)
every_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return build(tmp_path_factory.mktemp("pathway"), filled=False).app


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def drawn(app, ladder, lang, standing=None, open_now=None):
    """Return what a ladder says and its drawing."""
    with app.test_request_context(headers={"Accept-Language": lang}):
        pathway = pathway_of(ladder, lang, standing, open_now)
    return pathway, draw(pathway, mirrored=direction(lang) == "rtl")


class Texts(HTMLParser):
    """Gathers the texts of the drawing, a line each, and those of the list, a tree of items."""

    def __init__(self, page):
        super().__init__()
        self.lines, self.items, self._open, self._line = [], [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._line = tag == "text"
        if tag == "li":
            item = ["", []]
            (self._open[-1][1] if self._open else self.items).append(item)
            self._open.append(item)

    def handle_endtag(self, tag):
        if tag == "li":
            self._open.pop()
        self._line = False

    def handle_data(self, data):
        if self._line:
            self.lines.append(data)
        elif self._open:
            self._open[-1][0] += data


def tidy(text):
    return " ".join(text.split())


def said_by_drawing(drawing):
    """Return (spot, title, openings) of each job, and the trainings on each way, as drawn."""
    jobs = {}
    for rung in drawing.rungs:
        parts = {"spot": [], "title": [], "note": []}
        for line in rung.box.lines:
            parts[line.kind].append(line.text)
        jobs[rung.step.id] = tuple(tidy(" ".join(parts[kind])) for kind in parts)
    plates = [tidy(" ".join(line.text for line in way.plate.lines)) for way in drawing.ways]
    return jobs, plates


@every_language
@every_ladder
def test_the_drawing_and_the_list_say_the_same(app, ladder, lang):
    ids = [step.id for step in ladder.steps]
    standing = Standing(now=ids[0], here=ids[1], ahead=(ids[2], ids[3]))
    pathway, drawing = drawn(app, ladder, lang, standing, {ids[0]: 3, ids[2]: 1})

    with app.test_request_context(headers={"Accept-Language": lang}):
        page = render_template_string(
            PAGE, pathway=pathway, drawing=drawing, direction=direction(lang)
        )
    texts = Texts(page)
    jobs, plates = said_by_drawing(drawing)
    ways = [
        (" ".join(f"{one.title} {one.weeks}" for one in way.trainings), way.trainings, way.job)
        for step in pathway.steps
        for way in step.onward
    ]

    # Every line of the drawing stands in the picture, and nothing else does.
    lines = [line.text for way in drawing.ways for line in way.plate.lines]
    lines += [line.text for rung in drawing.rungs for line in rung.box.lines]
    assert texts.lines == lines
    assert plates == [tidy(text) for text, _, _ in ways]
    assert len(texts.items) == len(pathway.steps) == len(jobs)
    listed = []
    for (text, below), step in zip(texts.items, pathway.steps, strict=True):
        spot, title, opened = jobs[step.id]
        said = f"{title} ({spot})" if spot else title
        assert tidy(text) == (f"{said} · {opened}" if opened else said)
        listed += [tidy(item) for item, _ in below]
    assert len(listed) == sum(len(trainings) for _, trainings, _ in ways) > 0
    wanted = [
        (job, tidy(f"{one.title} · {one.weeks}")) for _, trainings, job in ways for one in trainings
    ]
    for item, (job, training) in zip(listed, wanted, strict=True):
        assert item.endswith(training)
        assert tidy(job) in item


@every_language
@every_ladder
def test_everything_is_drawn_inside_the_frame(app, ladder, lang):
    ids = [step.id for step in ladder.steps]
    _, drawing = drawn(app, ladder, lang, Standing(here=ids[0]), dict.fromkeys(ids, 12))

    assert [rung.step.id for rung in drawing.rungs] == [
        step.id for step in sorted(ladder.steps, key=lambda step: step.order)
    ]
    assert len(drawing.ways) == len({(w.from_step, w.to_step) for w in ladder.transitions})
    boxes = [rung.box for rung in drawing.rungs] + [way.plate for way in drawing.ways]
    for box in boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert box.y >= 0
        assert box.y + box.height <= drawing.height
        assert box.lines
        assert all(box.y < line.y < box.y + box.height for line in box.lines)
    for way in drawing.ways:
        for path in (way.start, way.path, way.head):
            assert all(0 <= number <= max(WIDTH, drawing.height) for number in numbers(path))
    for upper, lower in pairwise(sorted(boxes, key=lambda box: box.y)):
        assert upper.y + upper.height < lower.y


def test_the_first_job_is_at_the_bottom(app):
    _, drawing = drawn(app, LADDERS.ladder("industry"), "sv")

    tops = [rung.box.y for rung in drawing.rungs]
    assert tops == sorted(tops, reverse=True)


def test_a_plate_stands_above_its_job_and_below_the_next(app):
    for ladder in LADDERS.all:
        pathway, drawing = drawn(app, ladder, "sv")
        tops = {rung.step.id: rung.box.y for rung in drawing.rungs}
        starts = [step.id for step in pathway.steps for _ in step.onward]
        above = dict(pairwise(step.id for step in pathway.steps))
        for start, way in zip(starts, drawing.ways, strict=True):
            assert tops[above[start]] < way.plate.y < tops[start]


def test_the_persons_job_the_suggestion_and_the_next_two_are_marked(app):
    ladder = LADDERS.ladder("kitchens")
    standing = Standing(here=PORTER, ahead=(ASSISTANT, COOK))

    pathway, drawing = drawn(app, ladder, "en", standing)

    said = {step.id: step.spot_said for step in pathway.steps if step.spot is not Spot.OTHER}
    assert said == {PORTER: "This suggestion", ASSISTANT: "Next job", COOK: "After that"}
    assert [way.marked for way in drawing.ways].count(True) == 2
    pathway, _ = drawn(app, ladder, "en", Standing(now=PORTER, here=ASSISTANT))
    assert [step.spot for step in pathway.steps][:2] == [Spot.NOW, Spot.HERE]


def test_a_second_job_that_does_not_follow_is_also_possible(app):
    industry = LADDERS.ladder("industry")
    first, *_ = sorted(industry.steps, key=lambda step: step.order)
    ahead = tuple(way.to_step for way in LADDERS.onward(first.id))[:2]

    pathway, _ = drawn(app, industry, "en", Standing(here=first.id, ahead=ahead))

    assert "Also possible" in {step.spot_said for step in pathway.steps}


def test_ways_along_the_side_do_not_run_on_each_other(app):
    _, drawing = drawn(app, LADDERS.ladder("industry"), "sv")

    runs = {}
    for way in drawing.ways:
        side = re.fullmatch(r"M\S+ (\S+)H(\S+)V(\S+)H\S+", way.path)
        if side:
            start, out, end = map(float, side.groups())
            runs.setdefault(out, []).append(sorted((start, end)))
    assert len(runs) > 1
    for there in runs.values():
        for lower, upper in pairwise(sorted(there)):
            assert lower[1] < upper[0]


def test_mirroring_keeps_heights_and_turns_sides(app):
    pathway, _ = drawn(app, LADDERS.ladder("industry"), "ar")

    plain, turned = (draw(pathway, mirrored=mirrored) for mirrored in (False, True))

    for left, right in zip(plain.rungs, turned.rungs, strict=True):
        assert (left.box.y, left.box.lines) == (right.box.y, right.box.lines)
        assert left.box.x + left.box.width == WIDTH - right.box.x
        assert left.box.text_x == WIDTH - right.box.text_x
    for left, right in zip(plain.ways, turned.ways, strict=True):
        assert left.plate.x + left.plate.width == WIDTH - right.plate.x


def test_nothing_open_is_not_spoken_of(app):
    pathway, drawing = drawn(app, LADDERS.ladder("kitchens"), "en", open_now={PORTER: 1})

    assert [step.open_said for step in pathway.steps if step.open_said] == ["1 opening"]
    notes = [line for rung in drawing.rungs for line in rung.box.lines if line.kind == "note"]
    assert [line.text for line in notes] == ["1 opening"]


def test_the_picture_has_presentation_attributes_only(app):
    pathway, drawing = drawn(app, LADDERS.ladder("kitchens"), "sv")

    with app.test_request_context():
        page = render_template_string(PAGE, pathway=pathway, drawing=drawing, direction="ltr")

    assert not re.search(r"\sstyle=|<style|\son\w+=", page)
    assert 'role="img"' in page
