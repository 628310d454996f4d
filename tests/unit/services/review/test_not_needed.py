"""A question that still waits goes with its answer, whichever way that came."""

from __future__ import annotations

import pytest
from decisions import signed
from line import own

from matcher.domain.disclosure import How
from matcher.domain.machines.suggestion import SuggestionState
from matcher.domain.message import Template
from matcher.domain.outbox import MessageState
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode
from matcher.errors import Conflict, DecisionError
from matcher.services.answer_links import AnswerLinkService
from matcher.services.outbox import Taking
from matcher.services.review.by_link import LinkAnswers


@pytest.fixture
def asked(line):
    """Two people who are asked about one opening, with a question in the outbox each."""
    both = line.put(2, own())
    for one in both:
        line.confirm(one)
        line.asking.ask(line.asks(one))
    return both


def states(line):
    return {one.about: one.state for one in line.messages(Template.ASK)}


ONLY_HERS = {"P001": MessageState.CANCELLED, "P002": MessageState.WAITING}


@pytest.mark.parametrize("answer", [Action.ACCEPT, Action.REFUSE, Action.NOT_NOW])
def test_an_answer_by_phone_takes_the_question_back(line, asked, answer):
    line.asking.answer(line.asks(asked[0], "Cilla"), answer, AnswerMode.PHONE)

    assert states(line) == ONLY_HERS
    [hers] = [one for one in line.messages(Template.ASK) if one.about == "P001"]
    assert hers.handled_by == "Cilla"
    assert line.actions().count("message.cancelled") == 1


def test_an_answer_by_link_takes_it_back_under_no_code(line, asked):
    links = AnswerLinkService(line.units, line.now, LinkAnswers(line.commands).record)
    made = links.ask(asked[0], by="Anna")

    links.answer(made.token, Action.ACCEPT)

    assert states(line) == ONLY_HERS
    [hers] = [one for one in line.messages(Template.ASK) if one.about == "P001"]
    assert hers.handled_by == "participant"


def test_so_does_taking_it_all_back(line, asked):
    line.placing.withdraw(line.asks(asked[0]), AnswerMode.PHONE)

    assert states(line) == ONLY_HERS


def test_nobody_is_asked_about_a_place_that_is_filled(line):
    first, second = line.put(2, own(places=1, presentation_slots=3))
    line.confirm(second)
    line.asking.ask(line.asks(second))
    line.present(first)

    line.hire(first)

    assert line.state(second) is SuggestionState.OBSOLETE
    assert states(line)["P002"] is MessageState.CANCELLED
    [told] = line.messages(Template.PLACE_FILLED)
    assert (told.about, told.state) == ("P002", MessageState.WAITING)


def test_a_question_that_was_given_stays_as_it_was(line, asked):
    [hers] = [one for one in line.messages(Template.ASK) if one.about == "P001"]
    line.outbox.take(hers.id, Taking(MessageState.SAID, How.CALL, "Anna"))

    line.asking.answer(line.asks(asked[0]), Action.ACCEPT, AnswerMode.PHONE)

    assert states(line)["P001"] is MessageState.SAID


def test_an_answer_that_is_refused_leaves_the_question(line, asked):
    seen = line.asks(asked[0])
    with pytest.raises(DecisionError, match="how the person answered"):
        line.asking.answer(seen, Action.ACCEPT, None)
    assert states(line)["P001"] is MessageState.WAITING
    line.asking.answer(seen, Action.REFUSE, AnswerMode.PHONE)
    with pytest.raises(Conflict):
        line.asking.answer(seen, Action.ACCEPT, AnswerMode.PHONE)
    assert line.state(asked[0]) is SuggestionState.DECLINED


def test_a_question_asked_again_waits_again(line):
    [mine] = line.put(1, own())
    for answer in (Action.NOT_NOW, None):
        line.confirm(mine)
        line.asking.ask(line.asks(mine))
        if answer:
            line.asking.answer(line.asks(mine), answer, AnswerMode.PHONE)
            ask_again(line, mine)

    assert [one.state for one in line.messages(Template.ASK)] == [
        MessageState.CANCELLED,
        MessageState.WAITING,
    ]


def ask_again(line, suggestion):
    """Let it come back to review, as new facts do."""
    with line.units(write=True) as unit:
        after, decision = unit.suggestions.get(suggestion).move(
            Action.PROPOSE_AGAIN, signed(Role.SYSTEM, at=line.now())
        )
        unit.suggestions.save(after, decision)
        unit.commit()
