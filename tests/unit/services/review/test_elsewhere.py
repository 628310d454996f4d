"""Who is hired leaves every other line, and who waits for her elsewhere is told the same minute."""

from __future__ import annotations

import pytest
from line import as_lead, own

from matcher.domain.message import Recipient, Template
from matcher.domain.outbox import MessageState
from matcher.domain.permission import FieldGroup
from matcher.domain.suggestion import Action, AnswerMode, SuggestionState
from matcher.errors import Conflict

OBSOLETE = SuggestionState.OBSOLETE


@pytest.fixture
def many(line):
    """One person: presented, at a meeting, said yes, asked, confirmed, undecided, and not now."""
    openings = [own(f"O{number}", places=2) for number in range(8)]
    here, *others = line.put(1, *openings)
    for one in (here, *others[:2]):
        line.present(one)
    line.presenting.meet(line.asks(others[1]))
    line.accept(others[2])
    for one in others[3:5]:
        line.confirm(one)
    line.asking.ask(line.asks(others[3]))
    line.confirm(others[6])
    line.asking.ask(line.asks(others[6]))
    line.asking.answer(line.asks(others[6]), Action.NOT_NOW, AnswerMode.PHONE)
    return here, *others


def test_every_other_line_is_left_and_its_slot_free(line, many):
    here, *others = many
    assert [line.room(f"O{number}").slots_taken for number in range(8)] == [1] * 6 + [0, 0]

    hired = line.hire(here)

    assert hired.also == tuple(sorted(others[:5]))
    assert [line.state(one) for one in others] == [OBSOLETE] * 5 + [
        SuggestionState.PROPOSED,
        SuggestionState.NOT_NOW,
    ]
    assert [line.room(f"O{number}").slots_taken for number in range(8)] == [0] * 8
    with line.units() as unit:
        last = unit.suggestions.history(others[0])[-1]
    assert (last.by, last.note) == ("Bo", "the person has got another place")
    assert line.actions().count("suggestion.make_obsolete") == 5
    line.check()


def test_employers_who_know_of_her_are_told_and_nobody_else(line, many):
    line.hire(many[0])

    told = line.messages(Template.WITHDRAWN)
    assert {(one.to_kind, one.opening) for one in told} == {
        (Recipient.EMPLOYER, "O1"),
        (Recipient.EMPLOYER, "O2"),
    }
    assert {one.state for one in told} == {MessageState.WAITING}
    text = line.outbox.show(told[0].id)
    assert "P001" not in text.text.body


def test_what_would_still_tell_about_her_is_cancelled_with_its_row(line, many):
    presenting = line.messages(Template.PRESENT)
    assert {one.state for one in presenting} == {MessageState.WAITING}

    line.hire(many[0])

    after = {one.opening: one.state for one in line.messages(Template.PRESENT)}
    assert (after["O1"], after["O2"]) == (MessageState.CANCELLED, MessageState.CANCELLED)
    assert after["O0"] is MessageState.WAITING
    [question] = [one for one in line.messages(Template.ASK) if one.opening == "O4"]
    assert question.state is MessageState.CANCELLED


def test_a_trial_leaves_the_others_in_line_until_it_leads_to_a_job(line):
    here, there = line.put(1, own("O1"), own("O2"))
    line.present(there)
    line.present(here)
    line.presenting.meet(line.asks(here))
    line.placing.begin_trial(line.asks(here))
    assert line.state(there) is SuggestionState.PRESENTED
    with pytest.raises(Conflict, match="holds another place"):
        line.hire(there)

    hired = line.hire(here)

    assert (hired.also, line.state(there)) == ((there,), OBSOLETE)
    line.check()


def test_what_stood_in_line_for_a_lead_ends_without_a_word(line):
    here, lead = line.put(1, own("O1"), as_lead(own("O2")))
    line.present(here)
    line.confirm(lead)

    line.hire(here)

    assert line.state(lead) is OBSOLETE
    assert line.messages(Template.WITHDRAWN) == []
    line.check()


def test_nothing_more_is_said_where_she_is_no_longer_to_be_had(line):
    here, there = line.put(1, own("O1"), own("O2"))
    line.present(there)
    line.present(here)
    line.hire(here)

    with line.units() as unit:
        given = unit.permissions.of("P001")
    assert {one.field_group for one in given if one.opening == "O2"} >= {FieldGroup.CODE}
    waiting = [one for one in line.outbox.messages() if one.texts.tells is not None]
    assert {one.opening for one in waiting} == {"O1"}
