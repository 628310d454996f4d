"""A machine of three lights: what it allows, and in which words it refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest
from refusals import refused

from matcher.domain.machines.machine import Arrow, Machine, Need
from matcher.domain.periods import STANDARD, Window
from matcher.domain.role import Role
from matcher.errors import DecisionError, InputError, InvalidTransition

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Light(StrEnum):
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


class Press(StrEnum):
    WAIT = "wait"
    GO = "go"
    HALT = "halt"


class Why(StrEnum):
    BUS = "bus"
    TRAM = "tram"


class OtherWhy(StrEnum):
    BUS = "bus"


DRIVER, GUARD = Role.PLANNER, Role.ADMIN
ARROWS = (
    Arrow(
        Press.WAIT,
        (Light.RED, Light.GREEN),
        Light.YELLOW,
        frozenset({DRIVER, GUARD}),
        needs=(Need.DAY, Need.TASKS, Need.YES),
    ),
    Arrow(Press.GO, (Light.YELLOW,), Light.GREEN, frozenset({GUARD}), reasons=Why),
    Arrow(
        Press.HALT,
        (Light.YELLOW, Light.GREEN),
        Light.RED,
        frozenset({DRIVER}),
        needs=(Need.UNDO_OPEN, Need.PARTY),
        undo=Window.REVIEW,
    ),
)


def lights():
    return Machine("light", Light.RED, ARROWS)


def test_a_move_leads_where_its_arrow_leads():
    needs = (Need.YES, Need.DAY, Need.TASKS)

    assert lights().apply(Light.RED, Press.WAIT, DRIVER, given=needs) is Light.YELLOW
    assert lights().apply(Light.GREEN, Press.WAIT, GUARD, given=needs) is Light.YELLOW
    assert lights().apply(Light.YELLOW, Press.GO, GUARD, Why.BUS) is Light.GREEN


def test_what_a_role_can_do_stands_in_the_order_of_the_table():
    assert lights().possible(Light.GREEN, DRIVER) == (Press.WAIT, Press.HALT)
    assert lights().possible(Light.YELLOW, GUARD) == (Press.GO,)
    assert lights().possible(Light.RED, Role.AUDITOR) == ()


@pytest.mark.parametrize(
    ("state", "action", "role", "said"),
    [
        (
            Light.GREEN,
            Press.GO,
            DRIVER,
            (
                "'go' as planner is not possible: this light is 'green'. It starts from yellow. "
                "Possible now as planner: wait, halt. Nothing was saved."
            ),
        ),
        (
            Light.RED,
            Press.HALT,
            Role.AUDITOR,
            (
                "'halt' as auditor is not possible: this light is 'red'. It starts from yellow and "
                "green. Possible now as auditor: nothing. Nothing was saved."
            ),
        ),
        (
            Light.RED,
            Press.WAIT,
            Role.AUDITOR,
            (
                "'wait' as auditor is not possible: this light is 'red'. Only admin and planner "
                "may do that. Possible now as auditor: nothing. Nothing was saved."
            ),
        ),
    ],
)
def test_a_move_that_is_not_there_is_refused_with_those_that_are(state, action, role, said):
    assert refused(InvalidTransition, lights().apply, state, action, role) == (
        said,
        "move.not_now",
        {},
    )


def test_whatever_is_missing_is_named_together():
    assert refused(DecisionError, lights().apply, Light.RED, Press.WAIT, GUARD) == (
        (
            "'wait' is not possible yet: this light is 'red', and it needs the day, at least one "
            "task and the person's yes. Nothing was saved. See to that first."
        ),
        "move.needs",
        {},
    )


@pytest.mark.parametrize(
    ("given", "said", "code"),
    [
        (
            [Need.PARTY],
            (
                "a decision that is young enough to be taken back. Nothing was saved. Go on from "
                "where it stands."
            ),
            "decision.late",
        ),
        (
            [Need.UNDO_OPEN],
            "whose decision it was. Nothing was saved. See to that first.",
            "move.needs",
        ),
        (
            [],
            (
                "a decision that is young enough to be taken back and whose decision it was. "
                "Nothing was saved. See to that first."
            ),
            "move.needs",
        ),
    ],
)
def test_what_is_too_late_is_told_apart_from_what_can_still_be_seen_to(given, said, code):
    told = refused(DecisionError, lights().apply, Light.GREEN, Press.HALT, DRIVER, given=given)

    assert told == (
        f"'halt' is not possible yet: this light is 'green', and it needs {said}",
        code,
        {},
    )


@pytest.mark.parametrize(
    ("reason", "said"), [(None, ""), (OtherWhy.BUS, " 'bus' is none of them.")]
)
def test_a_reason_that_is_asked_for_is_one_of_those_that_are_named(reason, said):
    assert refused(InputError, lights().apply, Light.YELLOW, Press.GO, GUARD, reason) == (
        f"'go' needs a reason.{said} Choose one of: bus, tram.",
        "reason.missing",
        {},
    )


def test_a_reason_that_nobody_asked_for_is_refused():
    assert refused(InputError, lights().apply, Light.RED, Press.WAIT, GUARD, Why.BUS) == (
        "'wait' takes no reason, and 'bus' was given. Leave the reason out.",
        "reason.not_here",
        {},
    )


@pytest.mark.parametrize(
    ("state", "action", "after", "can"),
    [
        (Light.GREEN, Press.HALT, timedelta(), True),
        (Light.GREEN, Press.HALT, STANDARD.window(Window.REVIEW), True),
        (Light.GREEN, Press.HALT, STANDARD.window(Window.REVIEW) + timedelta(seconds=1), False),
        (Light.RED, Press.HALT, timedelta(), False),
        (Light.RED, Press.WAIT, timedelta(), False),
    ],
)
def test_a_move_is_taken_back_within_its_window(state, action, after, can):
    now = NOON + after

    assert lights().can_take_back(state, action, decided=NOON, now=now, periods=STANDARD) is can


def test_an_action_leads_one_way_only():
    anybody = frozenset(Role)

    with pytest.raises(ValueError, match="light: 'go' leads two ways from red"):
        Machine(
            "light",
            Light.RED,
            (
                Arrow(Press.GO, (Light.RED,), Light.GREEN, anybody),
                Arrow(Press.GO, (Light.YELLOW, Light.RED), Light.RED, anybody),
            ),
        )
