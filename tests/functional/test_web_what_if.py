"""The planner asks what more seats, places or Swedish would bring."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from functional.web_programme import EverythingFits, build

from matcher.domain.ids import OpeningId, ParticipantCode, StepId
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.role import Role
from web.areas.planning import views

PAGE = "/planning/what-if"
PLACES = f"{PAGE}?step1=kitchens.kitchen_porter&area1=G%C3%B6teborg&places1="


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    monkeypatch.setattr(views, "WAIT_S", 120.0)


@pytest.fixture
def programme(tmp_path):
    """Twelve people who can wash up, and two places for them."""
    made = build(tmp_path, kind=EverythingFits)
    with made.services.units(write=True) as unit:
        known = unit.participants.get(ParticipantCode("P001"))
        more = [replace(known, code=ParticipantCode(f"P{number}")) for number in range(100, 111)]
        unit.participants.put(more)
        unit.commit()
    made.sign("Pia Holm", Role.PLANNER)
    return made


def rows(page):
    body = re.search(r'<table class="table" id="answer">(.*?)</table>', page, re.DOTALL)[1]
    found = re.findall(r'<th scope="row">(.*?)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>', body)
    return {re.sub(r"<[^>]+>", "", name): (before, after) for name, before, after in found}


def test_a_form_asks_for_seats_places_and_swedish(programme):
    page = programme.get(PAGE).text

    assert 'action="/planning/what-if"' in page
    assert 'method="get" action="/planning/what-if"' in page
    for name in ("step1", "area1", "places1", "places2", "level", "swedish_weeks", "swedish_seats"):
        assert f'name="{name}"' in page
    assert "What comes of it" not in page


def test_each_figure_of_an_answer_opens_what_it_means(programme):
    page = programme.get(f"{PLACES}5").text

    opened = re.findall(r'href="#(means-\w+)"', page)
    assert {"means-places", "means-placed", "means-seats", "means-limit"} <= set(opened)
    for anchor in opened:
        assert f'<dt id="{anchor}">' in page
    assert 'id="means-' not in programme.get(PAGE).text


def test_noughts_change_nothing(programme):
    page = programme.get(f"{PLACES}0&swedish_seats=0").text

    assert "Nothing was asked about, so nothing changes." in page
    assert rows(page)["People placed, about"] == ("fewer than five", "fewer than five")


def test_more_places_place_more_people_in_fives(programme):
    page = programme.get(f"{PLACES}10").text

    # Twelve and P002, of whom nothing is known; two were placed before.
    assert "At least 10 more people are placed." in page
    assert rows(page)["Open places"] == ("2", "12")
    assert rows(page)["People placed, about"] == ("fewer than five", "10")
    assert 'value="10"' in page
    # More places ask nobody to be admitted to anything.
    assert "At least 10 of them also when nobody is admitted" in page


def test_under_five_more_is_not_told_from_nobody(programme):
    with programme.services.units(write=True) as unit:
        [own] = [one for one in unit.openings.all() if one.id == "O001"]
        unit.openings.put([replace(own, places=10)])
        unit.commit()

    page = programme.get(f"{PLACES}5").text

    assert "Fewer than five more people are placed, or nobody." in page
    assert rows(page)["People placed, about"] == ("10", "10, and fewer than five more")


def test_a_course_of_swedish_is_asked_about(programme):
    page = programme.get(f"{PAGE}?level=B1&swedish_weeks=8&swedish_seats=5").text

    assert rows(page)["Seats"] == ("0", "5")
    assert '<option value="B1" selected>' in page


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("places1=3", "places1", "Write 0, 5, 10 and so on"),
        ("swedish_seats=-5", "swedish_seats", "Write 0, 5, 10 and so on"),
        ("places1=1005", "places1", "at most 1,000"),
        ("places1=5", "step1", "Choose which job the places are for."),
        ("places1=5&step1=kitchens.kitchen_porter", "area1", "Choose where the places are."),
        ("swedish_seats=5", "level", "Choose which level the course reaches."),
        (
            "swedish_seats=5&level=B1&swedish_weeks=x",
            "swedish_weeks",
            "Write a number of weeks from 1 to 104.",
        ),
    ],
)
def test_what_is_wrong_leads_to_its_field_and_stays_typed(programme, query, field, said):
    answer = programme.get(f"{PAGE}?{query}")

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert said in answer.text
    assert f'id="{field}"' in answer.text


def test_trainings_that_lead_to_an_open_place_have_a_field_each(programme):
    assert "No training leads to an open place." in programme.get(PAGE).text
    aide = StepId("elderly_care.care_aide")
    with programme.services.units(write=True) as unit:
        [own] = [one for one in unit.openings.all() if one.id == "O001"]
        unit.openings.put([replace(own, id=OpeningId("O002"), step=aide)])
        unit.commit()

    page = programme.get(PAGE).text
    field = "seats.care_introduction"
    answer = programme.get(f"{PAGE}?{field}=10")

    assert f'id="{field}"' in page
    assert rows(answer.text)["Seats"] == ("0", "10")
    assert re.search(f'id="{field}"[^>]* value="10"', answer.text)
    assert programme.get(f"{PAGE}?{field}=4").status_code == 422


@pytest.mark.parametrize(
    ("lang", "said"), [("sv", "Minst 10 fler får plats."), ("ar", "10 شخصاً إضافياً على الأقل")]
)
def test_it_is_answered_in_the_language_of_the_reader(programme, lang, said):
    assert said in programme.get(f"{PLACES}10", lang).text


def test_a_page_says_so_while_it_is_computed_and_leads_back_to_the_question(programme, monkeypatch):
    monkeypatch.setattr(views, "WAIT_S", 0.0)

    page = programme.get(f"{PLACES}10").text

    assert "It is being counted" in page
    assert 'href="/planning/what-if?step1=kitchens.kitchen_porter&amp;area1=' in page


def test_without_people_it_says_what_to_do(tmp_path):
    nobody = build(tmp_path, filled=False)
    nobody.sign("Pia Holm", Role.PLANNER)

    assert "Nobody looks for a job yet" in nobody.get(PAGE).text


@pytest.mark.parametrize("role", [one for one in ACCOUNT_ROLES if one is not Role.PLANNER])
def test_nobody_else_may_ask(tmp_path, role):
    programme = build(tmp_path)
    employer = "E01" if role is Role.EMPLOYER else None
    programme.services.accounts.invite(f"The {role}", role, by="chief", employer=employer)
    other = programme.another_browser(f"The {role}")

    assert other.get(PAGE).data == other.get("/nowhere").data
