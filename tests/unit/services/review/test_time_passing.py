"""What the jobs of the clock move in a line of people, each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from line import MORNING, own

from matcher.domain.command import Request
from matcher.domain.jobs import Due
from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.machines.placement import EndedEarlyReason, Party, PlacementState
from matcher.domain.message import Template
from matcher.domain.periods import FollowUpPoint
from matcher.domain.role import Role
from matcher.domain.suggestion import SuggestionState
from matcher.services.clock import FollowUpJob, PlacementJob, ProposalJob
from matcher.services.review.ending import End

TODAY = MORNING.date()
START = date(2026, 12, 1)
AWAY = End(Party.PARTICIPANT, EndedEarlyReason.FOUND_OTHER_WORK, date(2026, 12, 9))


def noon(day):
    return datetime.combine(day, time(12), UTC)


def days(number):
    return START + timedelta(days=number)


@pytest.fixture
def started(line):
    [first] = line.put(1, own())
    line.present(first)
    made = line.hire(first).made
    line.placements.start(line.moved(made), START)
    return made


def states(line, placement):
    return [one.state.value for one in line.follow_ups_of(placement)]


def test_what_nobody_decides_on_lapses_once(line):
    first, second = line.put(2, own())
    line.confirm(second)
    assert line.pass_to(TODAY + timedelta(days=27)) == {}

    assert line.pass_to(TODAY + timedelta(days=28)) == {"proposals": 1}

    assert line.pass_to(TODAY + timedelta(days=29)) == {}
    assert line.state(first) is SuggestionState.LAPSED
    assert line.state(second) is SuggestionState.CONFIRMED
    with line.units() as unit:
        assert unit.suggestions.history(first)[-1].actor is Role.CLOCK
    line.check()


def test_what_came_back_since_the_job_looked_does_not_lapse(line):
    [first] = line.put(1, own())
    job, at = ProposalJob(line.units), noon(TODAY + timedelta(days=28))
    [due] = job.look(at).due
    line.start = at - timedelta(minutes=30)
    line.confirm(first)
    line.review.undo(Request(first, 1, "Anna"))

    assert not job.move(due, at)

    assert line.state(first) is SuggestionState.PROPOSED
    assert job.move(due, at + timedelta(days=28))


def test_a_deadline_that_was_moved_since_the_job_looked_counts(line):
    [first] = line.put(1, own(deadline=TODAY))
    job, at = ProposalJob(line.units), noon(TODAY + timedelta(days=1))
    [due] = job.look(at).due
    with line.units(write=True) as unit:
        unit.openings.put([own(deadline=TODAY + timedelta(days=9))])
        unit.commit()

    assert not job.move(due, at)
    assert line.state(first) is SuggestionState.PROPOSED


def test_a_suggestion_waits_anew_from_its_last_move(line):
    [first] = line.put(1, own())
    line.start = MORNING + timedelta(days=20)
    line.review.need_info(Request(first, 0, "Anna"))
    assert line.pass_to(TODAY + timedelta(days=47)) == {}
    assert line.pass_to(TODAY + timedelta(days=48)) == {"proposals": 1}


def test_follow_ups_become_due_then_overdue_and_a_placement_goes_on(line, started):
    assert line.pass_to(days(13)) == {}

    assert line.pass_to(days(14)) == {"follow_ups": 1, "placements": 1}
    assert line.placement("P001-O1").state is PlacementState.ONGOING
    assert line.follow_ups_of(started)[0].state is FollowUpState.DUE

    # A clock that stood still for a quarter catches up.
    assert line.pass_to(days(120)) == {"follow_ups": 3}
    assert line.pass_to(days(120)) == {}
    assert states(line, started) == ["overdue", "overdue", "scheduled", "scheduled"]
    line.check()


def test_what_the_clock_moved_is_in_the_log_under_its_name(line, started):
    line.pass_to(days(14))
    line.pass_to(days(22))

    with line.units() as unit:
        moved = [one for one in unit.audit.events() if one.actor == "clock"]
    assert [(one.action, one.object_id) for one in moved] == [
        ("follow_up.become_due", started),
        ("placement.go_on", started),
        ("follow_up.become_overdue", started),
    ]


def test_it_is_said_when_something_is_due_next(line, started):
    follow_ups, placements = (
        FollowUpJob(line.units, line.outbox.put_messages),
        PlacementJob(line.units),
    )
    assert follow_ups.look(noon(START)).next_on == days(14)
    assert placements.look(noon(START)).next_on == days(14)
    assert [one.move for one in follow_ups.look(noon(days(30))).due] == [
        "become_due",
        "become_overdue",
    ]
    assert states(line, started) == ["scheduled"] * 4

    line.pass_to(days(14))

    assert follow_ups.look(noon(days(14))).next_on == days(22)
    assert placements.look(noon(days(14))).next_on is None


def test_a_follow_up_that_somebody_answered_meanwhile_is_left_alone(line, started):
    job = FollowUpJob(line.units, line.outbox.put_messages)
    line.pass_to(days(14))
    [due] = job.look(noon(days(22))).due
    line.follow_ups.answer(Request(started, 1, "Bo"), FollowUpPoint.TWO_WEEKS)

    assert not job.move(due, noon(days(22)))
    assert not job.move(Due(f"{started}:three_months", "become_overdue"), noon(days(200)))
    assert not job.move(Due("gone:two_weeks", "become_due"), noon(days(14)))

    assert states(line, started)[0] == "answered"


def test_who_is_at_the_job_is_asked_once_when_a_follow_up_becomes_due(line, started):
    line.pass_to(days(14))
    line.pass_to(days(15))
    line.pass_to(days(22))

    [asked] = line.messages(Template.FOLLOW_UP)

    assert (asked.to_kind, asked.to, asked.opening) == ("participant", "P001", "O1")
    assert asked.facts["suggestion"] == "P001-O1"
    shown = line.outbox.show(asked.id, "en").text
    assert "How is it going at the job as Diskare?" in shown.body
    assert shown.body.endswith("Stegvis")
    line.pass_to(line.follow_ups_of(started)[1].due_on)
    assert len(line.messages(Template.FOLLOW_UP)) == 2
    line.check()


def test_who_left_the_job_is_not_asked_how_it_goes(line, started):
    line.placements.end(line.moved(started), AWAY)

    line.pass_to(days(14))

    assert states(line, started)[0] == "due"
    assert line.messages(Template.FOLLOW_UP) == []


def test_after_a_long_silence_a_person_asks(line, started):
    line.pass_to(days(400))

    assert states(line, started) == ["overdue"] * 4
    assert line.messages(Template.FOLLOW_UP) == []


def test_no_message_is_written_to_who_has_protected_identity(line, started):
    with line.units(write=True) as unit:
        hidden = replace(unit.participants.get("P001"), protected_identity=True)
        unit.participants.put([hidden])
        unit.commit()

    line.pass_to(days(14))

    assert states(line, started)[0] == "due"
    assert line.messages(Template.FOLLOW_UP) == []


def test_a_placement_that_ended_meanwhile_does_not_go_on(line, started):
    job = PlacementJob(line.units)
    [due] = job.look(noon(days(14))).due
    line.placements.end(line.moved(started), AWAY)

    assert not job.move(due, noon(days(14)))
    assert not job.move(Due("gone", "go_on"), noon(days(14)))

    assert line.placement("P001-O1").state is PlacementState.ENDED_EARLY
