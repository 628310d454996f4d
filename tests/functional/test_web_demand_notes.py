"""Planners write what they know of the demand in a municipality."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from functional.web_programme import EverythingFits, build

from matcher.domain.ids import ParticipantCode
from matcher.domain.role import Role
from web.areas.planning import views

AREA = "/planning/area/G%C3%B6teborg"
NOTE, UNDO = f"{AREA}/note", f"{AREA}/note/undo"
TEXT = "Kommunen bygger två skolkök till hösten."


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    monkeypatch.setattr(views, "WAIT_S", 120.0)


@pytest.fixture
def programme(tmp_path):
    made = build(tmp_path, kind=EverythingFits)
    with made.services.units(write=True) as unit:
        known = unit.participants.get(ParticipantCode("P001"))
        more = [replace(known, code=ParticipantCode(f"P{number}")) for number in range(100, 106)]
        unit.participants.put(more)
        unit.commit()
    made.sign("Pia Holm", Role.PLANNER)
    return made


def shown(page):
    """Return the note that a page shows, ``None`` when there is none."""
    found = re.search(r'<p class="written-note"><q[^>]*>(.*?)</q>', page, re.DOTALL)
    return found and found[1]


def actions(programme, number):
    with programme.services.units() as unit:
        return [(one.action, one.actor) for one in unit.audit.last(number)]


def test_a_note_is_written_shown_with_who_and_when_and_undone(programme):
    assert shown(programme.get(AREA).text) is None

    saved = programme.post(NOTE, follow=True, note_text=TEXT, seen_version="0")
    assert "Saved with your name." in saved.text
    assert shown(saved.text) == TEXT
    assert "<bdi>Pia Holm</bdi>" in saved.text
    assert actions(programme, 1) == [("demand_note.write", "Pia Holm")]

    undone = programme.post(UNDO, follow=True, seen_version="1")
    assert shown(undone.text) is None
    again = programme.post(UNDO, follow=True, seen_version="2")
    assert shown(again.text) == TEXT
    assert again.text.count("(undone)") == 2
    assert actions(programme, 1) == [("demand_note.undo", "Pia Holm")]
    assert shown(programme.get("/planning").text) is None


def test_whoever_is_second_keeps_what_was_typed(programme):
    programme.services.demand_notes.write("Göteborg", TEXT, seen=0, by="Bo Lind")

    answer = programme.post(NOTE, note_text="Mitt eget", seen_version="0")

    assert answer.status_code == 409
    assert "<bdi>Bo Lind</bdi>" in answer.text
    assert ">\nMitt eget</textarea>" in answer.text
    assert shown(answer.text) == TEXT
    assert programme.post(UNDO, seen_version="0").status_code == 409


def test_words_to_look_at_are_shown_once_before_it_is_saved(programme):
    text = "Restaurangen söker en ung kille."
    first = programme.post(NOTE, note_text=text, seen_version="0")

    assert first.status_code == 422
    assert "Look at this before it is saved" in first.text
    assert 'name="looked_at"' in first.text
    assert shown(programme.get(AREA).text) is None

    programme.post(NOTE, note_text=text, seen_version="0", looked_at="1")
    assert shown(programme.get(AREA).text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ring 811218-9876", "There is a personal identity number in the text."),
        ("x" * 2_001, "The text is too long"),
    ],
)
def test_what_may_not_stand_there_leads_to_the_field(programme, text, said):
    answer = programme.post(NOTE, note_text=text, seen_version="0")

    assert answer.status_code == 422
    assert '<a href="#note_text">' in answer.text
    assert said in answer.text
    assert shown(answer.text) is None


def test_nothing_is_kept_where_nothing_changes(programme):
    assert "Nothing was changed." in programme.post(UNDO, follow=True, seen_version="0").text
    empty = programme.post(NOTE, follow=True, note_text=" ", seen_version="0")

    assert "Nothing was changed." in empty.text
    assert programme.services.demand_notes.of("Göteborg").versions == ()


@pytest.mark.parametrize("version", ["", "x", "-1", "1" * 12])
def test_a_form_that_is_not_ours_is_refused(programme, version):
    assert programme.post(NOTE, note_text=TEXT, seen_version=version).status_code == 400


def test_there_is_no_note_where_there_are_no_places(programme):
    answer = programme.post("/planning/area/Kiruna/note", note_text=TEXT, seen_version="0")

    assert answer.status_code == 404
    assert programme.services.demand_notes.of("Kiruna").versions == ()


@pytest.mark.parametrize("role", [Role.LINKWORKER, Role.ADMIN, Role.AUDITOR])
def test_nobody_else_writes_notes(programme, role):
    programme.sign(f"The {role}", role)

    answers = [
        programme.post(path, note_text=TEXT, seen_version="0").status_code for path in (NOTE, UNDO)
    ]

    assert answers == [404, 404]
    assert programme.services.demand_notes.of("Göteborg").versions == ()


@pytest.mark.parametrize(
    ("lang", "said"), [("sv", "Anteckningar om behovet"), ("ar", "ملاحظات عن الطلب")]
)
def test_it_is_asked_for_in_the_language_of_the_reader(programme, lang, said):
    programme.services.demand_notes.write("Göteborg", TEXT, seen=0, by="Bo Lind")

    page = programme.get(AREA, lang).text

    assert said in page
    assert f'<q lang="sv" dir="auto">{TEXT}</q>' in page
