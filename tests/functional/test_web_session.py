"""Language and session: kept in a signed cookie, never leading off the site."""

from __future__ import annotations

import pytest
from functional.web_programme import build, found


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path)


@pytest.mark.parametrize(
    ("asked", "given"),
    [("sv-SE,sv;q=0.9", "sv"), ("ar-SY", "ar"), ("en-GB", "en"), ("uk,ti", "sv"), ("", "sv")],
)
def test_language_follows_the_browser(programme, asked, given):
    assert found(r'<html lang="(\w+)"', programme.get("/", asked).text) == given


def test_a_chosen_language_stays(programme):
    answer = programme.post("/language", lang="ar", next="/people/P001")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/people/P001")
    assert '<html lang="ar" dir="rtl">' in programme.get("/", "sv").text


def test_an_unknown_language_is_refused(programme):
    assert programme.post("/language", lang="xx", next="/").status_code == 400


@pytest.mark.parametrize(
    "elsewhere",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "", "people"],
)
def test_forms_never_lead_off_the_site(programme, elsewhere):
    assert programme.post("/language", next=elsewhere, lang="en").headers["Location"] == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_secure_over_https(programme):
    plain = programme.client.get("/").headers["Set-Cookie"]
    safe = programme.another_browser().client.get("/", base_url="https://localhost")

    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert "Secure" in safe.headers["Set-Cookie"]


def test_a_forged_session_is_ignored(programme):
    programme.sign()
    cookie = programme.client.get_cookie("stegvis").value
    programme.client.set_cookie("stegvis", cookie[:-4] + "AAAA")

    answer = programme.get("/people/P001")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/people/P001")


def test_the_front_door_answers_whoever_comes(programme):
    programme.sign_out()

    answer = programme.get("/", "sv")

    assert answer.status_code == 200
    assert 'action="/sign-in"' in answer.text
    assert "P001" not in answer.text


def test_posts_answer_in_the_language_of_the_page(programme):
    programme.post("/language", lang="sv", next="/")
    programme.sign_out()
    token = found(r'name="csrf_token" value="([^"]+)"', programme.get("/sign-in", "sv").text)

    form = {"csrf_token": token, "login": "x", "password": "y"}
    answer = programme.client.post("/sign-in", data=form, headers={"Accept-Language": "sv"})

    assert "Användarnamnet eller lösenordet stämmer inte." in answer.text
