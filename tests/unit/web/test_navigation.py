"""The navigation: each role sees the ways it may go, and no other."""

from __future__ import annotations

import pytest
from functional.web_programme import build, found

from matcher.domain.permissions import ACCOUNT_ROLES, may
from matcher.domain.role import Role
from web.navigation import NAVIGATION, first_place, places_of
from web.rules import RULES


@pytest.mark.parametrize("place", NAVIGATION, ids=lambda place: place.endpoint)
def test_a_place_is_a_page_without_arguments(place, tmp_path):
    app = build(tmp_path, filled=False).app

    (rule,) = app.url_map.iter_rules(place.endpoint)
    assert "GET" in rule.methods
    assert rule.arguments == set()
    assert set(place.covers) <= set(app.view_functions)


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_a_role_sees_the_places_of_its_rules(role):
    seen = {place.endpoint for place in places_of(role)}

    for place in NAVIGATION:
        needs = RULES[place.endpoint].needs
        assert (place.endpoint in seen) is (needs is None or may(role, needs))
    assert first_place(role) in seen


def test_who_is_not_signed_in_goes_nowhere():
    assert places_of(None) == ()


def test_the_page_and_those_behind_it_are_marked(tmp_path):
    programme = build(tmp_path)
    navigation = r'<nav class="main-nav"[^>]*>(.*?)</nav>'

    here = found(navigation, programme.get("/").text)
    behind = found(navigation, programme.get("/people/P001").text)
    nowhere = found(navigation, programme.get("/people/P999").text)

    assert 'href="/" aria-current="page"' in here
    assert 'href="/" aria-current="true"' in behind
    assert "aria-current" not in nowhere


def test_an_administrator_begins_with_the_users(tmp_path):
    programme = build(tmp_path)
    programme.sign("Ada Berg", Role.ADMIN)

    assert programme.get("/sign-in").headers["Location"] == "/accounts"
