"""Every role, state and action of every machine, against the tables written out for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lives import CODES, EVERYTHING, LIVES, ROLES

from matcher.domain.machines.suggestion import DeclineReason, NotHiredReason
from matcher.domain.periods import Window
from matcher.domain.role import Role
from matcher.errors import DecisionError, InputError, InvalidTransition

if TYPE_CHECKING:
    from matcher.domain.machines.machine import Need

ALLOWED = [
    (name, line.state, line.action, role)
    for name, life in LIVES.items()
    for line in life.lines.values()
    for role in sorted(line.roles)
]
PAIRS = [
    (name, state.value, action.value)
    for name, life in LIVES.items()
    for state in life.states
    for action in life.actions
]
REASONED = [
    (name, line.state, line.action)
    for name, life in LIVES.items()
    for line in life.lines.values()
    if line.codes
]
NEEDING = [
    (name, line.state, line.action, need)
    for name, life in LIVES.items()
    for line in life.lines.values()
    for need in sorted(line.needs)
]


def apply(name: str, state: str, action: str, role: str, reason=None, given=EVERYTHING):
    life = LIVES[name]
    return life.machine.apply(
        life.states(state), life.actions(action), Role(role), reason, given=given
    )


@pytest.mark.parametrize(("name", "state", "action", "role"), ALLOWED)
def test_who_may_gets_there(name: str, state: str, action: str, role: str):
    life = LIVES[name]

    after = apply(name, state, action, role, life.a_reason(state, action))

    assert after is life.states(life.lines[state, action].target)
    assert life.machine.may(life.states(state), life.actions(action), Role(role))


@pytest.mark.parametrize(("name", "state", "action"), PAIRS)
def test_nobody_else_does(name: str, state: str, action: str):
    life = LIVES[name]
    line = life.lines.get((state, action))
    refused = ROLES - line.roles if line else ROLES

    for role in sorted(refused):
        with pytest.raises(InvalidTransition, match=f"'{action}' as {role} is not possible"):
            apply(name, state, action, role, life.a_reason(state, action))
        assert not life.machine.may(life.states(state), life.actions(action), Role(role))


def test_all_roles_states_and_actions_were_tried():
    assert len(ROLES) == 18
    assert len(PAIRS) == sum(len(life.states) * len(life.actions) for life in LIVES.values())
    assert {role for *_, role in ALLOWED} == ROLES - {"researcher", "auditor"}


@pytest.mark.parametrize("name", LIVES)
def test_every_action_is_in_the_table_and_it_begins_where_it_should(name: str):
    life = LIVES[name]

    assert {action for _, action in life.lines} == {action.value for action in life.actions}
    assert life.machine.initial is life.states(life.initial)


@pytest.mark.parametrize(("name", "state", "action"), REASONED)
def test_a_reason_is_one_of_the_codes(name: str, state: str, action: str):
    life = LIVES[name]
    line = life.lines[state, action]
    role = min(line.roles)
    kind = life.reasons(state, action)

    assert kind
    assert [code.value for code in kind] == CODES[line.codes].split()
    for code in kind:
        assert apply(name, state, action, role, code) == line.target
    with pytest.raises(InputError, match=f"'{action}' needs a reason. Choose one of: "):
        apply(name, state, action, role)


def test_every_list_of_codes_is_asked_for_somewhere():
    assert {LIVES[name].lines[state, action].codes for name, state, action in REASONED} == set(
        CODES
    )


def test_a_code_of_another_list_that_reads_the_same_is_refused():
    assert DeclineReason.HOURS_DO_NOT_FIT == NotHiredReason.HOURS_DO_NOT_FIT

    with pytest.raises(InputError, match="'hours_do_not_fit' is none of them"):
        apply("suggestion", "proposed", "decline", "linkworker", NotHiredReason.HOURS_DO_NOT_FIT)


@pytest.mark.parametrize(("name", "state", "action"), PAIRS)
def test_a_reason_is_taken_only_where_one_is_asked(name: str, state: str, action: str):
    line = LIVES[name].lines.get((state, action))
    if line and not line.codes:
        with pytest.raises(InputError, match=f"'{action}' takes no reason"):
            apply(name, state, action, min(line.roles), DeclineReason.TOO_FAR)


@pytest.mark.parametrize(("name", "state", "action", "need"), NEEDING)
def test_what_is_needed_has_to_be_there(name: str, state: str, action: str, need: Need):
    life = LIVES[name]
    line = life.lines[state, action]
    reason = life.a_reason(state, action)

    with pytest.raises(DecisionError, match=f"this {life.machine.name} is '{state}'") as caught:
        apply(name, state, action, min(line.roles), reason, given=EVERYTHING - {need})
    assert f"it needs {need.value}." in str(caught.value)
    assert not isinstance(caught.value, InvalidTransition)
    assert apply(name, state, action, min(line.roles), reason, given=line.needs) == line.target


def test_needs_that_are_missing_are_named_together():
    with pytest.raises(DecisionError, match="at least one task, at least one requirement and"):
        apply("ladder_step", "agreed", "publish", "planner", given=())


def test_only_reviews_can_be_taken_back():
    windows = {
        (name, arrow.action.value): arrow.undo
        for name, life in LIVES.items()
        for arrow in life.machine.arrows
        if arrow.undo
    }

    assert windows == {
        ("suggestion", "confirm"): Window.REVIEW,
        ("suggestion", "decline"): Window.REVIEW,
    }


def test_a_refusal_says_what_was_tried_who_may_and_what_is_possible():
    with pytest.raises(InvalidTransition) as role:
        apply("suggestion", "asked", "accept", "employer")
    with pytest.raises(InvalidTransition) as state:
        apply("suggestion", "asked", "confirm", "linkworker")

    assert str(role.value) == (
        "'accept' as employer is not possible: this suggestion is 'asked'. Only linkworker and "
        "participant may do that. Possible now as employer: nothing. Nothing was saved."
    )
    assert str(state.value) == (
        "'confirm' as linkworker is not possible: this suggestion is 'asked'. It starts from "
        "proposed. Possible now as linkworker: accept, refuse, not_now, withdraw. Nothing was "
        "saved."
    )
