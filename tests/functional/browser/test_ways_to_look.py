"""Zoom, a narrow window, forced colours and paper: nothing is cut off or hidden that is needed."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PATHS = ("/", "/people/P001", "/me", "/sign-in/again")
CUT_OFF = """
() => [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
  if (one.closest("svg, .table-scroll, .visually-hidden, dialog")) return false;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const clips = ["hidden", "clip"].includes(style.overflowX);
  const hides = clips && one.scrollWidth > one.clientWidth + 1;
  const outside = box.width > 0 && (box.left < -1 || box.right > window.innerWidth + 1);
  return hides || outside;
}).map((one) => one.outerHTML.slice(0, 120))
"""
OVERLAPPING = """
() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((one) => one.checkVisibility() && !one.closest("dialog, .skip-link"))
    .filter((one) => !one.classList.contains("skip-link"));
  const boxes = all.map((one) => one.getBoundingClientRect());
  const found = [];
  for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) {
    const a = boxes[i], b = boxes[j];
    if (all[i].contains(all[j]) || all[j].contains(all[i])) continue;
    if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
      found.push([all[i].outerHTML.slice(0, 80), all[j].outerHTML.slice(0, 80)]);
  }
  return found;
}
"""
UNFOLD = "all => all.forEach((one) => one.open = true)"


# 1280 pixels at 400 % are 320 wide and a quarter as high (WCAG 1.4.10).
@pytest.mark.parametrize(
    ("lang", "width", "height"), [("sv-SE", 320, 256), ("ar", 360, 640), ("en", 1280, 900)]
)
def test_nothing_is_cut_off_or_overlaps(open_page, lang, width, height):
    page = open_page(lang, width)
    page.set_viewport_size({"width": width, "height": height})
    for path in PATHS:
        page.goto(path)
        page.eval_on_selector_all("details", UNFOLD)

        assert page.evaluate(CUT_OFF) == [], path
        assert page.evaluate(OVERLAPPING) == [], path


def test_what_is_marked_is_seen_in_forced_colours(open_page):
    page = open_page(forced_colors="active")
    page.goto("/")

    border, ground = page.locator(".nav-item-link[aria-current]").evaluate(
        "e => [getComputedStyle(e).borderBlockEndColor,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert border != ground
    other = page.locator(".nav-item-link:not([aria-current])").first
    assert other.evaluate("e => getComputedStyle(e).borderBlockEndColor") == ground
    page.locator("#q").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_printed_person_has_reasons_and_no_buttons(open_page):
    page = open_page()
    page.goto("/people/P001")
    page.emulate_media(media="print")

    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_role("heading", name="Talar för").first.is_visible()
    assert page.locator("button:visible, nav:visible").count() == 0
