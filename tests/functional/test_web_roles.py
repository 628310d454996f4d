"""One more role for somebody, on the page of users."""

from __future__ import annotations

import pytest
from functional.web_programme import build

from matcher.domain.role import Role


@pytest.fixture
def programme(tmp_path):
    """An administrator, Bo Ek who is a LinkWorker, and Eva who works for an employer."""
    programme = build(tmp_path)
    accounts = programme.services.accounts
    accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    accounts.invite("Eva", Role.EMPLOYER, by="chief", employer="E01")
    programme.sign("Ada", Role.ADMIN)
    return programme


def roles(programme, name):
    return programme.services.accounts.named(name).roles


def test_somebody_is_given_one_more_role_and_it_is_recorded(programme):
    answer = programme.post("/accounts/bo.ek/roles", more="coordinator", follow=True)

    assert "Saved." in answer.text
    assert roles(programme, "Bo Ek") == (Role.LINKWORKER, Role.COORDINATOR)
    with programme.services.units() as unit:
        last = unit.audit.last(1)[0]
    assert (last.action, last.actor) == ("account.granted", "Ada")


@pytest.mark.parametrize("wanted", ["", "employer", "linkworker", "nothing"])
def test_a_role_that_cannot_be_given_leads_to_its_field(programme, wanted):
    answer = programme.post("/accounts/bo.ek/roles", more=wanted)

    assert answer.status_code == 422
    assert '<a href="#more-bo.ek">' in answer.text
    assert 'id="more-bo.ek"' in answer.text
    assert roles(programme, "Bo Ek") == (Role.LINKWORKER,)


def test_an_employers_people_and_whoever_is_gone_are_given_none(programme):
    programme.services.accounts.set_active("Bo Ek", active=False, by="chief")

    page = programme.get("/accounts").text

    assert ("/accounts/eva/roles" in page, "/accounts/bo.ek/roles" in page) == (False, False)
    assert programme.post("/accounts/eva/roles", more="planner").status_code == 422
    assert programme.post("/accounts/bo.ek/roles", more="planner").status_code == 422
    assert programme.post("/accounts/nobody/roles", more="planner").status_code == 404
