"""My way to a job on a phone: the goal, the jobs on the way, and a call where none is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from functional.own_pages import Screen, own_page
from functional.web_programme import EverythingFits, NothingFits, build

from matcher.domain.ids import ParticipantCode, StepId
from matcher.domain.participant import MayWork, MayWorkStatus, ParticipantState, Wishes
from matcher.domain.sector import Sector

P001 = ParticipantCode("P001")


def change(programme, **facts):
    with programme.services.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(P001), **facts)])
        unit.commit()


@pytest.fixture
def programme(tmp_path):
    programme = build(tmp_path, kind=EverythingFits)
    wishes = Wishes(sectors=frozenset({Sector.KITCHENS}))
    change(programme, wishes=wishes, is_adult=True, may_work=MayWork(MayWorkStatus.YES))
    return programme


def phone_of(programme):
    phone = own_page(programme)
    phone.enter()
    return phone


@pytest.mark.parametrize("lang", ["en", "sv", "ar"])
def test_the_goal_and_the_jobs_on_the_way_fit_on_a_screen(programme, lang):
    phone = phone_of(programme)
    phone.speak(lang)

    page = Screen(phone.get("/way").text)

    steps = programme.services.ladders.steps
    found = programme.services.pathways.ways(P001, most=1).goals[0]
    said = " ".join(page.unmarked)
    assert found.gap.step.titles.get(lang) in said
    for leg in found.quickest[0].legs:
        assert steps[leg.to.id].titles.get(lang) in said
    assert str(round(found.quickest[0].weeks.high)) in said
    assert 5 < page.words <= 60, page.on_screen
    if lang == "ar":
        assert page.latin() == []


def test_it_is_no_promise_and_is_reached_from_the_start(programme):
    phone = phone_of(programme)
    assert "/way" in phone.get("/start").text
    assert Screen(phone.get("/start").text).words <= 60
    page = phone.get("/way").text
    assert "It is no promise." in page
    assert "/ring" in page


def test_her_own_wish_comes_first_and_what_can_be_begun_now_says_so(programme):
    packer = StepId("industry.hand_packer")
    change(programme, wishes=Wishes(steps=frozenset({packer}), sectors=frozenset(Sector)))

    page = phone_of(programme).get("/way").text

    assert f"{programme.services.ladders.steps[packer].titles.en}: Can begin now" in page


def test_without_a_way_she_is_told_kindly(tmp_path):
    phone = phone_of(build(tmp_path, kind=NothingFits))
    assert "We find one together." in phone.get("/way").text


def test_who_has_a_job_is_not_asked_to_look_for_a_way(programme):
    phone = phone_of(programme)
    change(programme, state=ParticipantState.PLACED)
    assert "My way to a job" not in phone.get("/start").text
    assert "We find one together." in phone.get("/way").text


def test_without_the_code_nothing_is_shown(programme):
    phone = own_page(programme)
    answer = phone.get("/way")
    assert answer.status_code == 303
    assert "Diet cook" not in answer.text
