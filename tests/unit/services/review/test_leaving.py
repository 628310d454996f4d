"""Who withdraws from an employer, or from everything, leaves nothing behind that still tells."""

from __future__ import annotations

from datetime import timedelta

import pytest
from line import own

from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.message import Template
from matcher.domain.opening import OpeningState
from matcher.domain.permission import FieldGroup
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import AnswerMode, SuggestionState
from matcher.errors import DecisionError

P001 = ParticipantCode("P001")


def leave(line, code=P001):
    with line.units(write=True) as unit:
        ended = line.withdrawals.from_everything(
            unit, code, Signature(Role.LINKWORKER, "Anna", line.now())
        )
        unit.commit()
    return ended


def take_back(line, **more):
    return line.disclosure.withdraw(P001, mode=AnswerMode.PHONE, by="Anna", **more)


def test_a_presented_person_who_leaves_frees_the_slot_and_is_told_about_no_more(line):
    [first] = line.put(1, own())
    line.present(first)
    assert line.tells(first)
    assert line.room().slots_taken == 1

    assert leave(line) == 1

    assert line.state(first) is SuggestionState.WITHDRAWN
    assert line.tells(first) == []
    assert line.room().slots_taken == 0
    [told] = line.messages(Template.WITHDRAWN)
    assert told.handled_at is None
    line.check()


@pytest.mark.parametrize("moves", ["confirm", "accept"])
def test_somebody_in_line_who_leaves_frees_the_slot(line, moves):
    [first] = line.put(1, own())
    getattr(line, moves)(first)

    assert leave(line) == 1

    assert line.room().slots_taken == 0
    assert line.tells(first) == []
    assert line.messages(Template.WITHDRAWN) == []
    line.check()


def test_who_leaves_during_a_trial_gives_the_place_back(line):
    [first] = line.put(1, own())
    line.present(first)
    line.presenting.meet(line.asks(first))
    line.placing.begin_trial(line.asks(first))
    assert line.room().state is OpeningState.FULL

    leave(line)

    assert not line.placement(first).holds_place
    assert line.room().state is OpeningState.OPEN
    assert line.tells(first) == []
    line.check()


def test_a_job_goes_on_when_its_person_leaves_and_nobody_asks_how_it_goes(line):
    [first] = line.put(1, own())
    line.present(first)
    line.hire(first)
    placement = line.placement(first)
    line.placements.start(line.moved(placement.id), on=placement.starts_on)
    line.pass_to(placement.starts_on + timedelta(days=15))
    assert FollowUpState.DUE in {one.state for one in line.follow_ups_of(placement.id)}

    leave(line)

    assert line.placement(first).holds_place
    assert {one.state for one in line.follow_ups_of(placement.id)} == {FollowUpState.WAIVED}
    assert all(one.handled_at for one in line.messages(Template.PLACE))
    assert line.tells(first) == []
    line.check()


def test_only_the_one_who_leaves_is_touched(line):
    first, other = line.put(2, own(places=2))
    line.present(first)
    line.present(other)

    leave(line)

    assert line.state(other) is SuggestionState.PRESENTED
    assert line.tells(other)
    line.check()


def test_without_permission_for_the_code_the_person_is_out_of_the_line(line):
    here, there = line.put(1, own(), own("O2"))
    line.present(here)
    line.present(there)

    taken = take_back(line, opening_id=OpeningId("O1"))

    assert taken.suggestions == 1
    assert line.state(here) is SuggestionState.WITHDRAWN
    assert line.state(there) is SuggestionState.PRESENTED
    assert line.tells(here) == []
    assert line.tells(there)
    with pytest.raises(DecisionError):
        line.presenting.meet(line.asks(here))
    line.check()


def test_a_later_step_taken_back_leaves_the_person_in_line(line):
    [first] = line.put(1, own())
    line.present(first)

    taken = take_back(line, group=FieldGroup.SKILLS)

    assert taken.suggestions == 0
    assert line.state(first) is SuggestionState.PRESENTED
    line.check()


def test_a_withdrawal_counts_whatever_others_did_meanwhile(line):
    [first] = line.put(1, own())
    line.accept(first)
    seen = line.asks(first)
    line.presenting.present(line.asks(first, "Bo"))

    line.placing.withdraw(seen, AnswerMode.PHONE)

    assert line.state(first) is SuggestionState.WITHDRAWN
    assert line.tells(first) == []


def test_what_waits_about_rivals_is_not_told_once_the_place_is_filled(line):
    winner, rival = line.put(2, own())
    line.present(winner)
    line.present(rival)
    assert Template.PRESENT in line.tells(rival)

    line.hire(winner)

    assert line.state(rival) is SuggestionState.OBSOLETE
    assert Template.PRESENT not in line.tells(rival)
