"""Links that sign in to the demo in a role, without a password."""

from __future__ import annotations

import pytest
from functional.web_programme import build, people

from matcher.domain.demo_link import demo_path
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.role import Role


@pytest.fixture
def programme(tmp_path):
    programme = build(tmp_path)
    programme.sign_out()
    return programme


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_a_link_a_role_signs_in_to_the_demo(programme, role):
    answer = programme.get(demo_path(programme.services.session_key, role))

    assert answer.status_code == 303
    assert programme.get(answer.headers["Location"]).status_code == 200
    assert programme.get("/me").status_code == 200


def test_the_demos_linkworker_has_everyone_who_has_nobody(tmp_path):
    programme = build(tmp_path, filled=False)
    with programme.services.units(write=True) as unit:
        unit.participants.put(people())
        unit.commit()
    programme.sign_out()

    programme.client.get(
        demo_path(programme.services.session_key, Role.LINKWORKER), follow_redirects=True
    )
    page = programme.get("/").text

    assert ">P001<" in page
    assert ">P002<" in page
    assert ">P003<" not in page


@pytest.mark.parametrize(
    ("more", "headers"),
    [
        ({"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}, {}),
        ({"base_url": "http://stegvis.example"}, {}),
        ({}, {"X-Forwarded-For": "192.0.2.7"}),
        ({"environ_base": {"REMOTE_ADDR": "not an address"}}, {}),
    ],
)
def test_a_demo_link_is_for_this_machine_only(programme, more, headers):
    path = demo_path(programme.services.session_key, Role.ADMIN)

    assert programme.client.get(path, headers=headers, **more).status_code == 404
    assert programme.client.get(path.replace("admin", "auditor")).status_code == 404
    assert programme.client.get(path[:-1]).status_code == 404


def test_a_programme_of_ones_own_refuses_demo_links(tmp_path):
    programme = build(tmp_path, programme="programme")
    programme.sign_out()

    path = demo_path(programme.services.session_key, Role.ADMIN)

    assert programme.client.get(path).status_code == 404
    assert [one.user.name for one in programme.services.accounts.all()] == ["Anna Ek"]
