"""The questions of an instrument and their answers, as people read them."""

from __future__ import annotations

import pytest
from refusals import refused

from matcher.domain.instrument import Indicator, Instrument, Item, Respondent
from matcher.domain.text import LocalText
from matcher.errors import NotFound

TEXT = LocalText("Hur går det?", "How is it going?", "كيف الحال؟")
LOW, HIGH = LocalText("dåligt", "badly", "سيئ"), LocalText("bra", "well", "جيد")
GOALS = Item("goals", Indicator.GOALS, Respondent.PARTICIPANT, TEXT, 0, 4, {0: LOW, 4: HIGH})
CLOSER = Item("closer", Indicator.CLOSER, Respondent.PARTICIPANT, TEXT, 1, 5, {1: LOW, 5: HIGH})
OWN = Instrument("own", 2, "none", own=True, names=TEXT, items=(GOALS, CLOSER), closer_from=4)


@pytest.mark.parametrize(
    ("value", "lang", "said"),
    [(0, "sv", "dåligt"), (4, "en", "well"), (0, "so", "dåligt"), (2, "sv", "2"), (3, "ar", "3")],
)
def test_an_answer_reads_as_its_name_or_else_its_number(value, lang, said):
    assert GOALS.label(value, lang) == said


def test_every_answer_of_a_scale_is_there():
    assert (GOALS.scale, CLOSER.scale) == ((0, 1, 2, 3, 4), (1, 2, 3, 4, 5))


def test_a_question_is_found_by_its_code_or_told_to_be_missing():
    assert OWN.item("goals") is GOALS
    assert OWN.item("closer") is OWN.target is CLOSER
    assert refused(NotFound, OWN.item, "belief") == (
        "There is no question belief in own 2. Take a code that the file of the questions has.",
        None,
        {},
    )
