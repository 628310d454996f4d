"""A participant writes her letter on a phone, and each of her papers is one A4 page."""

from __future__ import annotations

import pytest
from functional.browser.journeys.participant import PHONE
from functional.browser.test_papers_in_browser import full_papers, pages_of
from functional.own_pages import own_page

from matcher.domain.application import Paper, Target, TargetKind
from matcher.domain.ids import ParticipantCode

pytestmark = pytest.mark.browser

P001 = ParticipantCode("P001")
PORTER = Target(TargetKind.STEP, "kitchens.kitchen_porter")


@pytest.fixture
def phone(programme, open_page):
    """Return her page in a phone's browser, after the code, and where her papers are."""
    link = own_page(programme)
    page = open_page("ar", PHONE["width"], signed_in=False)
    page.goto(link.path)
    page.locator("#code").fill(link.code)
    page.locator("main form button").click()
    return page, f"{link.path}/papers/step/{PORTER.id}"


def test_each_paper_is_one_page_however_full(programme, phone):
    page, where = phone
    programme.services.applying.write(P001, PORTER, full_papers(), by="participant", seen=0)

    for paper in Paper:
        page.goto(f"{where}/{paper.value}/print")
        pdf = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "2cm"))
        assert pages_of(pdf) == 1, paper
        page.emulate_media(media="print")
        shown = page.locator("body").inner_text()
        assert "Mm wordklass" in shown
        assert "نص بالسويدية" not in shown
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        page.emulate_media(media="null")


def test_she_unfolds_the_swedish_text_and_changes_it(programme, phone):
    page, where = phone
    page.goto(f"{where}/letter")
    page.locator('a[href$="/part/letter_end"]').click()
    field = page.locator("textarea")
    assert not field.is_visible()
    page.locator("main form summary").click()
    assert "vänlig hälsning" in field.input_value()
    field.fill("Hej då!")
    page.locator("main details .btn-primary").click()

    page.locator("main form summary").click()
    assert page.locator("textarea").input_value() == "Hej då!"
    page.locator('form[action$="/undo"] button').click()
    assert "vänlig hälsning" in page.locator("textarea").input_value()
    moves = programme.services.applying.read(P001, PORTER).draft.versions
    assert [(one.move.value, one.by) for one in moves] == [
        ("write", "participant"),
        ("undo", "participant"),
    ]
