"""What the clock moves on a day, once."""

from __future__ import annotations

from datetime import date, timedelta

from line import MORNING, own

from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.machines.placement import PlacementState
from matcher.domain.role import Role
from matcher.domain.suggestion import SuggestionState
from matcher.services.review import TimeService
from matcher.services.review.time_passing import Passed

TODAY = MORNING.date()
NOTHING = Passed(0, 0, 0)


def test_what_nobody_decides_on_lapses_once(line):
    first, second = line.put(2, own())
    clock = TimeService(line.commands)
    line.confirm(second)
    assert clock.pass_to(TODAY + timedelta(days=27)) == NOTHING

    assert clock.pass_to(TODAY + timedelta(days=28)) == Passed(1, 0, 0)

    assert clock.pass_to(TODAY + timedelta(days=29)) == NOTHING
    assert line.state(first) is SuggestionState.LAPSED
    assert line.state(second) is SuggestionState.CONFIRMED
    with line.units() as unit:
        assert unit.suggestions.history(first)[-1].actor is Role.CLOCK


def test_a_suggestion_waits_anew_from_its_last_move(line):
    [first] = line.put(1, own())
    line.start = MORNING + timedelta(days=20)
    line.review.need_info(first, by="Anna", seen_version=0)
    clock = TimeService(line.commands)
    assert clock.pass_to(TODAY + timedelta(days=47)) == NOTHING
    assert clock.pass_to(TODAY + timedelta(days=48)) == Passed(1, 0, 0)


def test_follow_ups_become_due_then_overdue_and_a_placement_goes_on(line):
    [first] = line.put(1, own())
    line.present(first)
    made = line.hire(first).made
    start = date(2026, 12, 1)
    line.placements.start(line.moved(made), start)
    clock = TimeService(line.commands)
    assert clock.pass_to(start + timedelta(days=13)) == NOTHING

    assert clock.pass_to(start + timedelta(days=14)) == Passed(0, 1, 1)
    assert line.placement(first).state is PlacementState.ONGOING
    assert line.follow_ups_of(made)[0].state is FollowUpState.DUE

    # A clock that stood still for a quarter catches up.
    assert clock.pass_to(start + timedelta(days=120)) == Passed(0, 3, 0)
    assert [one.state for one in line.follow_ups_of(made)][:2] == [FollowUpState.OVERDUE] * 2
    assert "follow_up.become_overdue" in line.actions()
    line.check()
