"""Stopped suggestions on the web: every page says so, asking is refused, decisions go on."""

from __future__ import annotations

import html

import pytest
from functional.web_programme import build

BANNER = {
    "sv": "Förslagen är stoppade",
    "en": "Suggestions are stopped",
    "ar": "الاقتراحات متوقفة",
}


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path)


def stop(programme):
    programme.services.stop_switch.stop(by="Åsa <Ek>", reason="Fel yrken & orter")


@pytest.mark.parametrize("lang", BANNER)
@pytest.mark.parametrize("path", ["/", "/people/P001", "/me"])
def test_every_page_says_who_stopped_them_why_and_what_to_do(programme, path, lang):
    assert "stop-banner" not in programme.get(path, lang).text
    stop(programme)

    page = programme.get(path, lang).text

    assert BANNER[lang] in page
    assert "Åsa &lt;Ek&gt;" in page
    assert "Fel yrken & orter" in html.unescape(page)


def test_asking_is_refused_and_deciding_is_not(programme):
    programme.sign()
    first, *_ = programme.suggest()
    stop(programme)

    refused = programme.post("/people/P001/suggestions")
    assert refused.status_code == 423
    assert "stopped suggestions for everybody: Fel yrken & orter." in html.unescape(refused.text)
    concepts = programme.post("/people/P001/concepts")
    assert concepts.status_code == 423

    confirmed = programme.post(f"/suggestions/{first}/confirm", seen_version="0", looked="yes")
    assert confirmed.status_code == 303
    assert [row.by for row in programme.decisions()] == ["Anna Ek"]


def test_the_way_to_a_first_job_is_left_out_meanwhile(programme):
    stop(programme)

    assert programme.get("/people/P001").status_code == 200


def test_an_error_page_asks_the_database_nothing(programme):
    stop(programme)

    page = programme.get("/nowhere")

    assert page.status_code == 404
    assert "stop-banner" not in page.text
