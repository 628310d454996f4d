"""Lists that are read on from a place in them: each in one SELECT, of those who may be seen."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event
from unit.persistence.conftest import NOON

from matcher.domain.account import User
from matcher.domain.caseload import Responsibility
from matcher.domain.ids import OpeningId, ParticipantCode, UserId
from matcher.domain.listing import Onward, Stretch
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.participant import ParticipantState
from matcher.domain.role import Role
from matcher.domain.visibility import Viewer

ANNA, BO = UserId("anna"), UserId("bo")
DAY = date(2025, 3, 1)


@pytest.fixture
def staffed(units, make):
    """P001 to P006 are Anna's, P003 with protected identity; P007 is Bo's, P008 nobody's."""
    with units(write=True) as unit:
        codes = [f"P00{number}" for number in range(1, 9)]
        unit.participants.put(
            [make.person(code, protected_identity=code == "P003") for code in codes]
        )
        for user in (ANNA, BO):
            name = user.title()
            unit.accounts.put(User(user, user, name, user, active=True, changed_at=NOON))
        for code in codes[:7]:
            who = BO if code == "P007" else ANNA
            row = Responsibility(ParticipantCode(code), Role.LINKWORKER, who, DAY, "chief")
            unit.caseloads.assign(row)
        unit.openings.put([make.lead(f"O{number}") for number in range(1, 5)])
        unit.commit()
    return units


def people(units, onward=None, viewer=ANNA, state=None, day=DAY):
    with units() as unit:
        who = Viewer(viewer, Role.LINKWORKER)
        return unit.listings.people(who, day, onward or Onward(), state)


def test_people_whom_somebody_may_see_by_code(staffed):
    found = people(staffed)

    assert [one.code for one in found.rows] == ["P001", "P002", "P004", "P005", "P006"]
    assert found.after == ()
    assert [one.code for one in people(staffed, viewer=BO).rows] == ["P007"]
    assert people(staffed, day=date(2025, 2, 28)) == Stretch(())


def test_a_stretch_says_where_it_ends_when_there_is_more(staffed):
    first = people(staffed, Onward(most=2))
    second = people(staffed, Onward(first.after, 2))
    third = people(staffed, Onward(second.after, 2))

    assert [len(one.rows) for one in (first, second, third)] == [2, 2, 1]
    assert (first.after, second.after, third.after) == (("P002",), ("P005",), ())
    assert people(staffed, Onward(most=5)).after == ()


def test_a_place_that_nobody_has_any_more_is_still_a_place(staffed):
    assert [one.code for one in people(staffed, Onward(("P003",))).rows] == ["P004", "P005", "P006"]
    assert people(staffed, Onward(("P9",))) == Stretch(())


def test_people_of_one_state(staffed):
    assert len(people(staffed, state=ParticipantState.ACTIVE).rows) == 5
    assert people(staffed, state=ParticipantState.LEFT) == Stretch(())


def test_openings_by_id(staffed):
    with staffed() as unit:
        every = unit.listings.openings(Onward(), None, None)
        few = unit.listings.openings(Onward(("O1",), 2), None, None)
        none = unit.listings.openings(Onward(), OpeningKind.OWN, OpeningState.CLOSED)

    assert [one.id for one in every.rows] == ["O1", "O2", "O3", "O4"]
    assert [one.id for one in few.rows] == ["O2", "O3"]
    assert few.after == ("O3",)
    assert none == Stretch(())
    with staffed() as unit:
        own = unit.openings.get(OpeningId("O1"))
    assert (every.rows[0].title, every.rows[0].kind) == (own.title, own.kind)
    assert every.rows[0].places_left == own.places


def test_another_organisation_is_in_no_list(staffed, other_units):
    with other_units() as unit:
        who = Viewer(ANNA, Role.LINKWORKER)
        assert unit.listings.people(who, DAY, Onward(), None) == Stretch(())
        assert unit.listings.openings(Onward(), None, None) == Stretch(())
        assert unit.listings.placements(who, DAY, Onward(), None) == Stretch(())
        assert unit.listings.follow_ups(who, DAY, Onward(), None) == Stretch(())


@pytest.mark.parametrize("name", ["people", "placements", "follow_ups"])
def test_each_is_one_select(staffed, engine, name):
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    with staffed() as unit:
        getattr(unit.listings, name)(Viewer(ANNA, Role.LINKWORKER), DAY, Onward(), None)

    assert len([one for one in asked if "SELECT" in one.upper()]) == 1
