"""One invented user a role, in the demo and nowhere else."""

from __future__ import annotations

import pytest
from accounts import P001, P002, make_office

from matcher.domain.demo_link import demo_path, demo_role
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.role import Role
from matcher.errors import NotFound
from matcher.services.demo_accounts import DemoAccountService


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_every_role_has_its_user_who_is_made_once(office, role):
    demo = DemoAccountService(office.units, office.clock, "demo")

    assert demo.user(role) == demo.user(role)
    assert demo.user(role).roles == (role,)


def test_those_without_a_linkworker_are_the_demos(office):
    demo = DemoAccountService(office.units, office.clock, "demo")
    office.caseloads.assign([P002], office.user("Anna"), Role.LINKWORKER, by="chief")

    account = demo.user(Role.LINKWORKER)

    with office.units() as unit:
        assert [row.user for row in unit.caseloads.history(P001)] == [account.user.id]
        assert account.user.id not in [row.user for row in unit.caseloads.history(P002)]


def test_a_programme_of_ones_own_has_none(office):
    with pytest.raises(NotFound):
        DemoAccountService(office.units, office.clock, "programme").user(Role.ADMIN)
    assert office.accounts.all() == ()


def test_a_link_is_for_its_role_and_its_key():
    _, _, role, signature = demo_path("key", Role.ADMIN).split("/")

    assert demo_role("key", role, signature) is Role.ADMIN
    assert demo_role("other", role, signature) is None
    assert demo_role("key", "auditor", signature) is None
    assert demo_role("key", role, "ö" * 32) is None
