"""Whatever anybody tries in whatever order: no state is reached without an arrow of the table."""

from __future__ import annotations

from collections import deque
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lives import EVERYTHING, LIVES, Life
from often import often

from matcher.domain.machines.machine import Need
from matcher.domain.role import Role
from matcher.errors import DecisionError, InputError, InvalidTransition

REASONS = [
    None,
    *(
        code
        for life in LIVES.values()
        for arrow in life.machine.arrows
        if arrow.reasons
        for code in arrow.reasons
    ),
]


TRIES = st.tuples(
    st.integers(0, 9999),
    st.none() | st.sampled_from(Role),
    st.just(0) | st.integers(0, len(REASONS) - 1),
    st.none() | st.sampled_from(Need),
)
"""Which action, who (none: somebody who may), which reason (0: a right one), what is missing."""


@pytest.mark.parametrize("name", LIVES)
@often(60)
@given(tries=st.lists(TRIES, min_size=1, max_size=25))
def test_a_random_walk_follows_the_table(name: str, tries: list):
    life = LIVES[name]
    state = life.machine.initial
    for number, somebody, wanted, missing in tries:
        choices = likely(life, state)
        action = choices[number % len(choices)]
        reason = REASONS[wanted] if wanted else life.a_reason(state.value, action.value)
        met = EVERYTHING - {missing}
        line = life.lines.get((state.value, action.value))
        role = somebody or Role(min(line.roles) if line else "linkworker")
        legal = line is not None and role.value in line.roles
        kind = life.reasons(state.value, action.value)
        right = reason is None if kind is None else isinstance(reason, kind)
        try:
            after = life.machine.apply(state, action, role, reason, given=met)
        except InvalidTransition:
            assert not legal
        except InputError:
            assert legal
            assert not right
        except DecisionError:
            assert legal
            assert right
            assert not line.needs <= met
        else:
            assert legal
            assert right
            assert line.needs <= met
            assert after.value == line.target
            state = after


def likely(life: Life, state) -> list:
    """Return every action, and those that lead on from here several times over."""
    onward = [life.actions(action) for start, action in life.lines if start == state.value]
    return [*life.actions, *onward * 6]


def walk_everywhere(life: Life):
    """Return all states that somebody reaches, and all arrows on the way, by trying everything."""
    reached, followed = {life.machine.initial}, set()
    waiting = deque(reached)
    while waiting:
        state = waiting.popleft()
        for action, role in product(life.actions, Role):
            reason = life.a_reason(state.value, action.value)
            try:
                after = life.machine.apply(state, action, role, reason, given=EVERYTHING)
            except InvalidTransition:
                continue
            followed.add((state.value, action.value, after.value))
            if after not in reached:
                reached.add(after)
                waiting.append(after)
    return reached, followed


@pytest.mark.parametrize("name", LIVES)
def test_every_arrow_is_reached_from_the_start_and_there_is_no_other(name: str):
    life = LIVES[name]

    reached, followed = walk_everywhere(life)

    assert followed == {(line.state, line.action, line.target) for line in life.lines.values()}
    assert {state.value for state in reached} == {s.value for s in life.states} - life.never


ENDS = {
    "participant": {"anonymised"},
    "ladder_step": {"retired"},
    "own_opening": {"closed"},
    "lead": {"became_own", "answered"},
    "suggestion": {"hired", "not_hired", "withdrawn", "lapsed", "obsolete"},
    "placement": {"completed", "ended_early", "did_not_start"},
    "follow_up": {"answered", "waived"},
    "activity": {"done", "stopped"},
}


@pytest.mark.parametrize("name", LIVES)
def test_what_has_ended_stays_and_nothing_else_is_stuck(name: str):
    life = LIVES[name]
    starts = {state for state, _ in life.lines}

    assert {state.value for state in life.states} - life.never - starts == ENDS[name]


def test_a_participant_can_withdraw_from_any_state_but_the_last_two():
    life = LIVES["participant"]
    may = {
        state.value
        for state in life.states
        if life.machine.may(state, life.actions("withdraw"), Role.PARTICIPANT)
    }

    assert may == {state.value for state in life.states} - {"left", "anonymised"}


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.AUDITOR, Role.PLANNER, Role.ADMIN])
def test_who_sees_no_case_moves_no_case(role: Role):
    moved = {
        (name, arrow.action.value)
        for name, life in LIVES.items()
        for arrow in life.machine.arrows
        if role in arrow.roles
    }

    assert moved == {
        Role.PLANNER: {
            ("ladder_step", "agree"),
            ("ladder_step", "publish"),
            ("ladder_step", "retire"),
        },
        Role.ADMIN: {("participant", "anonymise")},
    }.get(role, set())
