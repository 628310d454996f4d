"""The day's lists in a browser without scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from functional.todays_queue import earlier, section_of, with_opening
from functional.web_programme import EverythingFits, build, found, people

from matcher.bootstrap import now
from matcher.domain.command import Request
from matcher.domain.participant import Wishes
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode
from matcher.domain.visibility import Viewer
from matcher.services.day import DayService
from matcher.services.review import AskingService, PresentingService, ReviewService

SECTIONS = ("to-review", "to-do", "waiting", "meetings", "follow-ups", "stuck")


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


def count_of(page, section):
    return int(found(rf'id="{section}-title">[^<]*<span class="day-count">(\d+)<', page))


def test_an_empty_day_says_what_to_do(programme):
    page = programme.get("/today").text

    for section in SECTIONS:
        assert count_of(page, section) == 0
        assert 'class="empty"' in section_of(page, section)
    assert 'href="/"' in section_of(page, "to-review")
    assert "The queue is empty" in programme.get("/queue").text


def test_whoever_has_nobody_yet_is_led_to_the_list(programme):
    programme.services.accounts.invite("Nina Ny", Role.LINKWORKER, by="chief")
    browser = programme.another_browser("Nina Ny")

    for page in ("/today", "/queue"):
        text = browser.get(page).text
        main = text[text.index("<main") :]
        assert "Nobody is in your caseload yet" in main
        assert 'href="/imports"' in main
        assert "people are done" not in main


def test_the_day_lists_whose_turn_it_is_and_why(programme):
    programme.suggest("P002")
    wants = Wishes(steps=frozenset({"kitchens.kitchen_porter"}))
    with programme.services.units(write=True) as unit:
        unit.participants.put([replace(people()[0], wishes=wants)])
        unit.commit()
    programme.suggest("P001")

    page = programme.get("/today").text

    listed = section_of(page, "to-review")
    assert count_of(page, "to-review") == 2
    assert re.findall(r'href="/queue\?code=(P\d+)"', listed) == ["P001", "P002"]
    assert "The person wants one of these jobs" in listed
    assert "Waits since" in listed
    assert "P003" not in page


def test_what_is_under_way_stands_in_its_list(programme):
    one = with_opening(programme, programme.suggest("P001"))
    ReviewService(earlier(programme, 2)).confirm(Request(one, 0, "Anna Ek"))
    page = programme.get("/today").text
    assert [count_of(page, name) for name in SECTIONS] == [1, 1, 0, 0, 0, 0]
    assert f'href="/people/P001#s-{one}"' in section_of(page, "to-do")
    assert "Skolköket &lt;Tallkotten&gt;" in section_of(page, "to-do")

    programme.services.asking.ask(Request(one, 1, "Anna Ek"))

    page = programme.get("/today").text
    assert [count_of(page, name) for name in SECTIONS] == [1, 0, 1, 0, 0, 0]


def test_what_was_handed_over_stands_in_the_day_of_the_colleague(programme):
    one = with_opening(programme, programme.suggest("P001"))
    programme.services.accounts.invite("Nina Ny", Role.LINKWORKER, by="chief")
    nina = programme.another_browser("Nina Ny")
    assert "handed-over" not in nina.get("/today").text
    form = {"seen_version": "0", "key": "0" * 32, "colleague": "Nina Ny"}
    assert programme.post(f"/suggestions/{one}/hand-over", **form).status_code == 303

    page = nina.get("/today").text

    assert count_of(page, "handed-over") == 1
    listed = section_of(page, "handed-over")
    assert f'href="/people/P001#s-{one}"' in listed
    assert "Confirm or decline" in listed
    assert nina.get(f"/people/P001#s-{one}").status_code == 200
    assert "handed-over" not in programme.get("/today").text
    assert "Handed over to: <bdi>Nina Ny</bdi>" in programme.get(f"/suggestions/{one}").text


def test_what_nobody_moves_is_stuck_and_in_no_other_list(programme):
    one = with_opening(programme, programme.suggest("P001"))
    old = earlier(programme, 21)
    ReviewService(old).confirm(Request(one, 0, "Anna Ek"))
    AskingService(old).ask(Request(one, 1, "Anna Ek"))
    AskingService(old).answer(Request(one, 2, "Anna Ek"), Action.ACCEPT, AnswerMode.PHONE)
    PresentingService(old).present(Request(one, 3, "Anna Ek"))

    page = programme.get("/today").text

    assert [count_of(page, name) for name in SECTIONS] == [1, 0, 0, 0, 0, 1]
    assert "Ring the employer." in section_of(page, "stuck")


def test_a_person_with_whom_nothing_goes_on_is_stuck(programme):
    today = programme.services.day
    later = replace_clock(today, now() + timedelta(days=15))

    stuck = later.today(*reader_of(programme)).stuck

    assert [(one.code, one.why) for one in stuck] == [
        ("P001", "never_listed"),
        ("P002", "never_listed"),
    ]


def reader_of(programme):
    account = programme.services.accounts.named("Anna Ek")
    return Viewer(account.user.id, Role.LINKWORKER), account.user.name


def replace_clock(service, at):
    return DayService(service._units, lambda: at, service._is_working_day, service._budget)


def test_the_call_list_holds_codes_and_the_employers_contact_only(programme):
    one = with_opening(programme, programme.suggest("P001"))
    with programme.services.units(write=True) as unit:
        unit.openings.put([replace(unit.openings.get("O001"), contact="Eva, 031-12 34 56")])
        unit.commit()
    programme.services.review.confirm(Request(one, 0, "Anna Ek"))

    page = programme.get("/today").text

    assert "Eva, 031-12 34 56" in section_of(page, "to-do")
    assert "Names and telephone numbers are not kept here" in found(
        r'class="print-only">(.*?)</p>', page
    )


@pytest.mark.parametrize(("lang", "said"), [("sv", "I dag"), ("ar", "اليوم")])
def test_the_pages_speak_the_readers_language(programme, lang, said):
    programme.suggest("P001")
    page = programme.get("/today", lang).text
    assert said in found(r"<h1>(.*?)</h1>", page)
    assert programme.get("/queue", lang).status_code == 200
