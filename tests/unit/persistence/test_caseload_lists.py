"""The lists of the pages of caseloads and of agreement: one SELECT each, of one organisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from unit.persistence.conftest import NOON

from matcher.domain.account import User
from matcher.domain.agreement_rate import Decided
from matcher.domain.caseload import Responsibility
from matcher.domain.caseload_lists import Held, MovedToday
from matcher.domain.ids import ParticipantCode, UserId
from matcher.domain.periods import STANDARD
from matcher.domain.role import Role
from matcher.domain.signature import Signature

ANNA, BO = UserId("anna"), UserId("bo")
DAY = date(2025, 3, 1)
LATER = DAY + timedelta(days=2)
P001, P002, P003 = (ParticipantCode(f"P00{number}") for number in (1, 2, 3))
LINKWORKER = Role.LINKWORKER


def given(code, user, day=DAY, role=LINKWORKER, *, named=False):
    return Responsibility(code, role, user, day, "chief", named)


@pytest.fixture
def staffed(units, make):
    """P001 went from Anna to Bo on the later day, P002 has nobody, P003 is protected."""
    with units(write=True) as unit:
        people = [make.person(), make.person("P002"), make.person("P003", protected_identity=True)]
        unit.participants.put(people)
        for user in (ANNA, BO):
            unit.accounts.put(User(user, user, user.title(), f"s-{user}", True, NOON))
        unit.caseloads.assign(given(P001, ANNA, named=True))
        unit.caseloads.assign(given(P001, BO, LATER))
        unit.caseloads.assign(given(P003, ANNA, LATER, named=True))
        unit.caseloads.assign(given(P002, ANNA, LATER, Role.COORDINATOR))
        unit.commit()
    return units


def test_lists_hold_who_has_whom_in_a_role_and_no_protected_identity(staffed, statements):
    with staffed() as unit:
        statements.clear()
        assert unit.caseloads.sizes(LINKWORKER) == {BO: 1, None: 1}
        assert unit.caseloads.held(LINKWORKER, BO) == (Held(P001, 2, BO),)
        assert unit.caseloads.held(LINKWORKER, None) == (Held(P002, 0),)
        assert unit.caseloads.held(LINKWORKER, ANNA) == ()
        assert unit.caseloads.held(Role.COORDINATOR, ANNA) == (Held(P002, 1, ANNA),)
        moved = MovedToday(P001, 2, BO, "chief", ANNA, named=True)
        assert unit.caseloads.moved_on(LINKWORKER, LATER) == (moved,)
        assert unit.caseloads.moved_on(LINKWORKER, DAY) == ()
        assert len([one for one in statements if one.lstrip().startswith("SELECT")]) == 7


def test_who_was_ended_has_nobody_and_keeps_her_turns(staffed):
    with staffed(write=True) as unit:
        unit.caseloads.end(P001, LINKWORKER, LATER)
        assert unit.caseloads.held(LINKWORKER, None) == (Held(P001, 2), Held(P002, 0))
        assert unit.caseloads.moved_on(LINKWORKER, LATER) == ()


def test_another_organisation_has_none_of_them(staffed, other_units):
    with other_units() as unit:
        assert unit.caseloads.sizes(LINKWORKER) == {}
        assert unit.caseloads.held(LINKWORKER, None) == ()
        assert unit.caseloads.moved_on(LINKWORKER, LATER) == ()
        assert unit.views.decided() == ()


def test_decisions_are_counted_as_they_stand(staffed, make):
    one = make.suggestion()
    with staffed(write=True) as unit:
        unit.suggestions.add(make.run(), [one])
        confirmed, decision = one.confirm(by="Åsa", at=NOON)
        unit.suggestions.save(confirmed, decision)
        assert (
            unit.views.decided() == unit.views.decided("Åsa") == (Decided("Åsa", one.band, 1, 0),)
        )
        assert unit.views.decided("Bo") == ()
        person = unit.participants.get(P001)
        unit.participants.put([replace(person, protected_identity=True)])
        assert unit.views.decided() == ()
        unit.participants.put([person])
        back, undone = confirmed.undo(Signature(LINKWORKER, "Åsa", NOON), decision, STANDARD)
        unit.suggestions.save(back, undone)
        assert unit.views.decided() == ()
