"""Posting in a browser: twelve fields or fewer, words looked at while they are written."""

from __future__ import annotations

import re

import pytest
from functional.browser.axe import violations
from functional.web_programme import EMPLOYER
from playwright.sync_api import expect

from matcher.domain.opening import OpeningState

pytestmark = pytest.mark.browser

ASKED = """
() => new Set([...document.querySelectorAll("main input, main select, main textarea")]
  .filter((one) => one.name && one.type !== "hidden" && one.offsetParent !== null)
  .map((one) => one.name)).size
"""
BAD, GOOD = "Vi söker en ung tjej.", "Vi äter lunch tillsammans."


def opened(programme, page):
    token = programme.services.posting.invite(EMPLOYER.id, "Eva Ek", by="Anna Ek")
    page.goto(f"/e/{token}")
    page.locator("main button").click()
    return page


def posted(programme):
    with programme.services.units() as unit:
        return [one for one in unit.openings.all() if one.id.startswith("E")]


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_link_to_a_submitted_opening_in_twelve_fields(open_page, programme, scripts):
    page = opened(programme, open_page(java_script_enabled=scripts))
    fields = 1  # the step, chosen by a button
    page.locator('button[value="kitchens.kitchen_porter"]').click()
    step = programme.services.ladders.step("kitchens.kitchen_porter")
    if scripts:
        fields += page.evaluate(ASKED)
    prefilled = page.locator("main").inner_text()

    assert fields <= 12
    assert step.titles.get("sv") in prefilled
    page.locator("#places").fill("2")
    page.locator("#form-permanent").check()
    page.locator("#pay_line").fill("HÖK")
    page.locator("#place").fill("Göteborg, Hjällbo")
    typed = 4
    page.locator("main form button.btn-primary").last.click()
    page.locator("main form button.btn-primary").first.click()
    expect(page.locator("h1")).to_have_text("Tack")

    [made] = posted(programme)
    assert typed + 1 <= 12
    assert made.state is OpeningState.SUBMITTED
    assert made.title == step.titles.get("sv")
    assert made.terms.pay_line == "HÖK"


def test_nothing_is_published_without_form_and_pay_line(open_page, programme):
    page = opened(programme, open_page())
    page.locator('button[value="kitchens.kitchen_porter"]').click()
    page.locator("#place").fill("Göteborg")
    page.locator("main form button.btn-primary").last.click()

    expect(page.locator('.error-summary a[href="#form"]')).to_be_visible()
    assert posted(programme) == []


@pytest.mark.parametrize("lang", ["sv-SE", "ar"])
def test_words_are_looked_at_while_they_are_written(open_page, programme, lang):
    page = opened(programme, open_page(lang))
    page.locator('button[value="kitchens.kitchen_porter"]').click()
    said = page.locator("#wording[role=status]")
    expect(said).to_be_empty()
    sent = []
    page.on("request", lambda request: sent.append(request.url))

    page.locator("#more").press_sequentially(BAD, delay=10)
    expect(said.locator("li")).not_to_have_count(0)
    first = said.inner_text()
    page.locator("#more").fill(GOOD)
    expect(said.locator("li")).to_have_count(0)

    assert re.search(r"ung|tjej", first)
    assert said.inner_text().strip()
    looks = [url for url in sent if url.endswith("/posting/wording")]
    assert len(looks) == 2 == len(sent)
    assert violations(page, "posting") == []
    assert page.evaluate("document.activeElement.id") == "more"
    assert posted(programme) == []


def test_a_lost_connection_while_writing_loses_nothing(open_page, programme):
    page = opened(programme, open_page())
    page.locator('button[value="kitchens.kitchen_porter"]').click()
    page.route("**/posting/wording", lambda route: route.fulfill(status=429, body="no"))

    page.locator("#more").fill(BAD)
    with page.expect_response("**/posting/wording"):
        pass

    assert page.locator("#wording").inner_text() == ""
    assert page.locator("#more").input_value() == BAD
