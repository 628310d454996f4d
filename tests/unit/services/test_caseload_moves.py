"""Moving people between caseloads and taking it back, and the end of a cover."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from accounts import P001, P002, P003, make_office

from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import ParticipantState
from matcher.domain.role import Role
from matcher.errors import Conflict, DecisionError, InputError, NotFound
from matcher.services.caseload_moves import CaseloadMoves
from matcher.services.covers import CoverService

LINKWORKER = Role.LINKWORKER


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


@pytest.fixture
def moves(office):
    return CaseloadMoves(office.units, office.clock)


@pytest.fixture
def covers(office):
    return CoverService(office.units, office.clock)


def codes(moves, account):
    return [one.participant for one in moves.held(LINKWORKER, account and account.user.id)]


def test_those_who_have_nobody_are_counted_and_the_protected_are_in_no_number(office, moves):
    anna, bo = office.user("Anna"), office.user("Bo")
    office.user("Cleo", Role.COORDINATOR)
    moves.move([(P001, 0)], anna, LINKWORKER, by="chief")

    shown = moves.overview(LINKWORKER)

    assert shown.sizes == {None: 1, anna.user.id: 1}
    assert [one.user.name for one in shown.holders] == ["Anna", "Bo"]
    assert shown.takers == shown.holders
    assert codes(moves, None) == [P002]
    assert moves.held(LINKWORKER, bo.user.id) == ()
    with pytest.raises(InputError):
        moves.overview(Role.ADMIN)


def test_who_has_left_is_in_no_caseload(office, moves):
    with office.units(write=True) as unit:
        person = unit.participants.get(P001)
        unit.participants.put([replace(person, state=ParticipantState.ARCHIVED)])
        unit.commit()

    assert codes(moves, None) == [P002]


def test_back_is_to_whose_she_was_this_morning_however_often_she_was_moved(office, moves):
    anna, bo, cia = (office.user(name) for name in ("Anna", "Bo", "Cia"))
    moves.move([(P001, 0), (P002, 0)], anna, LINKWORKER, by="chief")
    office.clock.now += timedelta(days=1)
    moves.move([(P001, 1)], bo, LINKWORKER, by="chief")
    moves.move([(P001, 2)], cia, LINKWORKER, by="chief")
    [moved] = moves.overview(LINKWORKER).moved
    assert (moved.turn, moved.user, moved.before) == (3, cia.user.id, anna.user.id)

    moves.take_back([(P001, 3)], LINKWORKER, by="chief")

    assert codes(moves, anna) == [P001, P002]
    assert codes(moves, cia) == []
    day = office.clock().date()
    holding = [one.user for one in office.caseloads.history(P001) if one.holds_on(day)]
    assert holding == [anna.user.id]
    with pytest.raises(Conflict):
        moves.take_back([(P002, 1)], LINKWORKER, by="chief")


def test_who_was_nobodys_is_nobodys_again(office, moves):
    anna = office.user("Anna")
    moves.move([(P001, 0)], anna, LINKWORKER, by="chief")

    moves.take_back([(P001, 1)], LINKWORKER, by="chief")

    assert codes(moves, None) == [P001, P002]
    assert office.actions()[-1] == "caseload.end"
    assert moves.move([(P001, 1)], anna, LINKWORKER, by="chief") == 1


def test_one_that_cannot_be_moved_leaves_all(office, moves):
    anna, bo = office.user("Anna"), office.user("Bo")
    moves.move([(P001, 0)], anna, LINKWORKER, by="Eva")
    for wrong, error in (
        ((P001, 0), Conflict),
        ((P003, 0), NotFound),
        ((ParticipantCode("P999"), 0), NotFound),
    ):
        with pytest.raises(error):
            moves.move([(P002, 0), wrong], bo, LINKWORKER, by="chief")
    with pytest.raises(Conflict, match="P001 was moved by Eva"):
        moves.move([(P001, 0)], bo, LINKWORKER, by="chief")

    assert codes(moves, None) == [P002]
    assert codes(moves, bo) == []


def test_nobody_is_given_to_whoever_works_here_no_more(office, moves):
    anna, bo = office.user("Anna"), office.user("Bo")
    moves.move([(P001, 0)], anna, LINKWORKER, by="chief")
    office.clock.now += timedelta(days=1)
    moves.move([(P001, 1)], bo, LINKWORKER, by="chief")
    office.accounts.set_active("Anna", active=False, by="chief")

    with pytest.raises(DecisionError, match="Anna is no active linkworker"):
        moves.take_back([(P001, 2)], LINKWORKER, by="chief")
    with pytest.raises(DecisionError):
        moves.move([(P002, 0)], office.accounts.named("Anna"), LINKWORKER, by="chief")
    assert codes(moves, bo) == [P001]


def test_a_cover_that_has_begun_keeps_its_days_and_one_to_come_never_was(office, covers):
    anna, bo = office.user("Anna"), office.user("Bo")
    today = office.clock().date()
    days = (today - timedelta(days=3), today + timedelta(days=3))
    begun = office.caseloads.cover(anna, bo, LINKWORKER, days, by="chief")
    tomorrow = (today + timedelta(days=1),) * 2
    to_come = office.caseloads.cover(bo, anna, LINKWORKER, tomorrow, by="chief")
    assert [(line.cover.id, line.begun) for line in covers.lines(LINKWORKER)] == [
        (begun.id, True),
        (to_come.id, False),
    ]
    assert covers.lines(Role.COORDINATOR) == ()

    assert covers.end(begun.id, by="chief") == begun
    covers.end(to_come.id, by="chief")

    with office.units() as unit:
        [kept] = unit.caseloads.covers()
    assert kept == replace(begun, last_day=today - timedelta(days=1))
    assert covers.lines(LINKWORKER) == ()
    assert office.actions()[-2:] == ["caseload.end_cover"] * 2


def test_a_cover_of_somebody_else_or_of_the_past_is_not_there(office, covers):
    anna, bo = office.user("Anna"), office.user("Bo")
    today = office.clock().date()
    one = office.caseloads.cover(anna, bo, LINKWORKER, (today, today), by="chief")

    with pytest.raises(NotFound):
        covers.end(one.id, by="Bo", of=bo.user.id)
    office.clock.now += timedelta(days=1)
    with pytest.raises(NotFound):
        covers.end(one.id, by="Anna", of=anna.user.id)


def test_of_two_who_end_a_cover_one_is_first(office):
    anna, bo = office.user("Anna"), office.user("Bo")
    today = office.clock().date()
    one = office.caseloads.cover(anna, bo, LINKWORKER, (today, today), by="chief")
    with office.units(write=True) as unit:
        assert unit.caseloads.end_cover(one, today - timedelta(days=1))
        assert not unit.caseloads.end_cover(one, today - timedelta(days=1))
