"""Moves of a person's place in the programme, and of whom nothing is embedded or searched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from decisions import NOW, signed
from jobs import make_person

from matcher.domain.machines.machine import Need
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import ParticipantMove, is_indexed, move_participant
from matcher.domain.role import Role
from matcher.errors import DecisionError, InputError, InvalidTransition

S, A = ParticipantState, ParticipantAction
TOLD = (Need.BASIS, Need.NOTICE)


def person(state, **changes):
    return replace(make_person(), state=state, **changes)


@pytest.mark.parametrize(
    ("before", "action", "role", "reason", "given", "after"),
    [
        (S.ACTIVE, A.PAUSE, Role.PARTICIPANT, None, (), S.PAUSED),
        (S.PLACED, A.LEAVE, Role.COORDINATOR, LeaveReason.FOUND_WORK, (), S.LEFT),
        (S.REFERRED, A.INFORM, Role.FRONT_DESK, None, TOLD, S.INFORMED),
    ],
)
def test_a_move_changes_nothing_but_the_place_and_is_kept(
    before, action, role, reason, given, after
):
    found = move_participant(person(before), action, signed(role), reason, given)

    assert found == (
        person(after),
        ParticipantMove("P001", action, before, after, role, "Kim", NOW, reason),
    )


@pytest.mark.parametrize(
    ("action", "role", "reason", "kind"),
    [
        (A.MAP, Role.LINKWORKER, None, InvalidTransition),
        (A.INFORM, Role.JOB_COACH, None, InvalidTransition),
        (A.INFORM, Role.FRONT_DESK, None, DecisionError),
        (A.WITHDRAW, Role.PARTICIPANT, None, InputError),
        (A.INFORM, Role.FRONT_DESK, LeaveReason.OWN_WISH, InputError),
    ],
)
def test_a_move_that_cannot_be_is_refused(action, role, reason, kind):
    with pytest.raises(kind):
        move_participant(person(S.REFERRED), action, signed(role), reason)


@pytest.mark.parametrize("state", S)
def test_nothing_is_searched_of_who_is_gone_or_protected(state):
    gone = state in {S.LEFT, S.ARCHIVED, S.ANONYMISED}

    assert is_indexed(person(state)) is not gone
    assert not is_indexed(person(state, protected_identity=True))
