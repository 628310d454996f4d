"""My plan on a phone: fixed words of three languages, the note of staff in its fold, a call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from functional.own_pages import Screen, own_page
from functional.web_programme import build

from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode
from matcher.domain.machines.activity import ActivityAction, ActivityStopReason
from matcher.domain.participant import ParticipantState
from matcher.domain.plan_activity import ActivityKind, Written
from matcher.domain.role import Role

P001 = ParticipantCode("P001")


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path)


@pytest.fixture
def phone(programme):
    phone = own_page(programme)
    phone.enter()
    return phone


def add(programme, kind, number, **more):
    asked = Request(f"a{number}", 0, "Cleo", Role.COORDINATOR)
    programme.services.plans.add(P001, asked, Written(kind, date(2026, 1, number), **more))


def test_without_a_plan_there_is_no_way_to_one(programme, phone):
    assert "My plan" not in phone.get("/start").text
    assert "Nothing is planned yet." in phone.get("/plan").text
    add(programme, ActivityKind.SFI, 1)
    assert "My plan" in phone.get("/start").text


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Language café"), ("sv", "Språkkafé"), ("ar", "مقهى اللغة")]
)
def test_it_is_said_in_her_language_and_the_note_stays_in_its_fold(programme, phone, lang, said):
    add(programme, ActivityKind.LANGUAGE_CAFE, 1, run_by="ABF Hjällbo", text="Kom gärna tidigt")
    phone.speak(lang)

    page = Screen(phone.get("/plan").text)

    assert said in " ".join(page.unmarked)
    assert "Kom gärna tidigt" in page.folded_swedish
    assert not any("tidigt" in text for text in page.on_screen)
    if lang == "ar":
        assert "ABF Hjällbo" in page.names
        assert page.latin() == []


@pytest.mark.parametrize("lang", ["en", "sv", "ar"])
def test_a_long_plan_still_fits_on_a_screen(programme, phone, lang):
    for number, kind in enumerate(ActivityKind, start=1):
        add(programme, kind, number, run_by="Kök AB", text="Anteckning", last_day=date(2099, 1, 1))
    phone.speak(lang)

    page = phone.get("/plan").text

    assert Screen(page).words <= 60
    assert page.count("Kök AB") == len(ActivityKind)
    assert Screen(phone.get("/start").text).words <= 60


def test_what_is_over_comes_last_and_a_mistake_is_not_there(programme, phone):
    for number, kind in enumerate((ActivityKind.SFI, ActivityKind.MENTOR, ActivityKind.STUDY), 1):
        add(programme, kind, number)
    move = programme.services.plans.move
    cleo = {"by": "Cleo", "role": Role.COORDINATOR}
    move(P001, Request("a1", 1, **cleo), ActivityAction.FINISH)
    move(P001, Request("a3", 3, **cleo), ActivityAction.STOP, ActivityStopReason.MISTAKE)

    page = phone.get("/plan").text

    assert page.index("Meeting a mentor") < page.index("Swedish course")
    assert "Studies" not in page


def test_she_asks_for_a_call_and_whoever_stopped_sees_none(programme, phone):
    add(programme, ActivityKind.SFI, 1)

    assert "/ring" in phone.get("/plan").text
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(P001)
        unit.participants.put([replace(person, state=ParticipantState.LEFT)])
        unit.commit()
    assert "My plan" not in phone.get("/start").text
    assert "Swedish course" not in phone.get("/plan").text
