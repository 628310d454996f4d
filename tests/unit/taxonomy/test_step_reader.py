from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcher.domain.ids import StepId
from matcher.taxonomy.step_reader import MENTION_WEIGHT, StepReader

if TYPE_CHECKING:
    from matcher.domain.ladders import Ladders
    from matcher.ports import TextEncoder

PORTER, ASSISTANT, COOK = (StepId(f"kitchens.{name}") for name in ("porter", "assistant", "cook"))
KITCHENS = [PORTER, ASSISTANT, COOK]


@pytest.fixture
def reader(ladders: Ladders, words: TextEncoder) -> StepReader:
    return StepReader(ladders, words)


def test_by_what_is_done(reader: StepReader):
    found = reader.read("Vi söker dig", "mat mat", KITCHENS)

    assert (found.step, found.clear) == (ASSISTANT, True)
    assert found.score == pytest.approx(1.0)


def test_a_title_that_is_named_decides_between_likes(reader: StepReader):
    found = reader.read("Kock", "kok disk", KITCHENS)

    assert found.step == COOK
    assert found.score == pytest.approx(0.5**0.5 + MENTION_WEIGHT * 3 / 5)


def test_only_among_the_steps_that_are_asked(reader: StepReader):
    found = reader.read("Kock", "kok kok", [PORTER, ASSISTANT])

    assert found.step in (PORTER, ASSISTANT)
    assert not found.clear


@pytest.mark.parametrize(("body", "clear"), [("bygg", False), ("disk", True), ("", False)])
def test_a_step_is_named_only_where_the_text_is_clear(reader: StepReader, body: str, clear: bool):
    assert reader.read("Hej", body, KITCHENS).clear is clear


def test_a_draw_goes_to_the_first(reader: StepReader):
    assert reader.read("Hej", "", [COOK, PORTER]).step == COOK
    assert reader.read("Hej", "", [PORTER, COOK]).step == PORTER
