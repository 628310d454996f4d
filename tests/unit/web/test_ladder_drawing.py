"""The drawing holds every step and way of a ladder, inside its frame, mirrored for Arabic."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from matcher.interchange.ladder_file import read_ladders
from matcher.settings import Settings
from web.areas.review.ladder_drawing import WIDTH, Role, draw_ladder

LADDERS = read_ladders(Settings().ladder_folder)


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("ladder", LADDERS.all, ids=lambda ladder: ladder.sector)
def test_everything_is_drawn_inside_the_frame(ladder, mirrored):
    drawing = draw_ladder(ladder, ladder.steps[0].id, [], "sv", mirrored=mirrored)

    assert [rung.step for rung in drawing.rungs] == [
        step.id for step in sorted(ladder.steps, key=lambda step: step.order)
    ]
    assert len(drawing.ways) == len({(w.from_step, w.to_step) for w in ladder.transitions})
    for rung in drawing.rungs:
        assert rung.x >= 0
        assert rung.x + rung.width <= WIDTH
        assert rung.y >= 0
        assert rung.y + rung.height <= drawing.height
        assert 1 <= len(rung.lines) <= 2
    for way in drawing.ways:
        assert all(0 <= number <= max(WIDTH, drawing.height) for number in numbers(way.path))


def test_the_first_job_is_at_the_bottom_and_boxes_do_not_overlap():
    ladder = LADDERS.ladder("industry")

    rungs = draw_ladder(ladder, ladder.steps[0].id, [], "sv", mirrored=False).rungs

    tops = [rung.y for rung in rungs]
    assert tops == sorted(tops, reverse=True)
    for lower, upper in pairwise(rungs):
        assert upper.y + upper.height < lower.y


def test_the_suggested_step_and_the_next_two_are_marked():
    ladder = LADDERS.ladder("kitchens")
    ahead = ["kitchens.kitchen_assistant", "kitchens.institutional_cook"]

    drawing = draw_ladder(ladder, "kitchens.kitchen_porter", ahead, "sv", mirrored=False)

    assert {rung.step: rung.role for rung in drawing.rungs if rung.role is not Role.OTHER} == {
        "kitchens.kitchen_porter": Role.HERE,
        "kitchens.kitchen_assistant": Role.NEXT,
        "kitchens.institutional_cook": Role.LATER,
    }
    assert [way.suggested for way in drawing.ways].count(True) == 2


def test_mirroring_keeps_heights_and_turns_sides():
    ladder = LADDERS.ladder("industry")
    plain, turned = (
        draw_ladder(ladder, ladder.steps[0].id, [], "ar", mirrored=mirrored)
        for mirrored in (False, True)
    )

    for left, right in zip(plain.rungs, turned.rungs, strict=True):
        assert (left.y, left.lines) == (right.y, right.lines)
        assert left.x + left.width == WIDTH - right.x
        assert left.text_x == WIDTH - right.text_x
