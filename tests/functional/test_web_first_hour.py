"""What comes of a list that was saved in the browser."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from functional.bringing import looked_at, saved
from functional.web_programme import EverythingFits, build, found

from matcher.domain.role import Role
from web.areas.imports import views


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, filled=False, kind=EverythingFits, programme="programme")


@pytest.fixture
def small(programme):
    """A list of three people that is saved, and the address of its report."""
    data = (
        "kod;Tidigare jobb;Önskad bransch\nK1;diskat och städat;bygg\nK2;lagat mat;kök\nK3;;\n"
    ).encode()
    saved(programme, looked_at(programme, data, "a.csv"))
    return f"/imports/{programme.services.intake.batches()[0].id}"


def test_a_saved_import_is_undone_as_a_whole(programme, small):
    assert "K1" in programme.get("/").text

    answer = programme.post(f"{small}/undo", follow=True)

    assert "The import is undone" in answer.text
    assert "K1" not in programme.get("/").text
    assert programme.post(f"{small}/undo").status_code == 409
    assert "Undone" in programme.get("/imports").text


def test_within_minutes_new_people_have_a_job_a_reason_and_a_question(programme, small):
    before = programme.get(f"{small}/first").text
    assert "Suggestions are made for 0 of 3 people" in before
    assert "<article" not in before

    after = programme.post(f"{small}/first", follow=True).text
    for _ in range(60):
        if "Look again" not in after:
            break
        time.sleep(0.2)
        after = programme.get(f"{small}/first").text

    assert "Suggestions are made for 3 of 3 people" in after
    cards = re.findall(r"<article.*?</article>", after, re.S)
    assert len(cards) == 3
    for card in cards:
        assert found(r"Why:</strong> (.*?)</p>", card).strip()
        assert found(r"Ask:</strong> (.*?)</p>", card).strip()
    assert "K1" in cards[0] or "K3" in cards[0] or "K2" in cards[0]
    assert sum("not among what the person has named" in card for card in cards) >= 2
    assert programme.post(f"{small}/first").status_code == 303
    # Undone, the people go with their suggestions.
    assert programme.post(f"{small}/undo").status_code == 303


def test_an_import_of_somebody_else_is_not_there(programme, small):
    programme.sign("Bo Ek")

    assert programme.get(small).status_code == 404
    assert programme.get(f"{small}/first").status_code == 404
    assert programme.post(f"{small}/undo").status_code == 404


def test_a_row_about_somebody_elses_person_is_a_fault_that_says_little(programme, small):
    services = programme.services
    services.accounts.invite("Cia Ek", Role.LINKWORKER, by="chief")
    other = programme.another_browser("Cia Ek")

    check = looked_at(other, b"kod;erfarenhet 1\nK1;ny\nX1;annan\n", "b.csv")

    assert "This code cannot be used here." in unescape(other.get(check).text)


def test_the_stop_switch_ends_first_suggestions_and_is_told(programme, small, monkeypatch):
    programme.services.stop_switch.stop(by="Chief", reason="a test")
    monkeypatch.setattr(views, "WAIT_S", 60)

    answer = programme.post(f"{small}/first")
    page = programme.get(f"{small}/first").text

    assert answer.status_code == 423
    assert "It stopped half-way." in page
    assert "Make suggestions for 3 people" in page


@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_pages_are_sound_in_each_language(programme, small, lang):
    from functional.test_web_pages import Outline  # noqa: PLC0415

    check = looked_at(programme)
    for path in ("/imports", check.removesuffix("/check"), check, small, f"{small}/first"):
        answer = programme.get(path, lang)
        outline = Outline(answer.text)
        assert answer.status_code == 200, path
        assert len(outline.all("h1")) == 1
        ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), path
        labels = {attributes["for"] for attributes in outline.all("label")}
        fields = [*outline.all("input"), *outline.all("select"), *outline.all("progress")]
        assert {field["id"] for field in fields if field.get("type") != "hidden"} == labels
