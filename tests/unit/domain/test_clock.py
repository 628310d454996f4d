"""What a day brings: suggestions lapse, follow-ups become due and overdue, placements go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from decisions import FIRST_DAY, make_placement, make_suggestion, signed

from matcher.domain.clock import (
    follow_up_moves,
    grace_ends,
    lapses_on,
    placement_moves,
    proposal_lapses_on,
    proposal_moves,
    settled_on,
)
from matcher.domain.follow_up import schedule
from matcher.domain.ids import PlacementId
from matcher.domain.machines.placement import PlacementState
from matcher.domain.machines.suggestion import Action, SuggestionState
from matcher.domain.periods import STANDARD, Interval
from matcher.domain.role import Role

DAY = timedelta(days=1)
CLOCK = signed(Role.CLOCK, "nightly")
SINCE = date(2028, 2, 1)


def test_undecided_suggestions_lapse_after_four_weeks():
    last = date(2028, 2, 29)

    assert lapses_on(SINCE, STANDARD) == last
    assert proposal_moves(SuggestionState.PROPOSED, SINCE, None, last - DAY, STANDARD) == ()
    assert proposal_moves(SuggestionState.PROPOSED, SINCE, None, last, STANDARD) == (Action.LAPSE,)
    assert proposal_moves(SuggestionState.NEEDS_INFO, SINCE, None, last + DAY, STANDARD) == (
        Action.LAPSE,
    )


@pytest.mark.parametrize(
    ("deadline", "lapses"),
    [
        (None, date(2028, 2, 29)),
        (date(2028, 2, 10), date(2028, 2, 11)),
        (date(2028, 2, 27), date(2028, 2, 28)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2028, 4, 30), date(2028, 2, 29)),
        (date(2028, 1, 15), date(2028, 1, 16)),
    ],
)
def test_a_suggestion_lapses_when_its_opening_takes_nobody_more(deadline, lapses):
    assert proposal_lapses_on(SINCE, deadline, STANDARD) == lapses
    for day, moves in ((lapses - DAY, ()), (lapses, (Action.LAPSE,))):
        assert proposal_moves(SuggestionState.PROPOSED, SINCE, deadline, day, STANDARD) == moves


@pytest.mark.parametrize("state", SuggestionState)
def test_only_undecided_ones_lapse_and_the_machine_agrees(state: SuggestionState):
    moves = proposal_moves(state, SINCE, None, date(2040, 1, 1), STANDARD)

    assert bool(moves) == (state.value in {"proposed", "needs_info"})
    for move in moves:
        assert make_suggestion(state).move(move, CLOCK)[0].state is SuggestionState.LAPSED


def test_the_length_is_that_of_the_periods():
    periods = replace(STANDARD, undecided=Interval(months=1))

    assert lapses_on(date(2026, 1, 31), periods) == date(2026, 2, 28)


FIRST = schedule(PlacementId("L1"), FIRST_DAY, STANDARD)[0]


@pytest.mark.parametrize(
    ("today", "moves"),
    [
        (FIRST.due_on - DAY, []),
        (FIRST.due_on, ["become_due"]),
        (FIRST.due_on + 7 * DAY, ["become_due"]),
        (FIRST.due_on + 8 * DAY, ["become_due", "become_overdue"]),
        (FIRST.due_on + 900 * DAY, ["become_due", "become_overdue"]),
    ],
)
def test_a_follow_up_becomes_due_and_then_overdue(today: date, moves: list[str]):
    found = follow_up_moves(FIRST, today, STANDARD)
    after = FIRST
    for move in found:
        after = after.move(move, CLOCK, today)

    assert [move.value for move in found] == moves
    assert after.version == len(moves)
    assert follow_up_moves(after, today, STANDARD) == ()


def test_the_grace_is_counted_from_the_day_it_was_due():
    assert grace_ends(FIRST.due_on, STANDARD) == FIRST.due_on + 7 * DAY
    due = FIRST.move(follow_up_moves(FIRST, FIRST.due_on, STANDARD)[0], CLOCK, FIRST.due_on)

    assert follow_up_moves(due, FIRST.due_on + 7 * DAY, STANDARD) == ()
    assert [m.value for m in follow_up_moves(due, FIRST.due_on + 8 * DAY, STANDARD)] == [
        "become_overdue"
    ]
    assert follow_up_moves(due.answer(signed(), FIRST.due_on), date(2040, 1, 1), STANDARD) == ()


@pytest.mark.parametrize("state", PlacementState)
def test_a_placement_that_started_goes_on_after_its_first_time(state: PlacementState):
    placement = make_placement(state)
    day = settled_on(FIRST_DAY, STANDARD)

    assert day == FIRST_DAY + 14 * DAY
    assert placement_moves(placement, day - DAY, STANDARD) == ()
    moves = placement_moves(placement, day, STANDARD)
    assert [move.value for move in moves] == (["go_on"] if state.value == "started" else [])
    if moves:
        assert placement.go_on(CLOCK).state is PlacementState.ONGOING


def test_the_undo_window_closes_at_a_moment_that_can_be_shown():
    decided = datetime(2026, 11, 22, 23, 45, tzinfo=UTC)
    suggestion, decision = make_suggestion().confirm(by="Kim", at=decided)
    closes = decided + STANDARD.review_undo

    assert closes == datetime(2026, 11, 23, 0, 15, tzinfo=UTC)
    assert suggestion.can_undo(decision, closes, STANDARD)
    assert not suggestion.can_undo(decision, closes + timedelta(seconds=1), STANDARD)
