"""A question that still waits goes with its answer, whichever way that came."""

from __future__ import annotations

from dataclasses import replace

import pytest
from decisions import signed
from line import own

from matcher.domain.disclosure import How
from matcher.domain.ids import SuggestionId
from matcher.domain.machines.suggestion import SuggestionState
from matcher.domain.message import Template
from matcher.domain.outbox import MessageState
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode
from matcher.errors import Conflict, DecisionError
from matcher.services.answer_links import AnswerLinkService
from matcher.services.outbox import Taking
from matcher.services.review.by_link import LinkAnswers
from matcher.services.review.elsewhere import end_elsewhere
from matcher.services.review.line import clear_line


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


def cancelled(line, template=Template.PRESENT):
    """Ids of cancelled messages of a kind, and of the rows of the log that say so."""
    with line.units() as unit:
        rows = {row.object_id for row in unit.audit.events() if row.action == "message.cancelled"}
    ids = {one.id for one in line.messages(template) if one.state is MessageState.CANCELLED}
    return ids, ids & rows


def by_withdrawing(line, mine):
    line.placing.withdraw(line.asks(mine), AnswerMode.PHONE)


def by_taking_permission_back(line, mine):
    line.disclosure.withdraw(line.get(mine).participant, mode=AnswerMode.PHONE, by="Bo")


def by_a_place_that_is_filled(line, mine):
    with line.units(write=True) as unit:
        clear_line(unit, line.get(mine).opening, line.now())
        unit.commit()


def by_a_place_elsewhere(line, mine):
    with line.units(write=True) as unit:
        elsewhere = replace(line.get(mine), id=SuggestionId("elsewhere"))
        end_elsewhere(unit, elsewhere, signed(Role.LINKWORKER, at=line.now()))
        unit.commit()


def by_leaving(line, mine):
    with line.units(write=True) as unit:
        code = line.get(mine).participant
        line.withdrawals.from_everything(unit, code, signed(Role.LINKWORKER, at=line.now()))
        unit.commit()


@pytest.mark.parametrize(
    "end",
    [
        by_withdrawing,
        by_taking_permission_back,
        by_a_place_that_is_filled,
        by_a_place_elsewhere,
        by_leaving,
    ],
)
def test_what_would_still_tell_is_cancelled_with_a_row_of_the_log(line, end):
    [mine] = line.put(1, own())
    line.present(mine)

    end(line, mine)

    ids, logged = cancelled(line)
    assert len(ids) == 1
    assert logged == ids
    line.actions()


def test_leaving_cancels_what_waits_for_her_too_and_says_so(line, asked):
    by_leaving(line, asked[0])

    assert states(line) == ONLY_HERS
    ids, logged = cancelled(line, Template.ASK)
    assert logged == ids


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
