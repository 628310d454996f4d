"""Confirming takes a slot, hiring the place, and who comes second is told who was first."""

from __future__ import annotations

import pytest
from line import as_lead, own

from matcher.domain.command import Request
from matcher.domain.message import Recipient, Template
from matcher.domain.opening import OpeningState
from matcher.domain.participant import ParticipantState
from matcher.domain.periods import FollowUpPoint
from matcher.domain.suggestion import Action, AnswerMode, NotHiredReason, SuggestionState
from matcher.errors import Conflict, DecisionError, InputError, InvalidTransition, OpeningFull

STATE = SuggestionState


def test_confirming_takes_a_slot_and_no_place(line):
    first, second, third, fourth = line.put(4, own())
    for one in (first, second, third):
        line.confirm(one)

    with pytest.raises(OpeningFull, match=r"All 3 presentation slots .* confirmed by Anna on 2026"):
        line.confirm(fourth, "Cilla")

    room = line.room()
    assert (room.slots_taken, room.places_taken, room.state) == (3, 0, OpeningState.OPEN)
    line.review.undo(Request(third, line.get(third).version, "Anna"))
    line.confirm(fourth)
    assert line.room().slots_taken == 3
    line.check()


def test_what_is_set_counts_before_three_a_place(line):
    first, second = line.put(2, own(presentation_slots=1))
    line.confirm(first)
    with pytest.raises(OpeningFull, match="All 1 presentation slots"):
        line.confirm(second)


def test_nobody_is_put_in_line_for_a_paused_opening(line):
    [first] = line.put(1, own(state=OpeningState.PAUSED))
    with pytest.raises(DecisionError, match="is 'paused'"):
        line.confirm(first)
    assert line.state(first) is STATE.PROPOSED


def test_hired_takes_the_place_makes_follow_ups_and_tells_the_others(line):
    first, second, third, fourth = line.put(4, own(places=1, presentation_slots=3))
    line.present(first)
    line.accept(second)
    line.confirm(third)
    line.asking.ask(line.asks(third))

    hired = line.hire(first)

    placement = line.placement(first)
    assert (hired.state, hired.made) == ("hired", placement.id)
    assert (placement.backing.confirmed_by, placement.backing.yes_mode) == (
        "Anna",
        AnswerMode.PHONE,
    )
    assert [one.point for one in line.follow_ups_of(placement.id)] == list(FollowUpPoint)
    assert line.person("P001").state is ParticipantState.PLACED
    assert (line.room().state, line.room().places_left) == (OpeningState.FULL, 0)
    assert {line.state(one) for one in (second, third, fourth)} == {STATE.OBSOLETE}
    with line.units() as unit:
        last = unit.suggestions.history(second)[-1]
        people = {row.code for row in unit.views.people()}
    assert (last.action, last.note) == (Action.MAKE_OBSOLETE, "the place is filled")
    assert people == {"P002", "P003", "P004"}
    told = {(one.to_kind, one.to, one.template) for one in hired.messages}
    assert told == {
        (Recipient.PARTICIPANT, "P001", Template.PLACE),
        (Recipient.LINKWORKER, "Anna", Template.TELL_PLACE_FILLED),
        (Recipient.PARTICIPANT, "P003", Template.PLACE_FILLED),
    }
    assert line.actions().count("opening.fill") == 1
    line.check()


def test_the_second_for_the_last_place_is_told_who_took_it(line):
    first, second = line.put(2, own())
    line.present(first)
    line.present(second)
    seen = line.asks(second, "Cilla")
    line.hire(first, "Bo")

    with pytest.raises(OpeningFull, match=r"The last one was taken by Bo on 2026-11-23 at 08:\d\d"):
        line.placing.hire(seen)

    assert line.placement(second) is None
    line.check()


def test_the_same_suggestion_hired_twice_names_who_and_when(line):
    [first] = line.put(1, own(places=2))
    line.present(first)
    seen = line.asks(first, "Cilla")
    line.hire(first, "Bo")
    with pytest.raises(Conflict, match=r"changed by Bo on 2026-11-23 .* now 'hired'"):
        line.placing.hire(seen)
    assert line.room().places_taken == 1


def test_a_person_holds_one_place_and_may_be_presented_to_several(line):
    here, there = line.put(1, own("O1"), own("O2"))
    line.present(here)
    line.present(there)
    seen = line.asks(there, "Cilla")
    line.hire(here, "Bo")
    with pytest.raises(Conflict, match=r"another place already, recorded by Bo on 2026-11-23"):
        line.placing.hire(seen)
    assert line.room("O2").places_taken == 0
    line.check()


def test_a_lead_has_no_slots_and_nobody_is_presented_to_it(line):
    people = line.put(4, as_lead(own()))
    for one in people:
        line.accept(one)
    with pytest.raises(DecisionError, match="an opening agreed with an employer"):
        line.presenting.present(line.asks(people[0]))
    assert line.room().slots_taken == 0


