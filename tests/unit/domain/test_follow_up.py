"""Follow-ups of a placement: scheduled from its first day, answered or waived."""

from __future__ import annotations

from datetime import date

import pytest
from decisions import signed
from hypothesis import given
from hypothesis import strategies as st
from lives import LIVES

from matcher.domain.follow_up import FollowUp, schedule
from matcher.domain.ids import PlacementId
from matcher.domain.machines.follow_up import FollowUpAction, FollowUpState, WaiveReason
from matcher.domain.periods import STANDARD, FollowUpPoint
from matcher.domain.role import Role
from matcher.errors import InputError, InvalidTransition

DUE_ON, ASKED_ON = date(2026, 12, 15), date(2026, 12, 17)
LINES = LIVES["follow_up"].lines
CLOSED = {FollowUpState.ANSWERED, FollowUpState.WAIVED}


def make(state: FollowUpState | str = "scheduled") -> FollowUp:
    state = FollowUpState(state)
    return FollowUp(
        PlacementId("L1"),
        FollowUpPoint.TWO_WEEKS,
        DUE_ON,
        state,
        ASKED_ON if state in CLOSED else None,
        WaiveReason.NO_CONTACT if state is FollowUpState.WAIVED else None,
    )


@pytest.mark.parametrize(
    ("start", "days"),
    [
        (date(2026, 12, 1), ["2026-12-15", "2027-03-01", "2027-06-01", "2027-12-01"]),
        (date(2026, 11, 30), ["2026-12-14", "2027-02-28", "2027-05-30", "2027-11-30"]),
        (date(2027, 11, 30), ["2027-12-14", "2028-02-29", "2028-05-30", "2028-11-30"]),
        (date(2028, 2, 29), ["2028-03-14", "2028-05-29", "2028-08-29", "2029-02-28"]),
        (date(2026, 8, 31), ["2026-09-14", "2026-11-30", "2027-02-28", "2027-08-31"]),
    ],
)
def test_the_schedule_counts_from_the_first_day(start: date, days: list[str]):
    planned = schedule(PlacementId("L1"), start, STANDARD)

    assert [one.due_on.isoformat() for one in planned] == days
    assert [one.point.value for one in planned] == [
        "two_weeks",
        "three_months",
        "six_months",
        "twelve_months",
    ]
    assert {(one.placement, one.state, one.version) for one in planned} == {("L1", "scheduled", 0)}


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_schedule_goes_onward(start: date):
    days = [start, *(one.due_on for one in schedule(PlacementId("L1"), start, STANDARD))]

    assert days == sorted(set(days))


@pytest.mark.parametrize("state", FollowUpState)
@pytest.mark.parametrize("action", FollowUpAction)
def test_every_role_at_every_move(state: FollowUpState, action: FollowUpAction):
    line = LINES.get((state.value, action.value))
    reason = WaiveReason.PERSON_DECLINES if action is FollowUpAction.WAIVE else None
    for role in Role:
        if line is not None and role.value in line.roles:
            after = make(state).move(action, signed(role), ASKED_ON, reason)
            assert (after.state, after.version, after.reason) == (line.target, 1, reason)
            assert after.closed_on == (ASKED_ON if after.state in CLOSED else None)
            assert (after.point, after.due_on) == (FollowUpPoint.TWO_WEEKS, DUE_ON)
        else:
            with pytest.raises(InvalidTransition, match=f"'{action}' as {role}"):
                make(state).move(action, signed(role), ASKED_ON, reason)


def test_answer_and_waive_say_the_same_in_short():
    answered = make("overdue").answer(signed(Role.PARTICIPANT, "P001"), ASKED_ON)
    waived = make("due").waive(signed(), ASKED_ON, WaiveReason.LEFT_PROGRAMME)

    assert (answered.state, answered.reason) == ("answered", None)
    assert (waived.state, waived.reason) == ("waived", "left_programme")
    with pytest.raises(InputError, match="'waive' needs a reason"):
        make("due").waive(signed(), ASKED_ON, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": FollowUpState.ANSWERED},
        {"closed_on": ASKED_ON},
        {"state": FollowUpState.WAIVED, "closed_on": ASKED_ON},
        {"reason": WaiveReason.NO_CONTACT},
    ],
)
def test_a_follow_up_that_contradicts_itself_is_none(changes: dict[str, object]):
    with pytest.raises(ValueError, match="a follow-up that is"):
        FollowUp(PlacementId("L1"), FollowUpPoint.TWO_WEEKS, DUE_ON, **changes)
