"""Messages about a step of a ladder where nothing is open: the step stands for the opening."""

from __future__ import annotations

import pytest
from decisions import make_suggestion
from disclosing import K003, MORNING
from programme import real_ladders

from matcher.domain.ids import RunId, StepId
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.outbox import wait_in_outbox
from matcher.domain.run import Run, RunKind
from matcher.domain.text import LANGUAGES
from matcher.errors import InputError

PORTER = StepId("kitchens.kitchen_porter")
NAMES = dict.fromkeys(("input_hash", "encoder", "index", "weights"), "x")


def test_a_step_where_nothing_is_open_can_be_asked_about_and_handed_over(office):
    suggested = make_suggestion(
        "asked", id="S1", run="R1", participant=K003, opening=None, step=PORTER
    )
    run = Run(
        RunId("R1"),
        RunKind.PARTICIPANT,
        MORNING,
        "Anna",
        participant=K003,
        seed=1,
        top=9,
        **NAMES,
    )
    with office.units(write=True) as unit:
        unit.suggestions.add(run, [suggested])
        unit.commit()
    facts = {"suggestion": "S1", "title": "Ett gammalt namn"}
    asked, handed_over = office.outbox.put(
        [
            Message(Recipient.PARTICIPANT, K003, Template.ASK, facts),
            Message(Recipient.LINKWORKER, "Bo", Template.HANDED_OVER, facts | {"from": "Anna"}),
        ],
        by="Anna",
    )

    assert (asked.opening, asked.about, handed_over.about) == (None, K003, K003)
    for lang in LANGUAGES:
        title = real_ladders().steps[PORTER].titles.get(lang)
        assert title in office.outbox.show(asked.id, lang).text.body
        assert title in office.outbox.show(handed_over.id, lang).text.body


def test_a_step_is_no_opening_where_a_message_needs_one():
    told = Message("participant", K003, "place_filled", {"step": PORTER})
    with pytest.raises(InputError, match="opening"):
        wait_in_outbox(told, "m1", by="Anna", at=MORNING)


def test_a_step_that_no_ladder_has_any_more_is_named_by_its_id(office):
    told = Message(Recipient.PARTICIPANT, K003, Template.ASK, {"step": "kitchens.gone"})
    [asked] = office.outbox.put([told], by="Anna")

    assert "kitchens.gone" in office.outbox.show(asked.id).text.body