def test_nobody_is_presented_without_a_yes(line):
    [first] = line.put(1, own())
    line.confirm(first)
    with pytest.raises(InvalidTransition):
        line.presenting.present(line.asks(first))


def test_a_no_and_a_not_now_give_the_slot_back(line):
    first, second = line.put(2, own())
    for one, answer in ((first, Action.REFUSE), (second, Action.NOT_NOW)):
        line.confirm(one)
        line.asking.ask(line.asks(one))
        line.asking.answer(line.asks(one), answer, AnswerMode.INTERPRETER)
    assert line.room().slots_taken == 0
    with line.units() as unit:
        assert unit.suggestions.history(first)[-1].mode is AnswerMode.INTERPRETER
    line.check()


def test_an_answer_says_how_it_came(line):
    [first] = line.put(1, own())
    line.confirm(first)
    line.asking.ask(line.asks(first))
    with pytest.raises(DecisionError, match="how the person answered"):
        line.asking.answer(line.asks(first), Action.ACCEPT, None)
    with pytest.raises(InputError, match="is no answer"):
        line.asking.answer(line.asks(first), Action.CONFIRM, AnswerMode.PHONE)


def test_up_to_six_are_asked_about_one_opening_all_or_none(line):
    people = line.put(7, own(places=3), own("O2"))
    here = people[::2]
    for one in here[:6]:
        line.confirm(one)
    seen = [(one, line.get(one).version) for one in here]
    with pytest.raises(InputError, match="7 suggestions were chosen; choose 1 to 6"):
        line.asking.ask_all("O1", seen, by="Anna")
    with pytest.raises(InputError, match="not about opening O2"):
        line.asking.ask_all("O2", seen[:2], by="Anna")
    assert line.state(here[0]) is STATE.CONFIRMED

    asked = line.asking.ask_all("O1", seen[:6], by="Anna")

    assert {line.state(one) for one in here[:6]} == {STATE.ASKED}
    assert len(asked.messages) == 6
    with pytest.raises(InputError, match="2 suggestions were chosen"):
        line.asking.ask_all("O1", [seen[0], seen[0]], by="Anna")


def test_withdrawing_frees_the_slot_and_tells_the_employer_who_knew(line):
    first, second = line.put(2, own())
    line.accept(first)
    line.present(second)

    quiet = line.placing.withdraw(line.asks(first), AnswerMode.PHONE)
    known = line.placing.withdraw(line.asks(second))

    assert line.room().slots_taken == 0
    assert quiet.messages == ()
    assert [one.template for one in known.messages] == [Template.WITHDRAWN]
    with pytest.raises(InvalidTransition):
        line.presenting.present(line.asks(first))
    line.check()


def test_not_hired_needs_a_reason_and_a_linkworker_tells_it_first(line):
    [first] = line.put(1, own())
    line.present(first)
    line.presenting.meet(line.asks(first))
    with pytest.raises(InputError, match="needs a reason"):
        line.placing.not_hire(line.asks(first), None)

    outcome = line.placing.not_hire(line.asks(first), NotHiredReason.ANOTHER_WAS_CHOSEN)

    assert [(one.to_kind, one.to) for one in outcome.messages] == [(Recipient.LINKWORKER, "Anna")]
    with line.units() as unit:
        assert unit.suggestions.history(first)[-1].reason is NotHiredReason.ANOTHER_WAS_CHOSEN
    assert line.room().slots_taken == 0
    line.check()


def test_a_command_sent_twice_is_done_once(line):
    first, second = line.put(2, own(places=2))
    line.present(first)
    line.present(second)
    request = line.asks(first, "Bo", key="k1")

    done = line.placing.hire(request)
    again = line.placing.hire(request)

    assert again == done
    assert again.messages == ()
    assert line.room().places_taken == 1
    with pytest.raises(Conflict, match=r"'k1' stands for 'suggestion.hire', done by Bo on 2026"):
        line.placing.hire(line.asks(second, "Bo", key="k1"))
    with pytest.raises(InputError, match="blank"):
        line.placing.hire(line.asks(second, "Bo", key=" "))
    assert line.actions().count("placement.plan") == 1


def test_a_confirm_sent_twice_returns_the_same(line):
    [first] = line.put(1, own())
    done = line.review.confirm(Request(first, 0, "Anna", key="c"))
    line.asking.ask(line.asks(first))
    assert line.review.confirm(Request(first, 0, "Anna", key="c")) == done


def test_what_fails_leaves_nothing_behind(line):
    first, second = line.put(2, own())
    line.present(first)
    line.present(second)
    before = line.actions()
    seen = line.get(first).version
    with pytest.raises(Conflict):
        line.placing.hire(Request(first, seen - 1, "Bo", key="k"))
    assert line.actions() == before
    with line.units() as unit:
        assert unit.commands.find("k") is None
