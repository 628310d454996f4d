"""The tour: what a role may do, offered until somebody puts it away."""

from __future__ import annotations

import pytest
from functional.web_programme import build, found

from matcher.domain.permissions import ACCOUNT_ROLES, may
from matcher.domain.role import Role
from web.areas.tour.stops import STOPS, stops_of
from web.rules import RULES


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_every_stop_leads_where_the_role_may_go(role):
    stops = stops_of(role)

    assert len(stops) >= 2
    for stop in stops:
        needs = RULES[stop.endpoint].needs if stop.endpoint else None
        assert needs is None or may(role, needs)


def test_every_stop_is_somebodys():
    assert {stop for role in ACCOUNT_ROLES for stop in stops_of(role)} == set(STOPS)


def test_the_tour_is_offered_where_a_role_begins_until_it_is_put_away(tmp_path):
    programme = build(tmp_path)
    assert 'href="/tour"' in programme.get("/today").text
    assert 'href="/tour"' not in programme.get("/people/P001").text

    answer = programme.post("/tour/seen")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/today")
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert 'href="/tour"' not in programme.get("/today").text
    assert 'href="/tour"' in programme.get("/me").text


def test_the_tour_is_of_the_role_one_acts_in(tmp_path):
    programme = build(tmp_path)
    programme.sign("Ada Berg", Role.ADMIN)

    page = found(r"(<ol class=\"tour\">.*?</ol>)", programme.get("/tour").text)

    assert 'href="/accounts"' in page
    assert "Suggested jobs" not in page
