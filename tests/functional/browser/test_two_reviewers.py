"""Two LinkWorkers look at one suggestion: the second reads who decided and when, and loses nothing.

Each sits at a browser of her own, with scripts and without.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NOTE = "Bussen går först klockan sju"


@pytest.fixture
def two(request, open_page, programme):
    """Two pages of two people, in a row: Anna Ek's, then Bo Berg's."""
    scripts = request.param
    mine = open_page(java_script_enabled=scripts)
    programme.sign("Bo Berg")
    return mine, open_page(java_script_enabled=scripts)


def confirm(card):
    card.get_by_role("checkbox").check()
    card.locator('form[action$="/confirm"] button').click()


def decline(card):
    """Decline with a note."""
    form = card.locator('form[action$="/decline"]')
    form.locator("fieldset input").nth(2).check()
    form.locator("summary").click()
    form.get_by_role("textbox").fill(NOTE)
    form.locator("> button").click()


@pytest.mark.parametrize("two", [True, False], ids=["scripts", "no_scripts"], indirect=True)
@pytest.mark.parametrize("path", ["/people/P001", "/queue?code=P001"], ids=["person", "queue"])
def test_the_second_sees_who_and_when_and_keeps_her_note(two, programme, path):
    first, second = two
    cards = []
    for page in two:
        page.goto(path)
        cards.append(page.locator("article.suggestion:not(.decided)").first)
    title = cards[0].locator("bdi").first.inner_text()

    confirm(cards[0])
    expect(first.locator("main [role=status]")).to_be_visible()
    decline(cards[1])

    said = second.get_by_role("alert")
    expect(said).to_contain_text("Anna Ek")
    words = said.inner_text()
    assert title in words
    assert re.search(r"\d{1,2}:\d{2}", words), words
    assert NOTE in words
    assert [(one.action.value, one.by) for one in programme.decisions()] == [("confirm", "Anna Ek")]
