"""From the first day at work to the last follow-up, and the step after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from line import TERMS, own
from programme import real_ladders

from matcher.domain.command import Request
from matcher.domain.machines.follow_up import FollowUpState, WaiveReason
from matcher.domain.machines.participant import ParticipantAction
from matcher.domain.machines.placement import (
    DidNotStartReason,
    EndedEarlyReason,
    Party,
    PlacementState,
)
from matcher.domain.opening import OpeningState
from matcher.domain.participant import ParticipantState
from matcher.domain.periods import FollowUpPoint
from matcher.domain.placement import FirstDay
from matcher.domain.role import Role
from matcher.domain.suggestion import NotHiredReason, SuggestionState
from matcher.errors import Conflict, DecisionError, InputError, InvalidTransition, NotFound
from matcher.services.review.ending import End

FIRST, LAST = date(2026, 12, 1), date(2027, 3, 1)
AWAY = End(Party.PARTICIPANT, EndedEarlyReason.FOUND_OTHER_WORK, LAST)
NEVER = End(Party.EMPLOYER, DidNotStartReason.WORK_NOT_THERE)


@pytest.fixture
def hired(line):
    [first] = line.put(1, own(start=FIRST))
    line.present(first)
    return line.hire(first).made


def test_follow_ups_count_from_the_agreed_day_then_from_the_real_one(line, hired):
    assert line.follow_ups_of(hired)[0].due_on == date(2026, 12, 15)
    line.placements.start(line.moved(hired), date(2026, 12, 8))
    assert [one.due_on for one in line.follow_ups_of(hired)] == [
        date(2026, 12, 22),
        date(2027, 3, 8),
        date(2027, 6, 8),
        date(2027, 12, 8),
    ]


def test_a_job_that_is_done_keeps_its_place(line, hired):
    line.placements.start(line.moved(hired), FIRST)
    line.placements.go_on(line.moved(hired))
    done = line.placements.complete(line.moved(hired), LAST)
    assert done.state == "completed"
    assert line.person().state is ParticipantState.ACTIVE
    assert line.room().state is OpeningState.FULL
    line.check()


def test_a_person_may_be_through_with_the_programme(line, hired):
    line.placements.start(line.moved(hired), FIRST)
    line.placements.go_on(line.moved(hired))
    line.placements.complete(line.moved(hired), LAST, ParticipantAction.COMPLETE)
    assert line.person().state is ParticipantState.COMPLETED


def test_not_starting_frees_the_place(line, hired):
    outcome = line.placements.end(line.moved(hired, "Employer", Role.EMPLOYER), NEVER)
    assert outcome.state == "did_not_start"
    assert (line.room().state, line.room().places_left) == (OpeningState.OPEN, 1)
    assert line.person().state is ParticipantState.ACTIVE
    assert line.follow_ups_of(hired) == ()
    assert line.actions()[-2:] == ["placement.not_start", "opening.free_place"]
    line.check()


def test_ending_early_frees_the_place_and_later_questions_stay(line, hired):
    line.placements.start(line.moved(hired), FIRST)
    with pytest.raises(InputError, match="last day"):
        line.placements.end(line.moved(hired), End(Party.NEITHER, EndedEarlyReason.NO_CONTACT))
    line.placements.end(line.moved(hired), AWAY)
    assert line.placement("P001-O1").state is PlacementState.ENDED_EARLY
    assert line.room().places_left == 1
    assert len(line.follow_ups_of(hired)) == 4
    line.check()


def test_a_reason_has_to_fit_the_end(line, hired):
    with pytest.raises(InputError, match="'tasks_not_yet' is no reason here"):
        line.placements.end(line.moved(hired), End(Party.EMPLOYER, EndedEarlyReason.TASKS_NOT_YET))
    with pytest.raises(InputError, match="speak for 'participant' only"):
        line.placements.end(line.moved(hired, "P001", Role.PARTICIPANT), NEVER)
    with pytest.raises(DecisionError, match="whose decision"):
        line.placements.end(line.moved(hired), End(None, DidNotStartReason.NO_CONTACT))


@pytest.mark.parametrize("role", sorted(Role))
def test_the_first_day_card_is_written_by_those_who_know_the_workplace(line, hired, role):
    card = FirstDay("08:00", "Västra porten", "Siv")
    request = line.moved(hired, "Somebody", role)
    if role in {Role.LINKWORKER, Role.EMPLOYER, Role.SITE_MANAGER}:
        line.placements.write_first_day(request, card)
        assert line.placement("P001-O1").first_day == card
        return
    with pytest.raises(InvalidTransition, match=f"As {role} nobody writes the card"):
        line.placements.write_first_day(request, card)
    assert line.placement("P001-O1").first_day is None


def test_the_first_day_card_is_written_before_the_first_day(line, hired):
    card = FirstDay(time="7:30", door="Köket", person="Maja", phone="031-1")
    outcome = line.placements.write_first_day(line.moved(hired), card)
    assert line.placement("P001-O1").first_day == card
    assert [one.to for one in outcome.messages] == ["P001"]
    line.placements.start(line.moved(hired), FIRST)
    with pytest.raises(DecisionError, match="one that is planned"):
        line.placements.write_first_day(line.moved(hired), card)


def test_the_second_to_change_a_placement_is_told(line, hired):
    stale = line.moved(hired, "Cilla")
    line.placements.start(line.moved(hired, "Bo"), FIRST)
    with pytest.raises(Conflict, match=r"by Bo on 2026-11-23 at 08:\d\d UTC and is now 'started'"):
        line.placements.start(stale, FIRST)
    with pytest.raises(NotFound):
        line.placements.start(Request("nothing", 0, "Bo"), FIRST)


def test_a_trial_holds_the_place_and_the_job_goes_on_from_it(line):
    first, second = line.put(2, own())
    line.present(first)
    line.presenting.meet(line.asks(first))
    line.accept(second)
    trial = line.placing.begin_trial(line.asks(first), FIRST)
    assert line.placement(first).trial
    assert (line.state(second), trial.also) == (SuggestionState.OBSOLETE, (second,))

    hired = line.hire(first)

    assert hired.made == trial.made
    assert not line.placement(first).trial
    assert line.room().places_taken == 1
    line.check()


def test_a_trial_that_does_not_lead_to_a_job_says_how_it_ended(line):
    [first] = line.put(1, own())
    line.present(first)
    line.presenting.meet(line.asks(first))
    line.placing.begin_trial(line.asks(first))
    with pytest.raises(DecisionError, match="There was a trial"):
        line.placing.not_hire(line.asks(first), NotHiredReason.SKILLS_NOT_YET)
    line.placing.not_hire(line.asks(first), NotHiredReason.NOT_HIRING_NOW, NEVER)
    assert line.room().places_left == 1
    assert line.person().state is ParticipantState.ACTIVE
    line.check()


@pytest.mark.parametrize("started", [True, False])
def test_withdrawing_from_a_trial_frees_its_place_at_once(line, started):
    [first] = line.put(1, own())
    line.present(first)
    line.presenting.meet(line.asks(first))
    made = line.placing.begin_trial(line.asks(first)).made
    if started:
        line.placements.start(line.moved(made), line.start.date())
    line.placing.withdraw(line.asks(first))
    placement = line.placement(first)
    assert placement.party is Party.PARTICIPANT
    assert placement.reason.value == "wants_other"
    assert line.room().state is OpeningState.OPEN
    line.check()


def test_reaching_a_next_step_completes_one_and_opens_the_other(line):
    way = real_ladders().all[0].transitions[0]
    here, there = line.put(
        1, own("O1", step=way.from_step), own("O2", step=way.to_step, terms=TERMS)
    )
    line.present(here)
    made = line.hire(here).made
    line.placements.start(line.moved(made), FIRST)
    line.placements.go_on(line.moved(made))
    line.present(there)
    with pytest.raises(DecisionError, match="The ladder has no way"):
        line.placements.move_on(line.moved(made), line.asks(there), (), LAST)

    outcome = line.placements.move_on(line.moved(made), line.asks(there), (way,), LAST)

    after = line.placement(there)
    assert (outcome.state, outcome.made) == ("completed", after.id)
    assert (after.previous, after.state) == (made, PlacementState.PLANNED)
    assert line.person().state is ParticipantState.PLACED
    line.check()


def test_a_follow_up_is_answered_or_waived_when_it_is_due(line, hired):
    line.placements.start(line.moved(hired), FIRST)
    point = FollowUpPoint.TWO_WEEKS
    with pytest.raises(InvalidTransition):
        line.follow_ups.answer(Request(hired, 0, "Bo"), point)
    line.pass_to(FIRST + timedelta(days=14))

    line.follow_ups.answer(Request(hired, 1, "P001", Role.PARTICIPANT), point)
    with pytest.raises(Conflict, match="now 'answered' on 2026-11-23"):
        line.follow_ups.answer(Request(hired, 1, "Bo"), point)
    line.pass_to(line.follow_ups_of(hired)[1].due_on)
    with pytest.raises(InputError, match="needs a reason"):
        line.follow_ups.waive(Request(hired, 1, "Bo"), FollowUpPoint.THREE_MONTHS, None)
    line.placements.end(line.moved(hired), AWAY)

    states = [one.state for one in line.follow_ups_of(hired)]
    assert states == [
        FollowUpState.ANSWERED,
        FollowUpState.WAIVED,
        FollowUpState.SCHEDULED,
        FollowUpState.SCHEDULED,
    ]
    assert line.follow_ups_of(hired)[1].reason is WaiveReason.PLACEMENT_ENDED
    with line.units() as unit:
        assert len(unit.follow_ups.waiting(FollowUpState.SCHEDULED, date(2028, 1, 1))) == 2
    with pytest.raises(NotFound):
        line.follow_ups.answer(Request("nothing", 0, "Bo"), point)
