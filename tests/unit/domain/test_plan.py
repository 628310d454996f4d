"""A plan: what an activity is, where it can come to, and whether one is towards a job."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.audit import AuditEntry
from matcher.domain.ids import ActivityId, ParticipantCode
from matcher.domain.machines.activity import (
    ACTIVITY,
    PLANNERS,
    ActivityAction,
    ActivityState,
    ActivityStopReason,
)
from matcher.domain.plan import InPlan, PlanMove, PlanVersion, plan_moved, plan_of
from matcher.domain.plan_activity import (
    GROUP_OF,
    LONGEST_NAME,
    LONGEST_TEXT,
    Activity,
    ActivityGroup,
    ActivityKind,
    Timing,
    Written,
    begun_or_planned,
)
from matcher.domain.role import Role
from matcher.errors import Conflict, InputError, InvalidTransition, NotFound

TODAY = date(2026, 12, 1)
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
P001 = ParticipantCode("P001")
SFI = Written(ActivityKind.SFI, TODAY)
TRIAL = Written(ActivityKind.WORK_TRIAL, TODAY, run_by="Kök AB", text="Två timmar i diskrummet")


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def version(number, activity, now, move=PlanMove.ADD, by="Cleo"):
    at = NOON + timedelta(minutes=number)
    return PlanVersion(P001, number, ActivityId(activity), move, by, at, now)


def going_on(written=SFI):
    return begun_or_planned(written, Role.COORDINATOR, TODAY)


def test_every_kind_is_towards_something_and_none_is_about_health():
    assert set(GROUP_OF) == set(ActivityKind)
    assert set(GROUP_OF.values()) == set(ActivityGroup)
    words = [
        one.value for kind in (ActivityKind, ActivityGroup, ActivityStopReason) for one in kind
    ]
    assert [one for one in words if "health" in one or "care" in one or "ill" in one] == []


@pytest.mark.parametrize(
    ("first", "state"),
    [(-3, ActivityState.GOING_ON), (0, ActivityState.GOING_ON), (1, ActivityState.PLANNED)],
)
def test_what_has_its_first_day_goes_on_and_the_rest_is_planned(first, state):
    made = going_on(replace(SFI, first_day=day(first)))

    assert made.state is state
    assert made.written.first_day == day(first)


def test_a_role_that_writes_in_no_plan_begins_nothing():
    with pytest.raises(InvalidTransition):
        begun_or_planned(SFI, Role.LINKWORKER, TODAY)


NUMBER = "A personal identity number is kept nowhere. Take it out of the plan."


@pytest.mark.parametrize(
    ("wrong", "code", "text"),
    [
        (
            {"text": "x" * (LONGEST_TEXT + 1)},
            "text.length",
            "A text of 301 signs is too long: at most 300. Shorten it.",
        ),
        (
            {"run_by": "x" * (LONGEST_NAME + 1)},
            "text.length",
            "A text of 101 signs is too long: at most 100. Shorten it.",
        ),
        ({"text": "ring 19811218-9876"}, "personal_number", NUMBER),
        ({"run_by": "811218-9876"}, "personal_number", NUMBER),
        (
            {"last_day": day(-1)},
            "days.order",
            (
                "The activity ends (2026-11-30) before it begins (2026-12-01). Give a last day "
                "that is not before the first one."
            ),
        ),
    ],
)
def test_what_cannot_be_written_is_refused_with_its_code(wrong, code, text):
    with pytest.raises(InputError) as caught:
        replace(SFI, **wrong).tidied()
    assert (caught.value.code, str(caught.value)) == (code, text)
    assert caught.value.values == ({"most": int(text[-17:-13])} if code == "text.length" else {})


def test_texts_of_the_greatest_length_are_kept():
    full = replace(SFI, text="x" * LONGEST_TEXT, run_by="y" * LONGEST_NAME)

    assert full.tidied() == full


def test_texts_are_tidied_and_a_day_may_be_the_only_one():
    tidy = replace(SFI, text="  en\n rad ", run_by=" Kök  AB ", last_day=TODAY).tidied()

    assert (tidy.text, tidy.run_by) == ("en rad", "Kök AB")
    assert not tidy.names_nobody
    assert SFI.names_nobody


def test_a_reason_belongs_to_what_stopped_and_to_nothing_else():
    with pytest.raises(ValueError, match="stopped"):
        Activity(SFI, ActivityState.STOPPED)
    with pytest.raises(ValueError, match="planned"):
        Activity(SFI, reason=ActivityStopReason.MISTAKE)


def test_begun_early_it_begins_today_and_ended_early_it_ends_today():
    planned = Activity(replace(SFI, first_day=day(5), last_day=day(20)))

    begun = planned.moved(ActivityAction.BEGIN, Role.JOB_COACH, day(2))
    done = begun.moved(ActivityAction.FINISH, Role.JOB_COACH, day(9))

    assert (begun.written.first_day, begun.written.last_day) == (day(2), day(20))
    assert (done.written.first_day, done.written.last_day) == (day(2), day(9))


def test_said_late_the_last_day_stays_as_it_was_agreed():
    done = going_on(replace(SFI, last_day=day(3))).moved(
        ActivityAction.FINISH, Role.COORDINATOR, day(9)
    )

    assert done.written.last_day == day(3)


def test_stopped_before_it_began_its_days_stay_those_that_were_planned():
    planned = Activity(replace(SFI, first_day=day(5)))

    stopped = planned.moved(
        ActivityAction.STOP, Role.COORDINATOR, TODAY, ActivityStopReason.CANCELLED
    )

    assert stopped.written == planned.written
    assert stopped.reason is ActivityStopReason.CANCELLED


def test_what_is_over_is_not_rewritten_and_no_change_is_none():
    done = going_on().moved(ActivityAction.FINISH, Role.COORDINATOR, TODAY)

    with pytest.raises(InvalidTransition) as caught:
        done.rewritten(TRIAL)
    assert (caught.value.code, str(caught.value)) == (
        "move.not_now",
        "This activity is 'done' and stands as it is. Undo that first.",
    )
    with pytest.raises(InvalidTransition) as caught:
        going_on().rewritten(SFI)
    assert str(caught.value) == (
        "Nothing was changed, so nothing was saved. Write something else first, then save."
    )
    assert going_on().rewritten(TRIAL) == Activity(TRIAL, ActivityState.GOING_ON)


def test_whose_day_is_over_is_late():
    planned = Activity(SFI)
    ends = going_on(replace(SFI, last_day=day(3)))

    assert [planned.is_late(day(n)) for n in (0, 1)] == [False, True]
    assert [ends.is_late(day(n)) for n in (3, 4)] == [False, True]
    assert [ends.goes_on(day(n)) for n in (3, 4)] == [True, False]
    assert not going_on().is_late(day(999))
    assert not going_on().moved(ActivityAction.FINISH, Role.COORDINATOR, TODAY).is_late(day(9))


STEPS = st.lists(
    st.tuples(st.sampled_from(ActivityAction), st.sampled_from(Role), st.integers(-40, 40)),
    max_size=8,
)


@given(first=st.integers(-30, 30), length=st.none() | st.integers(0, 30), steps=STEPS)
def test_whatever_is_tried_the_days_stay_in_order_and_the_reason_with_the_stop(
    first, length, steps
):
    last = None if length is None else day(first + length)
    one = Activity(replace(SFI, first_day=day(first), last_day=last))
    for action, role, on in steps:
        reason = ActivityStopReason.NO_CONTACT if action is ActivityAction.STOP else None
        legal = ACTIVITY.may(one.state, action, role)
        try:
            one = one.moved(action, role, day(on), reason)
        except InvalidTransition:
            assert not legal
        else:
            assert legal
            assert role in PLANNERS
        written = one.written
        assert written.last_day is None or written.last_day >= written.first_day
        assert written == written.tidied()
        over = one.state in (ActivityState.DONE, ActivityState.STOPPED)
        assert over != one.is_open
        if one.state is ActivityState.DONE:
            assert written.last_day is not None


def test_a_plan_is_made_of_its_versions():
    later = Activity(replace(TRIAL, first_day=day(10)))
    plan = plan_of(
        [
            version(1, "b", later),
            version(2, "a", going_on()),
            version(3, "b", later.rewritten(replace(TRIAL, first_day=day(12))), PlanMove.CHANGE),
        ]
    )

    assert [one.id for one in plan.activities] == ["a", "b"]
    assert (plan.get(ActivityId("b")).number, plan.get(ActivityId("b")).added.number) == (3, 1)
    assert plan.get(ActivityId("b")).now.written.first_day == day(12)
    assert plan.open == plan.activities
    with pytest.raises(NotFound) as caught:
        plan.get(ActivityId("c"))
    assert str(caught.value) == (
        "There is no activity c in this plan. Choose one that the plan shows."
    )


def test_who_looked_at_another_version_hears_who_was_first_and_when():
    versions = [version(1, "a", going_on()), version(2, "a", going_on(TRIAL))]
    one = InPlan((*versions, version(3, "a", going_on(), by="Bo")))

    one.must_be_seen(3)
    with pytest.raises(Conflict) as caught:
        one.must_be_seen(2)
    assert (caught.value.code, str(caught.value)) == (
        "changed",
        "This activity was changed by Bo at 2026-12-01 12:03. Nothing was saved; look at it again.",
    )
    assert caught.value.values["by"] == "Bo"
    assert caught.value.values["at"] == one.last.at


def test_undo_twice_is_as_before_and_undoing_the_first_takes_it_out():
    first, second = version(1, "a", going_on()), version(2, "a", going_on(TRIAL))

    undone = version(3, "a", InPlan((first, second)).before_last())
    assert undone.now == first.now
    assert InPlan((first, second, undone)).before_last() == second.now
    taken_out = version(2, "a", InPlan((first,)).before_last())
    plan = plan_of([first, taken_out])
    assert (plan.open, plan.over, len(plan.taken_out)) == ((), (), 1)
    assert InPlan((first, taken_out)).before_last() == first.now


def test_a_plan_says_whether_something_towards_a_job_goes_on():
    planned = Activity(replace(TRIAL, first_day=day(10)))
    only_language = plan_of([version(1, "a", going_on()), version(2, "b", planned)])
    both = plan_of([version(1, "a", going_on(replace(TRIAL, last_day=day(5))))])

    assert not only_language.has_job_oriented(TODAY)
    assert only_language.next_job_oriented() == day(10)
    assert [both.has_job_oriented(day(n)) for n in (5, 6)] == [True, False]
    assert both.next_job_oriented() is None
    done = both.activities[0].now.moved(ActivityAction.FINISH, Role.COORDINATOR, TODAY)
    assert not plan_of([version(1, "a", done)]).has_job_oriented(TODAY)
    assert plan_of([version(1, "a", done)]).over != ()


def test_the_log_says_kind_and_state_and_no_word_of_what_was_written():
    before = replace(TRIAL, timing=Timing.BEFORE)
    stopped = Activity(before, ActivityState.STOPPED, ActivityStopReason.NO_CONTACT)
    said = {"number": 4, "kind": "work_trial"}
    at = NOON + timedelta(minutes=4)

    assert plan_moved(version(4, "a", going_on(before))) == AuditEntry(
        at, "Cleo", "plan.add", "activity", "a", P001,
        {**said, "state": "going_on", "reason": None},
    )  # fmt: skip
    assert plan_moved(version(4, "a", stopped, PlanMove.STOP, "Bo")) == AuditEntry(
        at, "Bo", "plan.stop", "activity", "a", P001,
        {**said, "state": "stopped", "reason": "no_contact"},
    )  # fmt: skip
