"""What each role may do, as a table: nothing that is not in it."""

from __future__ import annotations

from matcher.domain.machines.activity import PLANNERS
from matcher.domain.permissions import ACCOUNT_ROLES, CASE_ROLES, PERMISSIONS, Permission, may
from matcher.domain.role import Role


def who_may(permission: Permission) -> set[Role]:
    return {role for role in Role if may(role, permission)}


def test_nothing_is_allowed_to_those_who_are_no_people():
    for role in (Role.SYSTEM, Role.CLOCK):
        assert not any(may(role, permission) for permission in Permission)


def test_every_person_stands_in_the_table():
    assert set(Role) - set(PERMISSIONS) == {Role.SYSTEM, Role.CLOCK}


def test_the_health_scope_is_the_health_coachs_and_the_coordinators():
    assert who_may(Permission.HEALTH_SCOPE) == {Role.HEALTH_COACH, Role.COORDINATOR}


def test_only_a_linkworker_decides_and_asks():
    assert who_may(Permission.DECIDE) == who_may(Permission.ASK_PERSON) == {Role.LINKWORKER}


def test_a_plan_is_written_by_the_coordinator_and_coaches_who_see_the_person():
    writers = who_may(Permission.WRITE_PLAN)
    assert writers == PLANNERS == set(CASE_ROLES) - {Role.LINKWORKER}


def test_those_who_run_or_study_it_see_no_people():
    apart = {Role.ADMIN, Role.AUDITOR, Role.PLANNER, Role.RESEARCHER, Role.EMPLOYER}
    assert who_may(Permission.SEE_PEOPLE) & apart == set()
    assert who_may(Permission.MANAGE_ACCOUNTS) == {Role.ADMIN}
    assert who_may(Permission.READ_LOG) == {Role.AUDITOR}


def test_those_who_come_by_a_link_have_no_account():
    assert {Role.PARTICIPANT, Role.SITE_MANAGER} & set(ACCOUNT_ROLES) == set()
    assert set(CASE_ROLES) == who_may(Permission.SEE_PEOPLE)
