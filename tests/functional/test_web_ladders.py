"""The pages of the ladders: every step with what it asks, who agreed, and what is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from functional.web_programme import build, found, openings

from matcher.domain.ids import OpeningId, StepId
from matcher.domain.opening import OpeningKind, OpeningState, Origin
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.role import Role
from matcher.domain.step_move import Agreement
from matcher.services.ladder_pages import MOST_OPENINGS

PORTER = StepId("kitchens.kitchen_porter")


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path)


def step(programme, step_id=PORTER, lang="en"):
    page = programme.get("/ladders/kitchens", lang).text
    return unescape(found(rf'(<section class="suggestion" id="{step_id}".*?</section>)', page))


def test_every_ladder_is_listed_with_its_steps_and_openings(programme):
    page = programme.get("/ladders").text

    assert page.count('class="person-code"') == len(programme.services.ladders.all) == 4
    row = found(r'(<a class="person-code" href="/ladders/kitchens".*?</li>)', page)
    assert "6 steps" in row
    assert "2 openings" in row


@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_every_step_stands_with_tasks_requirements_trainings_and_openings(programme, lang):
    ladder = programme.services.ladders.ladder("kitchens")
    page = unescape(programme.get("/ladders/kitchens", lang).text)

    for one in ladder.steps:
        shown = step(programme, one.id, lang)
        for task in one.tasks:
            assert task.texts.get(lang) in shown
        for need in one.requirements:
            assert need.texts.get(lang) in shown
        for paper in one.certificates:
            assert paper.names.get(lang) in shown
        assert one.swedish.for_task.get(lang) in shown
    for way in ladder.transitions:
        assert page.count(way.training.titles.get(lang)) >= 2
    assert "Diskare till skolkök" in step(programme, lang=lang)
    assert "Skolköket <Tallkotten>" in step(programme, lang=lang)


def test_a_step_says_who_agreed_and_when(programme):
    assert "Nobody in the trade has agreed" in step(programme)
    steps = programme.services.steps

    steps.agree(PORTER, Agreement("Kök AB, Siv Berg", date(2026, 11, 2)), by="Pia Holm")
    steps.publish(PORTER, by="Pia Holm")

    shown = step(programme)
    assert "Agreed with Kök AB, Siv Berg on 2 Nov 2026." in shown
    assert '<span class="state">Published</span>' in shown
    assert shown.count("<bdi>Pia Holm</bdi>") == 2


def test_of_many_openings_the_first_are_named_and_all_are_counted(programme):
    [lead, own] = openings()
    many = [
        replace(lead, id=OpeningId(f"L{n}"), step=PORTER, origin=Origin("jobtech", f"n{n}"))
        for n in range(MOST_OPENINGS + 2)
    ]
    past = replace(own, id=OpeningId("O9"), title="Förbi", deadline=date(2020, 1, 1))
    with programme.services.units(write=True) as unit:
        unit.openings.put([*many, past])
        unit.commit()

    shown = step(programme)

    assert f"{len(many) + 1} openings" in shown
    assert f"{len(many) + 1} in all" in shown
    assert shown.count('<bdi lang="sv">Köksbiträde sökes') == MOST_OPENINGS - 1
    assert shown.index("Diskare till skolkök") < shown.index("Köksbiträde sökes")
    assert "Förbi" not in shown


def test_only_what_takes_people_is_open(programme):
    [lead, own] = openings()
    with programme.services.units(write=True) as unit:
        unit.openings.put([replace(own, state=OpeningState.PAUSED), replace(lead, step=None)])
        unit.commit()

    assert "Nothing is open on this step now." in step(programme)
    assert own.kind is OpeningKind.OWN


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_everybody_on_the_staff_reads_them(programme, role):
    employer = "E01" if role is Role.EMPLOYER else None
    programme.services.accounts.invite("Kim Ro", role, by="chief", employer=employer)
    programme.sign("Kim Ro", role)

    status = programme.get("/ladders/kitchens").status_code

    assert status == (404 if role is Role.EMPLOYER else 200)


@pytest.mark.parametrize("trade", ["gardens", "Kitchens"])
def test_a_trade_that_is_none_is_not_there(programme, trade):
    assert programme.get(f"/ladders/{trade}").status_code == 404


def test_a_link_to_an_opening_is_for_those_who_work_with_it(programme):
    assert 'href="/openings/O001"' in step(programme)
    programme.sign("Pia Holm", Role.PLANNER)

    assert 'href="/openings/O001"' not in step(programme)
