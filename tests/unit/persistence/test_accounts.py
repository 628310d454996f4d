"""Users, caseloads, cover, codes and links as they are stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from unit.persistence.conftest import NOON

from matcher.domain.account import CodePurpose, Membership, OneTimeCode, User
from matcher.domain.answer_link import AnswerLink
from matcher.domain.caseload import Cover, Responsibility
from matcher.domain.ids import ParticipantCode, SuggestionId, UserId
from matcher.domain.role import Role
from matcher.domain.visibility import Viewer
from matcher.errors import Conflict, NotFound

ANNA, BO = UserId("anna"), UserId("bo")
DAY = date(2025, 3, 1)
P001 = ParticipantCode("P001")


def user(user_id=ANNA, **more):
    fields = {"login": user_id, "name": user_id.title(), "stamp": f"stamp-{user_id}"} | more
    return User(user_id, active=True, changed_at=NOON, **fields)


def responsible(who=ANNA, code=P001, **more):
    fields = {"role": Role.LINKWORKER, "since": DAY, "by": "chief"} | more
    return Responsibility(code, user=who, **fields)


@pytest.fixture
def staffed(units, make):
    with units(write=True) as unit:
        unit.participants.put([make.person(), make.person("P002", protected_identity=True)])
        unit.accounts.put(user())
        unit.accounts.put(user(BO))
        unit.commit()
    return units


def test_a_user_comes_back_with_her_roles(staffed):
    secrets = {"password": "hash", "totp_secret": "sealed", "totp_counter": 7}
    whole = user(recovery=("a", "b"), **secrets)
    role = Membership(ANNA, Role.COORDINATOR, NOON, "chief")
    with staffed(write=True) as unit:
        unit.accounts.put(whole)
        unit.accounts.join(role)
        unit.accounts.join(replace(role, role=Role.LINKWORKER))
        unit.accounts.join(replace(role, by="somebody else"))
        unit.commit()

    with staffed() as unit:
        found = unit.accounts.get(ANNA)
        assert found.user == whole
        assert found.roles == (Role.LINKWORKER, Role.COORDINATOR)
        assert found.memberships[0] == role
        assert unit.accounts.by_login("anna") == unit.accounts.by_stamp("stamp-anna") == found


def test_who_reads_a_page_is_found_with_one_select(staffed, statements):
    with staffed(write=True) as unit:
        unit.accounts.join(Membership(ANNA, Role.LINKWORKER, NOON, "chief"))
        unit.commit()
    with staffed() as unit:
        statements.clear()
        found = unit.accounts.by_stamp("stamp-anna")
        assert [sent.split()[0] for sent in statements] == ["SELECT"]
        assert found.roles == (Role.LINKWORKER,)
        assert unit.accounts.by_stamp("stamp-bo").roles == ()
        assert unit.accounts.by_login("nobody") is None
        assert [one.user.id for one in unit.accounts.all()] == [ANNA, BO]
        with pytest.raises(NotFound):
            unit.accounts.get(UserId("nobody"))


def test_two_users_have_no_login_in_common(staffed):
    with staffed(write=True) as unit, pytest.raises(Conflict, match="anna"):
        unit.accounts.put(user(UserId("other"), login="anna"))


def test_another_organisation_has_users_of_its_own(staffed, other_units):
    with other_units() as unit:
        assert unit.accounts.all() == ()
        assert unit.accounts.by_stamp("stamp-anna") is None


def test_no_second_step_code_is_taken_twice(staffed):
    with staffed(write=True) as unit:
        assert unit.accounts.use_totp_counter(ANNA, 10)
        assert not unit.accounts.use_totp_counter(ANNA, 10)
        assert not unit.accounts.use_totp_counter(ANNA, 9)
        assert unit.accounts.use_totp_counter(ANNA, 11)


def test_a_one_time_code_is_used_once_and_a_new_one_ends_it(staffed):
    first = OneTimeCode("d1", ANNA, CodePurpose.INVITE, NOON, NOON + timedelta(days=1), "chief")
    later = NOON + timedelta(hours=1)
    second = replace(first, digest="d2", purpose=CodePurpose.RESET, made_at=later)
    with staffed(write=True) as unit:
        unit.accounts.put_code(first)
        assert unit.accounts.code("d1") == first
        unit.accounts.put_code(second)
        assert unit.accounts.code("d1") == replace(first, used_at=later)
        assert unit.accounts.use_code("d2", later)
        assert not unit.accounts.use_code("d2", later)
        assert unit.accounts.code("d3") is None


def test_who_was_responsible_stays_known(staffed):
    with staffed(write=True) as unit:
        unit.caseloads.assign(responsible())
        unit.caseloads.assign(responsible(BO, since=DAY + timedelta(days=3)))
        unit.caseloads.assign(responsible(BO, role=Role.COORDINATOR))
        unit.commit()
    with staffed() as unit:
        assert unit.caseloads.history(P001) == (
            responsible(BO, role=Role.COORDINATOR),
            responsible(until=DAY + timedelta(days=3)),
            responsible(BO, since=DAY + timedelta(days=3)),
        )


def test_twice_on_one_day_leaves_no_day_for_the_first(staffed):
    with staffed(write=True) as unit:
        unit.caseloads.assign(responsible())
        unit.caseloads.assign(responsible(BO))
        assert unit.caseloads.scope(Viewer(ANNA, Role.LINKWORKER), DAY).people == frozenset()
        assert unit.caseloads.scope(Viewer(BO, Role.LINKWORKER), DAY).people == {P001}


def test_nobody_is_responsible_for_somebody_who_is_not_there(staffed):
    with staffed(write=True) as unit, pytest.raises(NotFound, match="P999"):
        unit.caseloads.assign(responsible(code=ParticipantCode("P999")))


def test_the_scope_has_the_covered_and_the_named(staffed):
    week = DAY + timedelta(days=6)
    cover = Cover("c1", ANNA, BO, Role.LINKWORKER, DAY, week, "chief", NOON)
    protected = ParticipantCode("P002")
    with staffed(write=True) as unit:
        unit.caseloads.assign(responsible())
        unit.caseloads.assign(responsible(code=protected, named=True))
        unit.caseloads.put_cover(cover)
        unit.commit()
    bo = Viewer(BO, Role.LINKWORKER)
    with staffed() as unit:
        assert unit.caseloads.covers() == (cover,)
        assert unit.caseloads.scope(bo, week).people == {P001, protected}
        assert unit.caseloads.scope(bo, week).named_for == frozenset()
        assert unit.caseloads.scope(bo, week + timedelta(days=1)).people == frozenset()
        mine = unit.caseloads.scope(Viewer(ANNA, Role.LINKWORKER), DAY)
        assert mine.named_for == {protected}
        other_role = unit.caseloads.scope(Viewer(ANNA, Role.COORDINATOR), DAY)
        assert other_role.people == frozenset()


def test_unassigned_are_those_without_a_linkworker_and_never_the_protected(staffed):
    with staffed(write=True) as unit:
        assert unit.caseloads.unassigned(Role.LINKWORKER) == (P001,)
        unit.caseloads.assign(responsible(role=Role.COORDINATOR))
        assert unit.caseloads.unassigned(Role.LINKWORKER) == (P001,)
        unit.caseloads.assign(responsible())
        assert unit.caseloads.unassigned(Role.LINKWORKER) == ()


def test_a_link_is_answered_once_and_goes_with_the_person(staffed, make):
    link = AnswerLink("d", SuggestionId("s1"), Role.PARTICIPANT, NOON, "Anna", code_digest="c")
    with staffed(write=True) as unit:
        unit.suggestions.add(make.run(), [make.suggestion()])
        unit.answer_links.put(link)
        unit.answer_links.count_wrong_code("d")
        assert unit.answer_links.get("d") == replace(link, wrong_codes=1)
        assert unit.answer_links.use("d", NOON)
        assert not unit.answer_links.use("d", NOON)
        assert unit.answer_links.of(link.suggestion)[0].answered_at == NOON
        unit.caseloads.assign(responsible())
        unit.erasure.erase(P001)
        unit.commit()
    with staffed() as unit:
        assert unit.caseloads.history(P001) == ()
        with pytest.raises(NotFound):
            unit.answer_links.get("d")
