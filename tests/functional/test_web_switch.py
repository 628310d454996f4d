"""The page of the stop switch: an administrator stops suggestions and lets them go on."""

from __future__ import annotations

import pytest
from functional.web_programme import build

from matcher.domain.role import Role


@pytest.fixture
def programme(tmp_path):
    programme = build(tmp_path)
    programme.sign("Ada", Role.ADMIN)
    return programme


def last(programme):
    with programme.services.units() as unit:
        event = unit.audit.last(1)[0]
    return event.action, event.actor


def test_suggestions_are_stopped_with_a_reason_and_go_on_again(programme):
    assert "Suggestions go on now" in programme.get("/stop-switch").text

    page = programme.post("/stop-switch/stop", reason="  Fel   yrken ", follow=True).text

    assert "Let suggestions go on" in page
    assert programme.services.stop_switch.status().reason == "Fel yrken"
    assert last(programme) == ("suggestions.stop", "Ada")
    anna = programme.another_browser("Anna Ek")
    assert anna.post("/people/P001/suggestions").status_code == 423

    page = programme.post("/stop-switch/start", follow=True).text

    assert "Suggestions go on." in page
    assert last(programme) == ("suggestions.start", "Ada")
    assert anna.post("/people/P001/suggestions").status_code == 303


def test_without_a_reason_the_field_is_named(programme):
    answer = programme.post("/stop-switch/stop", reason=" ")

    assert answer.status_code == 422
    assert '<a href="#reason">' in answer.text
    assert programme.services.stop_switch.status() is None


def test_whoever_comes_second_reads_how_it_stands(programme):
    programme.services.stop_switch.stop(by="Eva", reason="Fel orter")

    second = programme.post("/stop-switch/stop", reason="Fel yrken")

    assert second.status_code == 409
    assert "Nothing was saved" in second.text
    assert "Fel orter" in second.text
    programme.services.stop_switch.start(by="Eva")
    assert programme.post("/stop-switch/start").status_code == 409


def test_nobody_else_finds_the_switch(programme):
    anna = programme.another_browser("Anna Ek")
    nothing = anna.get("/nowhere").data

    assert [anna.get("/stop-switch").data, anna.post("/stop-switch/stop", reason="x").data] == [
        nothing,
        nothing,
    ]
