"""The search page: people of the own caseload, openings, and what to do when nothing is there."""

from __future__ import annotations

import pytest
from functional.web_programme import build

from matcher.domain.role import Role


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    programme = build(tmp_path_factory.mktemp("search"))
    programme.services.accounts.invite("Hedda Ask", Role.HEALTH_COACH, by="chief")
    return programme


def test_people_and_openings_of_a_place_are_found(programme):
    page = programme.get("/search?q=HJÄLL").text

    assert ">P001<" in page
    assert ">P002<" not in page
    assert "Diskare till skolkök" in page
    assert "Skolköket &lt;Tallkotten&gt;" in page
    assert "2 places left" in page


def test_a_lead_has_its_link(programme):
    page = programme.get("/search?q=köksbi").text

    assert 'href="https://ads.example/1" rel="noreferrer"' in page
    assert "places left" not in page


def test_an_opening_leads_to_its_page_for_whoever_may_open_it(programme):
    page = programme.get("/search?q=diskare").text
    coach = programme.another_browser("Hedda Ask")

    assert 'href="/openings/O001"' in page
    assert programme.get("/openings/O001").status_code == 200
    assert 'href="/openings/A001"' not in programme.get("/search?q=köksbi").text
    assert "Diskare till skolkök" in coach.get("/search?q=diskare").text
    assert "/openings/O001" not in coach.get("/search?q=diskare").text


def test_protected_and_unknown_people_look_the_same(programme):
    protected, unknown = (programme.get(f"/search?q={code}").text for code in ("P003", "P999"))

    assert "Nothing has these letters" in protected
    assert protected.replace("P003", "P999").split("<main")[1] == unknown.split("<main")[1]


@pytest.mark.parametrize(("asked", "said"), [("x", "Write a letter more."), ("", "Find people")])
def test_few_letters_find_nothing_yet(programme, asked, said):
    page = programme.get(f"/search?q={asked}").text

    assert said in page
    assert "Nothing has these letters" not in page


def test_a_colleague_does_not_find_them(tmp_path):
    programme = build(tmp_path)
    programme.services.accounts.invite("Hedda Berg", Role.HEALTH_COACH, by="chief")
    other = programme.another_browser("Hedda Berg")

    assert ">P001<" not in other.get("/search?q=P001").text
    assert ">P001<" in programme.get("/search?q=P001").text
