"""A yes lets the employer know step by step, a withdrawal ends it, and messages wait with it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from line import EMPLOYER, as_lead, own

from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.message import Recipient, Template
from matcher.domain.opening import OpeningState
from matcher.domain.outbox import MessageState
from matcher.domain.permission import FieldGroup, Withdrawal
from matcher.domain.placement import FirstDay
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action, SuggestionState
from matcher.errors import DecisionError, InputError, InvalidTransition
from matcher.services.review import LinkAnswers

PERSON, OPENING = "P001", "O1"


def held(line, suggestion="P001-O1"):
    """The steps that hold for a suggestion's opening, with the employer and how they came."""
    one = line.get(suggestion)
    with line.units() as unit:
        holding = [
            (given.field_group, given.employer, given.mode)
            for given in unit.permissions.of(one.participant)
            if given.opening == one.opening and given.withdrawn_at is None
        ]
    return sorted(holding, key=lambda step: list(FieldGroup).index(step[0]))


def waiting(line):
    """What waits in the outbox."""
    with line.units() as unit:
        return [(one.to_kind, one.to, one.template) for one in unit.outbox.all()]


def take_back(line):
    """Take permission back without moving the suggestion."""
    with line.units(write=True) as unit:
        at = datetime(2026, 11, 23, 9, tzinfo=UTC)
        unit.permissions.withdraw(
            Withdrawal(PERSON, OPENING, FieldGroup.CODE, AnswerMode.PHONE, "Anna", at)
        )
        unit.commit()


def test_a_yes_permits_code_and_skills(line):
    [first] = line.put(1, own())
    line.accept(first)
    assert held(line) == [
        (FieldGroup.CODE, EMPLOYER.id, AnswerMode.PHONE),
        (FieldGroup.SKILLS, EMPLOYER.id, AnswerMode.PHONE),
    ]
    assert line.actions().count("permission.grant") == 2


def test_a_yes_reaches_as_far_as_the_person_says(line):
    [first] = line.put(1, own())
    line.confirm(first)
    line.asking.ask(line.asks(first))
    line.asking.answer(
        line.asks(first), Action.ACCEPT, AnswerMode.IN_PERSON, FieldGroup.NAME_AND_CONTACT
    )
    assert [step for step, _, _ in held(line)] == list(FieldGroup)


@pytest.mark.parametrize("answer", [Action.REFUSE, Action.NOT_NOW])
def test_any_other_answer_permits_nothing(line, answer):
    [first] = line.put(1, own())
    line.confirm(first)
    line.asking.ask(line.asks(first))
    line.asking.answer(line.asks(first), answer, AnswerMode.PHONE)
    assert held(line) == []


def test_a_yes_to_an_advertisement_permits_nothing(line):
    [first] = line.put(1, as_lead(own()))
    line.accept(first)
    assert held(line) == []


def test_nobody_is_presented_who_has_taken_the_permission_back(line):
    [first] = line.put(1, own())
    line.accept(first)
    take_back(line)
    before = line.actions()

    with pytest.raises(DecisionError, match="has not permitted"):
        line.presenting.present(line.asks(first))

    assert line.state(first) is SuggestionState.ACCEPTED
    assert line.actions() == before
    assert waiting(line) == []


def test_nobody_is_presented_where_no_employer_is_named(line):
    [first] = line.put(1, own(employer=None))
    line.accept(first)
    with pytest.raises(DecisionError, match="has not permitted"):
        line.presenting.present(line.asks(first))


def test_a_withdrawal_ends_the_permission_for_that_opening_and_cancels_what_tells(line):
    here, there = line.put(1, own(), own("O2"))
    line.present(here)
    line.present(there)

    line.placing.withdraw(line.asks(here))

    assert held(line, here) == []
    assert [step for step, _, _ in held(line, there)] == [FieldGroup.CODE, FieldGroup.SKILLS]
    with line.units() as unit:
        about_here = [one for one in unit.outbox.all(ended=True) if one.opening == OPENING]
    assert {one.template: one.state for one in about_here} == {
        "ask": MessageState.CANCELLED,
        "present": MessageState.CANCELLED,
        "withdrawn": MessageState.WAITING,
    }
    assert line.actions().count("permission.withdraw") == 2


def test_messages_wait_with_what_gave_rise_to_them_or_not_at_all(line):
    first, second = line.put(2, own(places=1))
    line.present(first)
    line.present(second)
    line.hire(first)
    there = waiting(line)
    assert (Recipient.PARTICIPANT, "P001", Template.PLACE) in there
    assert (Recipient.LINKWORKER, "Anna", Template.TELL_PLACE_FILLED) in there

    with pytest.raises(InvalidTransition):
        line.hire(second)

    assert waiting(line) == there


def test_a_command_sent_again_writes_no_second_message(line):
    [first] = line.put(1, own())
    line.confirm(first)
    again = line.asks(first, key="k1")
    line.asking.ask(again)
    line.asking.ask(again)
    assert waiting(line) == [(Recipient.PARTICIPANT, PERSON, Template.ASK)]


def test_the_card_for_the_first_day_waits_with_its_lines(line):
    [first] = line.put(1, own())
    line.present(first)
    placement = line.hire(first, starts_on=date(2026, 12, 1)).made
    with pytest.raises(InputError, match="the day and the time"):
        line.placements.write_first_day(line.moved(placement), FirstDay(door="Köket"))

    card = FirstDay(time="7:30", door="Köket")
    line.placements.write_first_day(line.moved(placement), card)

    with line.units() as unit:
        [told] = [one for one in unit.outbox.all() if one.template == Template.FIRST_DAY]
    assert (told.to, told.opening) == (PERSON, OPENING)
    assert {name: told.facts[name] for name in ("day", "time", "door")} == {
        "day": "2026-12-01",
        "time": "7:30",
        "door": "Köket",
    }
    assert "clothes" not in told.facts


def test_an_opening_without_an_employer_is_handed_back_without_a_message(line):
    draft = own(state=OpeningState.DRAFT, employer=None)
    line.openings.draft(draft, by="Anna")
    line.openings.submit(line.about(OPENING))
    line.openings.hand_back(line.about(OPENING))
    assert line.room().state is OpeningState.RETURNED
    assert waiting(line) == []


def test_what_no_link_asks_is_not_recorded(line):
    [first] = line.put(1, own())
    before = line.get(first)
    signed = Signature("linkworker", "Anna", datetime(2026, 11, 23, 9, tzinfo=UTC))
    with line.units(write=True) as unit, pytest.raises(ValueError, match="hire"):
        LinkAnswers(line.commands).record(unit, before, Action.HIRE, signed)
    assert line.get(first) == before
