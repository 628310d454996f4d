"""A LinkWorker's way through the pages, in a real browser."""

from __future__ import annotations

import pytest
from functional.browser.axe import violations
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

OUTSIDE = """
drawings => drawings.flatMap(drawing => {
  const boxes = [...drawing.querySelectorAll("rect")].map(box => box.getBoundingClientRect());
  const held = (box, text) => text.left >= box.left && text.right <= box.right
    && text.top >= box.top - 1 && text.bottom <= box.bottom + 1;
  return [...drawing.querySelectorAll("text")]
    .filter(text => !boxes.some(box => held(box, text.getBoundingClientRect())))
    .map(text => text.textContent);
})
"""


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no_scripts"])
def test_confirm_undo_and_decline(open_page, programme, scripts):
    page = open_page(java_script_enabled=scripts)
    page.goto("/")
    page.get_by_role("link", name="P001").click()
    first = page.locator("article.suggestion").first
    title = first.locator("bdi").first.inner_text()

    first.get_by_role("checkbox").check()
    first.get_by_role("button", name="Bekräfta").click()

    assert "Bekräftat." in page.get_by_role("status").inner_text()
    decided = page.locator("article.decided")
    assert title in decided.inner_text()
    assert "Anna Ek" in decided.inner_text()

    decided.get_by_role("button", name="Ångra").click()

    expect(page.locator("article.decided")).to_have_count(0)

    first = page.locator("article.suggestion").first
    first.get_by_label("Tiderna passar inte").check()
    first.get_by_text("Lägg till en anteckning").click()
    first.get_by_label("Anteckning").fill("Börjar klockan fem")
    first.get_by_role("button", name="Avböj").click()

    expect(page.locator("article.decided")).to_have_count(1)
    text = page.locator("article.decided").inner_text()
    assert "Avböjt" in text
    assert "Tiderna passar inte" in text
    assert "Börjar klockan fem" in text
    assert [d.action.value for d in programme.decisions()] == ["decline", "undo", "confirm"]


def test_a_missing_reason_is_linked_to_its_field(open_page):
    page = open_page()
    page.goto("/people/P001")
    page.locator("article.suggestion").first.get_by_role("button", name="Avböj").click()

    page.get_by_role("alert").get_by_role("link").click()

    focused = page.evaluate("document.activeElement.id")
    assert focused.startswith("reason-")


def test_the_keyboard_reaches_the_content_first(open_page):
    page = open_page()
    page.goto("/people/P001")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_arabic_runs_from_right_to_left_on_a_phone(open_page):
    page = open_page("ar", 360)
    page.goto("/")
    widths = [overflow(page)]
    page.goto("/people/P001")
    for summary in page.locator("details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()
    widths.append(overflow(page))

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert widths == [0, 0]
    heading = page.locator("h1").bounding_box()
    assert heading["x"] + heading["width"] > 330
    drawing = page.locator("svg.ladder").first
    assert drawing.locator("text").first.evaluate("e => getComputedStyle(e).direction") == "rtl"


@pytest.mark.parametrize("lang", ["sv-SE", "en", "ar"])
def test_titles_stay_inside_their_boxes(open_page, lang):
    page = open_page(lang)
    page.goto("/people/P001")
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")

    assert page.locator("svg.ladder text").count() > 6
    assert page.eval_on_selector_all("svg.ladder", OUTSIDE) == []


@pytest.mark.parametrize("lang", ["sv-SE", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_wcag_violations(open_page, lang, width):
    page = open_page(lang, width, bypass_csp=True)
    found = []
    for path in ("/", "/people/P001", "/people/P002", "/me", "/me/second-step", "/people/P999"):
        page.goto(path)
        found += violations(page, path)
    page.goto("/people/P001")
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    found += violations(page, "opened")
    page.locator("article.suggestion").first.locator("form").last.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += violations(page, "with an error")

    assert found == []
