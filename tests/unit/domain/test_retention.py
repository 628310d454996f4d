"""The retention plan: what is due when, and nothing without somebody's decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.machines.participant import PARTICIPANT, ParticipantAction
from matcher.domain.participant import ParticipantState
from matcher.domain.periods import Interval
from matcher.domain.retention import THROUGH, RetentionPlan, next_step_on, retention_moves
from matcher.domain.role import Role

_S, _A = ParticipantState, ParticipantAction
PLAN = RetentionPlan(
    "Nämnden", date(2026, 1, 1), Interval(months=3), Interval(months=24), Interval(days=90)
)
LEFT = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("state", "today", "moves"),
    [
        (_S.LEFT, date(2026, 4, 29), ()),
        (_S.LEFT, date(2026, 4, 30), (_A.ARCHIVE,)),
        (_S.COMPLETED, date(2030, 1, 1), (_A.ARCHIVE,)),
        (_S.ARCHIVED, date(2028, 1, 30), ()),
        (_S.ARCHIVED, date(2028, 1, 31), (_A.ANONYMISE,)),
        (_S.ACTIVE, date(2040, 1, 1), ()),
        (_S.PAUSED, date(2040, 1, 1), ()),
        (_S.ANONYMISED, date(2040, 1, 1), ()),
    ],
)
def test_what_is_due_on_a_day(state, today, moves):
    assert retention_moves(state, LEFT, today, PLAN) == moves


def test_a_plan_that_nobody_decided_on_moves_nobody_and_still_says_when():
    proposal = replace(PLAN, decided_by=None, decided_on=None)

    assert retention_moves(_S.LEFT, LEFT, date(2040, 1, 1), proposal) == ()
    assert next_step_on(_S.LEFT, LEFT, proposal) == (_A.ARCHIVE, date(2026, 4, 30))


def test_every_move_the_plan_asks_for_is_one_the_clock_may_make():
    for state in (*THROUGH, _S.ARCHIVED):
        action, _ = next_step_on(state, LEFT, PLAN)
        assert PARTICIPANT.may(state, action, Role.CLOCK)


def test_a_plan_says_who_decided_and_when_or_neither():
    with pytest.raises(ValueError, match=r"^a plan says who decided it and when, or neither$"):
        replace(PLAN, decided_on=None)
