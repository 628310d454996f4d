"""The page of ways: jobs to begin now, ways drawn and in words, what Swedish opens."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pytest
from functional.test_web_pages import Outline
from functional.web_programme import EverythingFits, NothingFits, build, found

from matcher.domain.ids import ParticipantCode, StepId
from matcher.domain.language import Swedish
from matcher.domain.participant import MayWork, MayWorkStatus, ParticipantState, Wishes
from matcher.domain.role import Role
from matcher.domain.sector import Sector
from matcher.planning.pathway.moves import RegisterWay
from matcher.services.planning_gaps import PathwayService

PATH = "/people/P001/pathways"
PORTER, COOK = "kitchens.kitchen_porter", "kitchens.institutional_cook"
KITCHENS = Wishes(sectors=frozenset({Sector.KITCHENS}))


@pytest.fixture
def programme(tmp_path):
    programme = build(tmp_path, kind=EverythingFits)
    change(programme, wishes=KITCHENS, is_adult=True, may_work=MayWork(MayWorkStatus.YES))
    return programme


def change(programme, **facts):
    with programme.services.units(write=True) as unit:
        known = unit.participants.get(ParticipantCode("P001"))
        unit.participants.put([replace(known, **facts)])
        unit.commit()


def tidy(text):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_the_page_is_reached_from_the_persons_page_and_leads_back(programme):
    assert f'href="{PATH}"' in programme.get("/people/P001").text
    page = programme.get(PATH)
    assert page.status_code == 200
    assert 'href="/people/P001">To the person' in page.text


def test_strengths_come_first_and_then_the_ways_to_the_tops_she_wishes_for(programme):
    page = programme.get(PATH).text

    headings = [tidy(one) for one in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.DOTALL)]
    assert headings[0] == "Can begin now"
    assert headings[1:3] == ["Ways to Diet cook", "Ways to Kitchen manager"]
    begin = found(r'id="begin-title".*?<ul>(.*?)</ul>', page)
    assert "Kitchen porter" in begin
    assert "2 open places" in begin
    assert page.count("<strong>Quickest</strong>") == page.count("<strong>Likeliest</strong>") == 2


def test_one_goal_is_asked_for_by_a_form_that_works_without_scripts(programme):
    form = found(rf'<form[^>]*method="get" action="{PATH}">(.*?)</form>', programme.get(PATH).text)
    assert f'<option value="{COOK}">Commercial kitchens: ' in form
    page = programme.get(f"{PATH}?to={COOK}").text
    assert f'<option value="{COOK}" selected>' in page
    assert len(re.findall(r'<h2 id="goal-', page)) == 1
    assert programme.get(f"{PATH}?to=kitchens.gone").status_code == 404


@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_the_drawing_and_the_list_of_a_way_say_the_same(programme, lang):
    page = programme.get(f"{PATH}?to={COOK}", lang).text

    cards = re.findall(r'<article class="name-card".*?</article>', page, re.DOTALL)
    assert len(cards) >= 3
    titles = {step.titles.get(lang) for step in programme.services.ladders.steps.values()}
    for card in cards:
        drawn = tidy(" ".join(re.findall(r"<text[^>]*>(.*?)</text>", card)))
        listed = tidy(found(r'(<ol class="ladder-list">.*</ol>)', card))
        for title in titles:
            assert (title in drawn) == (title in listed), title
        for number in re.findall(r"\d+", drawn):
            assert number in listed
        assert programme.services.ladders.steps[COOK].titles.get(lang) in drawn
        assert not re.search(r"\sstyle=|<style|\son\w+=", card)
        assert 'role="img"' in card
        assert f'direction="{"rtl" if lang == "ar" else "ltr"}"' in card


def test_each_job_says_its_swedish_and_who_says_so(programme):
    page = programme.get(f"{PATH}?to={COOK}").text
    needs = tidy(found(r'<dl class="facts">(.*?)</dl>', page))
    # She has A1 in every area.
    assert "reading B1 (not yet)" in needs
    assert "What is known of the person says so." in needs
    porter = tidy(programme.get(f"{PATH}?to={PORTER}").text)
    assert "Learnt before it: " in porter
    assert "Food hygiene" in porter
    assert "The ladder says so." in tidy(page)
    assert "Likeliest is an order, not a chance." in page
    assert "The register of occupations is not brought in" in page


def test_what_the_register_says_is_no_promise(programme, monkeypatch):
    register = (RegisterWay(StepId(PORTER), StepId(COOK), 75),)
    monkeypatch.setattr(PathwayService, "_register", lambda *_: ("30", register))

    page = tidy(programme.get(f"{PATH}?to={COOK}").text)

    assert "The register says so: 75 % of the work · no promise" in page
    assert "The register of occupations says so. It is no promise." in page
    assert "not brought in" not in page


def test_one_level_more_says_what_it_opens(programme):
    page = programme.get(f"{PATH}?to={COOK}").text
    section = tidy(found(r'id="swedish-title">(.*?)</section>', page))
    assert "listening from A1 to A2" in section
    assert "weeks less to" in section or "can be begun" in section

    change(programme, swedish=Swedish())
    page = programme.get(f"{PATH}?to={COOK}").text
    assert "No level of Swedish is known yet." in page
    assert "not known yet: ask" in page
    assert "or more: something has to be asked" in page


def test_a_level_that_changes_nothing_says_so(programme):
    page = programme.get(f"{PATH}?to={PORTER}").text
    more = programme.services.pathways.ways(ParticipantCode("P001"), StepId(PORTER)).more_swedish
    said = page.count("It changes none of these ways")
    assert said == (0 if more[0].changes else 1)


def test_where_no_way_leads_the_page_says_what_is_not_there_and_what_to_do(programme):
    change(programme, is_adult=False)
    page = programme.get(f"{PATH}?to=industry.warehouse_worker").text
    assert "No way is known yet" in page
    assert "Not there yet: " in page
    assert "18" in tidy(found(r"Not there yet: (.*?)</p>", page))
    assert "choose another goal above" in page
    assert 'class="ladder"' not in page


def test_where_nothing_can_be_begun_and_nothing_is_a_goal(tmp_path):
    programme = build(tmp_path, kind=NothingFits)
    page = programme.get(PATH).text
    assert "Nothing can be begun at once yet." in page
    assert "No way is known yet" in page
    every = frozenset(programme.services.ladders.steps)
    change(programme, wishes=Wishes(unwanted=every))
    assert "No goal is known yet" in programme.get(PATH).text


def test_many_goals_are_links_after_the_first_three(programme):
    change(programme, wishes=Wishes())
    page = programme.get(PATH).text
    assert len(re.findall(r'<h2 id="goal-', page)) == 3
    others = found(r'id="others-title">(.*?)</section>', page)
    tops = [step for step in programme.services.ladders.steps.values() if step.top]
    assert others.count("<li>") == len(tops) - 3
    assert f'href="{PATH}?to=' in others


def test_who_looks_for_no_job_now_and_work_she_said_no_to(programme):
    change(programme, wishes=Wishes(unwanted=frozenset({StepId(PORTER)})))
    refused = programme.get(f"{PATH}?to={PORTER}")
    assert refused.status_code == 422
    assert "has said no to such work" in refused.text
    change(programme, state=ParticipantState.PLACED)
    page = programme.get(PATH)
    assert page.status_code == 200
    assert "not looking for a job now" in page.text


def test_nobody_sees_ways_of_people_she_may_not_see(programme):
    nothing = programme.get("/nowhere").data
    for path in ("/people/P003/pathways", "/people/P999/pathways"):
        assert programme.get(path).data == nothing
    programme.sign("The planner", Role.PLANNER)
    assert programme.get(PATH).status_code == 404


def test_the_named_handler_of_a_protected_person_finds_no_ways(programme):
    services = programme.services
    handler = services.accounts.named("Anna Ek")
    services.caseloads.assign(
        [ParticipantCode("P003")], handler, Role.LINKWORKER, by="chief", named=True
    )
    assert programme.get("/people/P003").status_code == 200
    assert "/people/P003/pathways" not in programme.get("/people/P003").text
    assert programme.get("/people/P003/pathways").status_code == 404


def test_looking_is_noted_and_stores_nothing_else(programme):
    programme.get(PATH)
    looks = programme.services.looks.of(ParticipantCode("P001"))
    assert [look.by for look in looks] == ["Anna Ek"]
    assert programme.services.queues.counts().suggestions == 0


@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_the_page_is_sound(programme, lang):
    outline = Outline(programme.get(PATH, lang).text)
    assert len(outline.all("h1")) == 1
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {attributes["for"] for attributes in outline.all("label")} <= set(ids)
