"""Who may see whom, through the services that pages use."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from accounts import P001, P002, P003, make_office

from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import ParticipantState
from matcher.domain.people_list import PeopleWanted
from matcher.domain.role import Role
from matcher.domain.suggestion import DeclineReason, SuggestionState
from matcher.domain.visibility import Viewer
from matcher.errors import DecisionError, InputError, NotFound
from matcher.services.queues import Looking, QueueService
from matcher.services.review import ReviewService


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def queues(office, account, role=Role.LINKWORKER):
    viewer = Viewer(account.user.id, role)
    return QueueService(office.units).seen_by(Looking(viewer, account.user.name, office.clock))


def codes(office, account):
    mine = queues(office, account)
    listed = mine.people()
    assert mine.page(PeopleWanted()).rows == listed
    return [row.code for row in listed]


def test_a_list_and_a_page_are_of_the_own_caseload(office):
    anna, bo = office.user("Anna"), office.user("Bo")
    office.caseloads.assign([P001], anna, Role.LINKWORKER, by="chief")

    assert codes(office, anna) == [P001]
    assert codes(office, bo) == []
    assert queues(office, anna).person(P001).person.code == P001
    for nothing in (P002, P003, ParticipantCode("P999")):
        with pytest.raises(NotFound):
            queues(office, anna).person(nothing)
    with pytest.raises(NotFound):
        queues(office, bo).person(P001)
    assert office.caseloads.unassigned(Role.LINKWORKER) == (P002,)
    assert [row.user for row in office.caseloads.history(P001)] == [anna.user.id]


def test_a_suggestion_leads_to_ones_own_people_only(office):
    anna, bo = office.user("Anna"), office.user("Bo")
    office.caseloads.assign([P001], anna, Role.LINKWORKER, by="chief")
    suggestion = office.suggest()

    assert queues(office, anna).person_of(suggestion).person.code == P001
    with pytest.raises(NotFound):
        queues(office, bo).person_of(suggestion)
    with pytest.raises(NotFound):
        queues(office, bo).whose(suggestion)


def test_whoever_takes_a_suggestion_over_sees_the_person_until_it_ends(office):
    anna, bo = office.user("Anna"), office.user("Bo")
    office.caseloads.assign([P001], anna, Role.LINKWORKER, by="chief")
    suggestion = office.suggest(SuggestionState.PROPOSED)
    review = ReviewService(office.commands)

    review.hand_over(Request(suggestion, 0, "Anna"), "Bo")

    assert codes(office, bo) == codes(office, anna) == [P001]
    assert queues(office, bo).person_of(suggestion).person.code == P001
    assert queues(office, office.user("Cia")).people() == ()
    review.confirm(Request(suggestion, 1, "Bo"))
    assert codes(office, bo) == [P001]
    review.undo(Request(suggestion, 2, "Bo"))
    review.decline(Request(suggestion, 3, "Bo"), reason=DeclineReason.TOO_FAR)
    assert codes(office, bo) == []
    assert codes(office, anna) == [P001]


def test_taking_over_shows_nobody_whose_identity_is_protected(office):
    anna, bo = office.user("Anna"), office.user("Bo")
    office.caseloads.assign([P001], anna, Role.LINKWORKER, by="chief")
    suggestion = office.suggest(SuggestionState.PROPOSED)
    ReviewService(office.commands).hand_over(Request(suggestion, 0, "Anna"), "Bo")
    with office.units(write=True) as unit:
        person = unit.participants.get(P001)
        unit.participants.put([replace(person, protected_identity=True)])
        unit.commit()

    assert codes(office, bo) == []
    with pytest.raises(NotFound):
        queues(office, bo).person_of(suggestion)


def test_of_some_people_those_are_told_that_stand_in_the_own_list(office):
    anna, bo = office.user("Anna"), office.user("Bo")
    office.caseloads.assign([P001], anna, Role.LINKWORKER, by="chief")
    office.caseloads.assign([P003], anna, Role.LINKWORKER, by="chief", named=True)

    assert queues(office, anna).reviewed([P001, P002, P003]) == {P001}
    assert queues(office, bo).reviewed([P001, P002, P003]) == frozenset()
    with office.units(write=True) as unit:
        person = unit.participants.get(P001)
        unit.participants.put([replace(person, state=ParticipantState.PAUSED)])
        unit.commit()
    assert queues(office, anna).reviewed([P001]) == frozenset()


def test_cover_shows_the_colleagues_people_on_its_days(office):
    anna, bo = office.user("Anna"), office.user("Bo")
    office.caseloads.assign([P001], anna, Role.LINKWORKER, by="chief")
    tomorrow = office.clock().date() + timedelta(days=1)
    days = (tomorrow, tomorrow)

    office.caseloads.cover(anna, bo, Role.LINKWORKER, days, by="chief")

    assert codes(office, bo) == []
    office.clock.now += timedelta(days=1)
    assert codes(office, bo) == [P001]
    office.clock.now += timedelta(days=1)
    assert codes(office, bo) == []
    assert office.actions()[-1] == "caseload.cover"


def test_the_named_handler_sees_a_protected_identity_and_it_is_recorded(office):
    anna, bo = office.user("Anna"), office.user("Bo")
    office.caseloads.assign([P003], bo, Role.LINKWORKER, by="chief")
    with pytest.raises(NotFound):
        queues(office, bo).person(P003)
    office.caseloads.assign([P003], anna, Role.LINKWORKER, by="chief", named=True)

    page = queues(office, anna).person(P003)

    assert (page.person.code, page.person.place) == (P003, None)
    assert codes(office, anna) == []
    assert office.actions()[-1] == "protected.viewed"
    looks = office.actions().count("protected.viewed")
    assert queues(office, anna).seen(P003) == page.person
    assert office.actions().count("protected.viewed") == looks + 1
    with pytest.raises(NotFound):
        queues(office, bo).seen(P003)
    with pytest.raises(NotFound):
        QueueService(office.units).person(P003)


def test_an_assignment_that_cannot_be_leaves_nothing(office):
    anna, chief = office.user("Anna"), office.user("Chief", Role.ADMIN)
    office.accounts.set_active("Anna", active=False, by="chief")
    gone = office.accounts.named("Anna")

    with pytest.raises(DecisionError, match="no active linkworker"):
        office.caseloads.assign([P001], gone, Role.LINKWORKER, by="chief")
    with pytest.raises(InputError, match="no caseload"):
        office.caseloads.assign([P001], chief, Role.ADMIN, by="chief")
    with pytest.raises(DecisionError, match="accounts grant chief"):
        office.caseloads.assign([P001], chief, Role.COORDINATOR, by="chief")
    with pytest.raises(NotFound, match="P999"):
        office.caseloads.assign(
            [P001, ParticipantCode("P999")], office.user("Bo"), Role.LINKWORKER, by="chief"
        )
    assert office.caseloads.history(P001) == ()
    day = office.clock().date()
    with pytest.raises(DecisionError):
        office.caseloads.cover(chief, gone, Role.LINKWORKER, (day, day), by="chief")
    assert anna.user.active
