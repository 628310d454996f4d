"""A visit to one's own pages: by a code, for a short time, seen by nobody else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from functional.own_pages import Screen, asked, asked_about, office, own_page, ring_lines

from matcher.domain.answer_link import MOST_WRONG_CODES
from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode, SuggestionId
from matcher.domain.language import SpokenLanguage
from matcher.domain.suggestion import SuggestionState
from web import known_links


@pytest.fixture
def one(tmp_path):
    """P001 who was asked about the opening, with the link of the question."""
    return asked(tmp_path)


def test_without_the_code_nothing_is_shown_and_nothing_answered(one):
    programme, phone, suggestion = one

    for rest in ("/start", "/job/1/work", "/work", "/hours"):
        answer = phone.get(rest)
        assert (answer.status_code, answer.headers["Location"]) == (303, phone.path)
    for rest in ("/answer", "/ring", "/hours"):
        assert phone.post(rest, about=suggestion, answer="yes").status_code == 303
    assert programme.suggestion(suggestion).state is SuggestionState.ASKED
    assert ring_lines(programme) == []


def test_a_visit_lasts_a_quarter_of_an_hour(one, monkeypatch):
    _, phone, _ = one
    phone.enter()
    assert phone.get("/start").status_code == 200
    began = known_links.time.time()

    monkeypatch.setattr(known_links.time, "time", lambda: began + known_links.KNOWN_FOR_S + 1)

    assert phone.get("/start").status_code == 303
    assert "There is a question for you" in phone.get("/start", follow=True).text


def test_the_quick_exit_forgets_the_visit(one):
    _, phone, _ = one
    phone.enter()
    assert 'href="/my/leave"' in phone.get("/start").text

    left = phone.programme.client.get("/my/leave")

    assert left.headers["Location"] == "/calendar"
    assert phone.get("/start").status_code == 303


def test_a_visit_sees_nobody_else(one):
    programme, phone, suggestion = one
    [other] = programme.suggest("P002")[:1]
    theirs = asked_about(programme, other)
    phone.enter()

    stolen = phone.post("/answer", about=other, answer="yes", know="skills")
    assert stolen.status_code == 404
    unknown = phone.post("/answer", about="made-up", answer="yes", know="skills")
    assert (unknown.status_code, Screen(unknown.text).on_screen) == (
        404,
        Screen(stolen.text).on_screen,
    )
    assert programme.suggestion(other).state is SuggestionState.ASKED
    # The link of somebody else with this session: the code is asked for again.
    assert phone.programme.client.get(f"{theirs.path}/start").status_code == 303
    assert phone.post("/ring", about=other).status_code == 404
    assert SuggestionId(suggestion) != other


def test_wrong_codes_close_an_own_page_and_it_looks_like_no_link(one):
    programme, _, _ = one
    phone = own_page(programme)
    wrong = "000000" if phone.code != "000000" else "111111"

    answers = [phone.enter(wrong) for _ in range(MOST_WRONG_CODES)]

    assert [answer.status_code for answer in answers] == [422] * (MOST_WRONG_CODES - 1) + [404]
    nothing = phone.programme.get("/my/made-up").data
    assert phone.enter().data == phone.get("").data == nothing


def test_a_new_link_takes_the_place_of_the_one_before(one):
    programme, _, _ = one
    first, second = own_page(programme), own_page(programme)

    assert (first.get("").status_code, second.get("").status_code) == (404, 200)
    assert second.enter().status_code == 303


def test_the_link_of_an_employer_opens_no_own_page(one):
    programme, phone, suggestion = one
    phone.enter()
    phone.post("/answer", about=suggestion, answer="yes", know="skills")
    version = programme.suggestion(suggestion).version
    programme.services.presenting.present(Request(suggestion, version, "Anna Ek"))
    made = programme.post(f"/suggestions/{suggestion}/employer").text
    token = re.search(r"http://localhost/a/([\w-]+)", made)[1]

    assert phone.programme.client.get(f"/my/{token}").status_code == 404


@pytest.mark.parametrize(
    ("preferred", "spoken", "lang"),
    [("ar", (), "ar"), ("so", ("en",), "en"), ("uk", ("ru",), "sv")],
)
def test_the_pages_open_in_the_language_she_reads_best(tmp_path, preferred, spoken, lang):
    programme = office(tmp_path)
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(ParticipantCode("P001"))
        languages = tuple(SpokenLanguage(tag) for tag in spoken)
        changed = replace(person, preferred_language=preferred, languages=languages)
        unit.participants.put([changed])
        unit.commit()
    phone = own_page(programme)
    assert '<html lang="en"' in phone.get("", "en").text

    phone.post("/open", code=phone.code)

    assert f'<html lang="{lang}"' in phone.get("/start", "en").text
