"""Into the programme and out of it: what is needed, who may, and what ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from line import own

from matcher.domain.follow_up import FollowUp
from matcher.domain.ids import ParticipantCode
from matcher.domain.informing import Informed, LegalBasis
from matcher.domain.machines.follow_up import FollowUpState, WaiveReason
from matcher.domain.machines.participant import PARTICIPANT, LeaveReason, ParticipantAction
from matcher.domain.machines.suggestion import SuggestionState
from matcher.domain.participant import ParticipantState
from matcher.domain.role import Role
from matcher.errors import DecisionError, InputError, InvalidTransition, NotFound
from matcher.services.review.way import WayService

P1 = ParticipantCode("P001")
TODAY = date(2026, 11, 23)
TOLD = Informed(LegalBasis.PUBLIC_TASK, TODAY)


@pytest.fixture
def way(line):
    return WayService(line.units, line.now, line.withdrawals)


def stands(line, state):
    with line.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(P1), state=state)])
        unit.commit()


def details(line):
    with line.units() as unit:
        return [(event.action, event.details) for event in unit.audit.events()]


def test_from_referred_to_active_each_step_is_on_record(line, way):
    line.put(1, own())
    stands(line, ParticipantState.REFERRED)

    states = [
        way.inform(P1, TOLD, by="Fatima", role=Role.FRONT_DESK).state,
        way.map(P1, by="Jo", role=Role.JOB_COACH).state,
        way.activate(P1, by="Anna").state,
    ]

    assert states == ["informed", "mapped", "active"]
    with line.units() as unit:
        moves = unit.moves.of(P1)
    assert [(one.action, one.by, one.actor) for one in moves] == [
        ("inform", "Fatima", "front_desk"),
        ("map", "Jo", "job_coach"),
        ("activate", "Anna", "linkworker"),
    ]
    assert line.actions() == ["participant.inform", "participant.map", "participant.activate"]
    [(_, said), *_] = details(line)
    assert '"basis":"public_task"' in said
    assert '"notice_on":"2026-11-23"' in said


@pytest.mark.parametrize(
    ("informed", "missing"),
    [
        (Informed(None, TODAY), "the legal basis"),
        (Informed(LegalBasis.CONSENT, None), "the notice given to the person"),
    ],
)
def test_nobody_is_informed_without_basis_and_notice(line, way, informed, missing):
    line.put(1, own())
    stands(line, ParticipantState.REFERRED)
    with pytest.raises(DecisionError, match=missing):
        way.inform(P1, informed, by="Anna")
    assert line.person().state is ParticipantState.REFERRED
    assert line.actions() == []


def test_a_notice_of_tomorrow_is_not_given_yet(line, way):
    line.put(1, own())
    stands(line, ParticipantState.REFERRED)
    with pytest.raises(InputError, match="still to come"):
        way.inform(P1, Informed(LegalBasis.PUBLIC_TASK, TODAY + timedelta(days=1)), by="Anna")


MOVES = {
    ParticipantAction.INFORM: lambda way, **who: way.inform(P1, TOLD, **who),
    ParticipantAction.MAP: lambda way, **who: way.map(P1, **who),
    ParticipantAction.ACTIVATE: lambda way, **who: way.activate(P1, **who),
    ParticipantAction.LEAVE: lambda way, **who: way.leave(P1, LeaveReason.FOUND_WORK, **who),
}
FROM = {
    ParticipantAction.INFORM: ParticipantState.REFERRED,
    ParticipantAction.MAP: ParticipantState.INFORMED,
    ParticipantAction.ACTIVATE: ParticipantState.MAPPED,
    ParticipantAction.LEAVE: ParticipantState.PLACED,
}


@pytest.mark.parametrize("action", MOVES)
def test_only_the_roles_of_the_table_move_and_only_once(line, way, action):
    line.put(1, own())
    stands(line, FROM[action])
    allowed = {role for role in Role if PARTICIPANT.may(FROM[action], action, role)}
    assert allowed
    assert allowed != set(Role)
    for role in set(Role) - allowed:
        with pytest.raises(InvalidTransition):
            MOVES[action](way, by="Somebody", role=role)
    assert line.person().state is FROM[action]
    with pytest.raises(InputError, match="Say who"):
        MOVES[action](way, by=" ")

    MOVES[action](way, by="Somebody", role=min(allowed))

    with pytest.raises(InvalidTransition):
        MOVES[action](way, by="Somebody", role=min(allowed))
    assert [one for one in line.actions() if one.startswith("participant.")] == [
        f"participant.{action}"
    ]


def test_an_unknown_code_is_not_there(line, way):
    with pytest.raises(NotFound):
        way.map(ParticipantCode("P404"), by="Anna")


def test_leaving_ends_what_is_open_and_the_job_goes_on(line, way):
    line.put(2, own(), own("O2"), own("O3"), own("O4"))
    line.accept("P001-O2")
    line.confirm("P001-O3")
    line.present("P001-O1")
    placement = line.hire("P001-O1").made
    line.placements.start(line.moved(placement), TODAY)
    with line.units(write=True) as unit:
        [first, *_] = unit.follow_ups.of(placement)
        unit.follow_ups.save(replace(first, state=FollowUpState.DUE, version=first.version + 1))
        unit.commit()
    left = way.leave(P1, LeaveReason.FOUND_WORK, by="Anna")

    assert (left.state, left.ended) == (ParticipantState.LEFT, 1)
    assert {one: line.state(f"P001-{one}") for one in ("O1", "O2", "O3", "O4")} == {
        "O1": SuggestionState.HIRED,
        "O2": SuggestionState.OBSOLETE,  # with the hire
        "O3": SuggestionState.OBSOLETE,
        "O4": SuggestionState.OBSOLETE,
    }
    assert line.room("O2").slots_taken == line.room("O3").slots_taken == 0
    with line.units() as unit:
        assert {one.withdrawn_by for one in unit.permissions.of(P1)} == {"Anna"}
    assert line.placement("P001-O1").holds_place
    [waived] = line.follow_ups_of(placement)
    assert isinstance(waived, FollowUp)
    assert (waived.state, waived.reason) == (FollowUpState.WAIVED, WaiveReason.LEFT_PROGRAMME)
    assert line.person("P002").state is not ParticipantState.LEFT
    line.check()


def test_leaving_needs_a_reason(line, way):
    line.put(1, own())
    stands(line, ParticipantState.PLACED)
    with pytest.raises(InputError, match="reason"):
        way.leave(P1, None, by="Anna")
    assert line.person().state is ParticipantState.PLACED
