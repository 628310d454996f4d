"""Moves of a ladder step: what each needs, what is kept of the agreement, what the log says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from jobs import make_step

from matcher.domain.audit import AuditEntry
from matcher.domain.ladder import StepState
from matcher.domain.machines.ladder_step import StepAction
from matcher.domain.machines.machine import Need
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.step_move import Agreement, StepMove, move_step, step_moved
from matcher.errors import DecisionError, InputError, InvalidTransition

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = AT.date()
STEP = make_step()
ONWARD = (SimpleNamespace(from_step=STEP.id),)
AGREED = Agreement("Eva at Sibylla", date(2026, 2, 20))
DRAFT, AGREED_STATE, PUBLISHED, RETIRED = StepState


def move(state, action, role=Role.PLANNER, **given):
    return move_step(STEP, state, action, Signature(role, "Åsa", AT), **given)


@pytest.mark.parametrize(
    ("agreement", "there"),
    [
        (Agreement(), set()),
        (Agreement("  ", None), set()),
        (Agreement("Eva", None), {Need.WITH_WHOM}),
        (Agreement(None, TODAY), {Need.DAY}),
        (Agreement("Eva", TODAY), {Need.WITH_WHOM, Need.DAY}),
    ],
)
def test_an_agreement_says_with_whom_and_on_which_day(agreement, there):
    assert agreement.needs(TODAY) == there


def test_an_agreement_of_a_day_to_come_is_refused():
    tomorrow = Agreement("Eva", TODAY + timedelta(days=1))

    with pytest.raises(InputError) as refused:
        move(DRAFT, StepAction.AGREE, agreement=tomorrow)

    assert refused.value.code == "agreement.day"
    assert str(refused.value) == (
        "The agreement is of 2026-03-02, which is still to come. Write the day on which it was "
        "made."
    )


def test_an_agreed_step_keeps_with_whom_and_when():
    said = replace(AGREED, with_whom="  Eva  at\nSibylla ")

    assert move(DRAFT, StepAction.AGREE, agreement=said) == StepMove(
        STEP.id, StepAction.AGREE, DRAFT, AGREED_STATE, Role.PLANNER, "Åsa", AT,
        "Eva at Sibylla", date(2026, 2, 20),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "action", "after"),
    [
        (AGREED_STATE, StepAction.PUBLISH, PUBLISHED),
        (PUBLISHED, StepAction.RETIRE, RETIRED),
    ],
)
def test_later_moves_repeat_no_agreement(before, action, after):
    assert move(before, action, Role.LINKWORKER, ways=ONWARD, agreement=AGREED) == StepMove(
        STEP.id, action, before, after, Role.LINKWORKER, "Åsa", AT, None, None
    )


@pytest.mark.parametrize(
    ("state", "action", "given", "missing"),
    [
        (DRAFT, StepAction.AGREE, {}, "with whom it was agreed and the day"),
        (DRAFT, StepAction.AGREE, {"agreement": Agreement("Eva")}, "the day"),
        (AGREED_STATE, StepAction.PUBLISH, {}, "a way onward, or to be the top of its ladder"),
    ],
)
def test_a_move_waits_for_what_it_needs(state, action, given, missing):
    with pytest.raises(DecisionError, match=f"it needs {missing}\\."):
        move(state, action, **given)


def test_only_who_keeps_ladders_moves_a_step():
    with pytest.raises(InvalidTransition, match="Only linkworker and planner may do that"):
        move(DRAFT, StepAction.AGREE, Role.JOB_COACH, agreement=AGREED)


@pytest.mark.parametrize(
    ("action", "agreement", "whom", "day"),
    [
        (StepAction.AGREE, ("Eva", date(2026, 2, 20)), "Eva", "2026-02-20"),
        (StepAction.RETIRE, (None, None), None, None),
    ],
)
def test_a_move_of_a_step_is_recorded_with_both_states(action, agreement, whom, day):
    made = StepMove(STEP.id, action, DRAFT, RETIRED, Role.PLANNER, "Åsa", AT, *agreement)

    assert step_moved(made) == AuditEntry(
        AT, "Åsa", f"step.{action.value}", "step", "kitchens.porter", None,
        {
            "before": "draft", "after": "retired", "role": "planner",
            "with_whom": whom, "agreed_on": day,
        },
    )  # fmt: skip
