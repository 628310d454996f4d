"""Steps are agreed with somebody on a day, published when whole, retired, each on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from programme import real_ladders

from matcher.domain.ids import StepId
from matcher.domain.ladder import StepState
from matcher.domain.ladders import Ladders
from matcher.domain.machines.ladder_step import LADDER_STEP, StepAction
from matcher.domain.role import Role
from matcher.domain.step_move import Agreement
from matcher.errors import DecisionError, InputError, InvalidTransition, NotFound
from matcher.services.steps import StepService

PORTER = StepId("kitchens.kitchen_porter")
TODAY = date(2026, 11, 23)
AGREED = Agreement("Kök  AB, Siv Berg", TODAY)


@pytest.fixture
def steps(line):
    return StepService(line.units, real_ladders(), line.now)


def test_a_step_is_agreed_published_and_retired(line, steps):
    assert steps.steps()[PORTER].state is StepState.DRAFT

    steps.agree(PORTER, AGREED, by="Anna")
    steps.publish(PORTER, by="Pia", role=Role.PLANNER)
    steps.retire(PORTER, by="Pia", role=Role.PLANNER)

    assert steps.steps()[PORTER].state is StepState.RETIRED
    moves = steps.moves(PORTER)
    assert [(one.action, one.by, one.with_whom, one.agreed_on) for one in moves] == [
        ("agree", "Anna", "Kök AB, Siv Berg", TODAY),
        ("publish", "Pia", None, None),
        ("retire", "Pia", None, None),
    ]
    assert line.actions() == ["step.agree", "step.publish", "step.retire"]
    others = {step.state for step_id, step in steps.steps().items() if step_id != PORTER}
    assert others == {StepState.DRAFT}


@pytest.mark.parametrize(
    ("agreement", "missing"),
    [
        (Agreement(None, TODAY), "with whom"),
        (Agreement("  ", TODAY), "with whom"),
        (Agreement("Kök AB"), "the day"),
    ],
)
def test_an_agreement_says_with_whom_and_when(line, steps, agreement, missing):
    with pytest.raises(DecisionError, match=missing):
        steps.agree(PORTER, agreement, by="Anna")
    assert line.actions() == []


def test_a_day_to_come_a_nameless_hand_and_an_unknown_step_are_refused(line, steps):
    with pytest.raises(InputError, match="still to come"):
        steps.agree(PORTER, Agreement("Kök AB", TODAY + timedelta(days=1)), by="Anna")
    with pytest.raises(InputError, match="Say who"):
        steps.agree(PORTER, AGREED, by=" ")
    for unknown in (
        lambda: steps.agree(StepId("kitchens.none"), AGREED, by="Anna"),
        lambda: steps.moves(StepId("kitchens.none")),
    ):
        with pytest.raises(NotFound):
            unknown()
    assert line.actions() == []


def test_a_step_that_leads_nowhere_is_not_published(line):
    ladders = Ladders(
        tuple(
            replace(
                ladder,
                transitions=(),
                steps=tuple(replace(step, top=False) for step in ladder.steps),
            )
            for ladder in real_ladders().all
        )
    )
    steps = StepService(line.units, ladders, line.now)
    steps.agree(PORTER, AGREED, by="Anna")
    with pytest.raises(DecisionError, match="a way onward"):
        steps.publish(PORTER, by="Anna")
    assert line.actions() == ["step.agree"]


MOVES = {
    StepAction.AGREE: lambda steps, **who: steps.agree(PORTER, AGREED, **who),
    StepAction.PUBLISH: lambda steps, **who: steps.publish(PORTER, **who),
    StepAction.RETIRE: lambda steps, **who: steps.retire(PORTER, **who),
}


@pytest.mark.parametrize("action", MOVES)
def test_only_those_who_keep_ladders_move_a_step_and_only_once(line, steps, action):
    order = list(MOVES)
    for earlier in order[: order.index(action)]:
        MOVES[earlier](steps, by="Anna")
    state = steps.steps()[PORTER].state
    allowed = {role for role in Role if LADDER_STEP.may(state, action, role)}
    assert allowed == {Role.LINKWORKER, Role.PLANNER}
    for role in set(Role) - allowed:
        with pytest.raises(InvalidTransition):
            MOVES[action](steps, by="Somebody", role=role)
    MOVES[action](steps, by="Somebody", role=Role.PLANNER)
    with pytest.raises(InvalidTransition):
        MOVES[action](steps, by="Somebody", role=Role.PLANNER)
    assert len(line.actions()) == order.index(action) + 1
