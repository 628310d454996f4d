"""The list of what happened to a person: decisions, who took over, and in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from decisions import NOW, make_suggestion, signed

from matcher.domain.happening import (
    Happening,
    HappeningKind,
    Turn,
    newest_first,
    of_decision,
    of_turns,
)
from matcher.domain.machines.suggestion import Action, DeclineReason, SuggestionState
from matcher.domain.periods import Periods
from matcher.domain.role import Role
from matcher.domain.views import DecisionRow

TODAY = NOW.date()
MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
MOVE, TURN, ENDED = HappeningKind.MOVE, HappeningKind.TURN, HappeningKind.TURN_ENDED


def test_a_decision_is_told_by_the_state_it_led_to_and_its_reason():
    reason = DeclineReason.TOO_FAR
    _, decision = make_suggestion().move(Action.DECLINE, signed(), reason=reason)

    assert of_decision(DecisionRow(decision, "Diskare")) == Happening(
        HappeningKind.DECISION, TODAY, "declined", NOW, "Kim", "Diskare", reason
    )


def test_what_was_taken_back_is_told_as_taken_back():
    confirmed, last = make_suggestion().confirm(by="Kim", at=NOW)
    back, undone = confirmed.undo(signed(), last, Periods())

    assert back.state is SuggestionState.PROPOSED
    assert of_decision(DecisionRow(undone, "Diskare")) == Happening(
        HappeningKind.DECISION, TODAY, "undo", NOW, "Kim", "Diskare"
    )


def turn(role, name, since, until):
    return Turn(role, name, since, until, "Chefen")


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        ((), ()),
        (
            (turn(Role.LINKWORKER, "Åsa", MARCH, None),),
            (Happening(TURN, MARCH, "linkworker", by="Chefen", about="Åsa"),),
        ),
        (
            (turn(Role.LINKWORKER, "Åsa", MARCH, APRIL), turn(Role.LINKWORKER, "Kim", APRIL, MAY)),
            (
                Happening(TURN, MARCH, "linkworker", by="Chefen", about="Åsa"),
                Happening(TURN, APRIL, "linkworker", by="Chefen", about="Kim"),
                Happening(ENDED, MAY, "linkworker", about="Kim"),
            ),
        ),
        (
            (turn(Role.JOB_COACH, "Åsa", MARCH, APRIL), turn(Role.LINKWORKER, "Kim", APRIL, None)),
            (
                Happening(TURN, MARCH, "job_coach", by="Chefen", about="Åsa"),
                Happening(TURN, APRIL, "linkworker", by="Chefen", about="Kim"),
                Happening(ENDED, APRIL, "job_coach", about="Åsa"),
            ),
        ),
    ],
)
def test_a_turn_ends_only_where_nobody_follows_in_that_role(turns, told):
    assert of_turns(turns) == told


def test_the_newest_stands_first_and_a_day_without_an_hour_counts_from_its_beginning():
    at_midnight = datetime(2026, 4, 1, tzinfo=UTC)
    late = Happening(MOVE, APRIL, "active", datetime(2026, 4, 1, 15, tzinfo=UTC))
    day = Happening(TURN, APRIL, "linkworker")
    night = Happening(MOVE, APRIL, "paused", at_midnight)
    before = Happening(MOVE, date(2026, 3, 31), "mapped", datetime(2026, 3, 31, 23, 59, tzinfo=UTC))

    assert day.moment == at_midnight
    assert newest_first([before, night, late, day]) == (late, night, day, before)
    assert newest_first([day, night]) == (day, night)
