"""Without a pointer: signing in, ten decisions and an undo; focus is seen and never lost."""

from __future__ import annotations

import pytest
from functional.web_programme import EverythingFits, build
from playwright.sync_api import expect

from matcher.domain.command import Request
from matcher.domain.role import Role
from web.auth.passwords import hashed

pytestmark = pytest.mark.browser

SENTENCE = "en mening som är lång nog"
FOCUS = """
() => {
  const held = document.activeElement, style = getComputedStyle(held);
  const box = held.getBoundingClientRect();
  return {
    tag: held.tagName,
    id: held.id,
    key: held.dataset.key ?? "",
    goes_to: held.getAttribute("href"),
    in_view: box.bottom > 0 && box.top < window.innerHeight,
    visible: held.matches(":focus-visible")
      && (style.outlineStyle !== "none" || style.boxShadow !== "none"),
  };
}
"""
ARABIC_J = """
() => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {key: "\\u062a", code: "KeyJ", bubbles: true}))
"""


@pytest.fixture
def programme(tmp_path):
    programme = build(tmp_path, kind=EverythingFits)
    for code in ("P001", "P002"):
        programme.suggest(code)
    with programme.app.test_request_context():
        chosen = hashed(SENTENCE)
    token = programme.services.accounts.reset("anna.ek", by="chief")[1]
    programme.services.accounts.choose_password(token, chosen)
    programme.sign()
    return programme


class Keys:
    """Presses keys, counts them, and looks at the focus after each."""

    def __init__(self, page):
        self.page = page
        self.pressed = 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1
        self.page.wait_for_load_state()
        expect(self.page.locator("main[aria-busy]")).to_have_count(0)

    def focus(self):
        focus = self.page.evaluate(FOCUS)
        assert focus["tag"] != "BODY"
        assert focus["visible"], focus
        assert focus["in_view"], focus
        return focus

    def write(self, text):
        """Write into the field that has the focus."""
        assert self.focus()["tag"] == "INPUT"
        self.page.keyboard.type(text)

    def tab_to(self, element_id):
        self._tab_until(lambda focus: focus["id"] == element_id)

    def tab_to_link(self, address):
        self._tab_until(lambda focus: focus["goes_to"] == address)

    def _tab_until(self, is_there):
        for _ in range(30):
            self.page.keyboard.press("Tab")
            if is_there(self.focus()):
                return
        raise AssertionError("it is not reached")


def decide(keys, confirm):
    """Decide on the suggestion that has the focus, and return how many keys that took."""
    before = keys.pressed
    for key in ("a", "Space", "Enter") if confirm else ("r", "3"):
        keys.focus()
        keys.press(key)
    expect(keys.page.locator("main [role=status]")).to_be_visible()
    return keys.pressed - before


def decided(programme):
    return [*programme.decisions("P001"), *programme.decisions("P002")]


def test_ten_decisions_and_an_undo(open_page, programme):
    page = open_page()
    page.context.clear_cookies()
    page.goto("/sign-in")
    keys = Keys(page)
    keys.tab_to("login")
    keys.write("anna.ek")
    keys.press("Tab")
    keys.write(SENTENCE)
    keys.press("Enter")
    page.wait_for_url("**/today")
    keys.tab_to_link("/queue")
    keys.press("Enter")
    page.wait_for_url("**/queue*")
    page.locator("[data-item]").first.wait_for()
    page.evaluate("window.loaded_once = true")
    keys.press("j")
    first, took = page.locator("h1").inner_text(), []
    while len(took) < 10:
        took.append(decide(keys, confirm=len(took) % 4 == 0))
        keys.focus()

    assert len(decided(programme)) == 10
    assert max(took) <= 3
    # The next person came by herself: nothing was loaded anew, and no key was pressed for it.
    assert page.locator("h1").inner_text() != first
    assert page.evaluate("window.loaded_once")

    keys.press("u")
    keys.focus()
    keys.press("Enter")
    page.locator('[data-key="u"]').wait_for(state="detached")
    keys.focus()

    assert len(decided(programme)) == 11
    assert [decision.action.value for decision in decided(programme)].count("undo") == 1


def test_an_undo_on_the_page_of_a_person_is_one_key(open_page, programme):
    page = open_page()
    page.goto("/people/P001")
    keys = Keys(page)
    keys.press("j")
    for confirm in (True, False):
        decide(keys, confirm=confirm)
        keys.focus()

    left = page.locator("[data-item]").count()
    keys.press("u")
    expect(page.locator("[data-item]")).to_have_count(left + 1)
    keys.focus()

    assert [one.action.value for one in programme.decisions("P001")] == [
        "undo",
        "decline",
        "confirm",
    ]


def test_without_scripts_the_keyboard_is_enough(open_page, programme):
    page = open_page(java_script_enabled=False)
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_label("Användarnamn").press_sequentially("anna.ek")
    page.keyboard.press("Tab")
    page.keyboard.type(SENTENCE)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ta en kort rundtur").press("Enter")
    page.get_by_role("button", name="Börja").press("Enter")
    expect(page.get_by_role("link", name="Ta en kort rundtur")).to_have_count(0)
    page.get_by_role("link", name="Sök").press("Enter")
    page.get_by_label("Hitta personer och tjänster").fill("p001")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="P001").press("Enter")
    page.locator("article.suggestion").first.get_by_role("checkbox").press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("article.decided")).to_have_count(1)
    expect(page.get_by_role("button", name="Kortkommandon")).to_be_hidden()

    page.get_by_role("button", name="Ångra").press("Enter")
    expect(page.locator("article.decided")).to_have_count(0)

    assert [one.action.value for one in programme.decisions()] == ["undo", "confirm"]


def test_the_list_is_walked_in_both_ways_and_by_arabic_keys(open_page):
    page = open_page()
    page.goto("/")
    keys, seen = Keys(page), []
    for key in ("j", "j", "j", "k"):
        keys.press(key)
        keys.focus()
        seen.append(page.evaluate("document.activeElement.textContent"))
    page.evaluate("document.activeElement.blur()")
    page.evaluate(ARABIC_J)

    assert seen[0] != seen[1] == seen[2]
    assert seen[3] == seen[0]
    assert page.evaluate("document.activeElement.textContent") == seen[0]


def test_shortcuts_are_shown_and_switched_off(open_page):
    page = open_page()
    page.goto("/people/P001")
    keys = Keys(page)
    keys.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.get_by_label("Använd kortkommandon").uncheck()
    dialog.get_by_role("button").press("Enter")
    page.reload()

    before = page.evaluate("document.activeElement.tagName")
    keys.press("j", "?")

    assert before == page.evaluate("document.activeElement.tagName") == "BODY"
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Kortkommandon").press("Enter")
    expect(dialog).to_be_visible()


def test_undo_presses_nothing_that_was_decided_on_another_page(open_page, programme):
    suggestion = programme.services.queues.person("P001").suggestions[0]
    programme.services.review.confirm(Request(suggestion.id, suggestion.version, "Anna Ek"))
    page = open_page()
    page.goto("/people/P001")
    keys = Keys(page)
    keys.press("u")

    assert keys.focus()["key"] == "u"
    assert len(programme.decisions()) == 1


def test_letters_that_are_written_are_no_shortcuts(open_page):
    page = open_page()
    page.goto("/")
    page.locator("#q").press_sequentially("jaru?")

    assert page.locator("#q").input_value() == "jaru?"
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_lost_connection_is_said_and_nothing_is_lost(open_page, programme):
    page = open_page()
    page.goto("/people/P001")
    keys = Keys(page)
    page.route("**/decline", lambda route: route.fulfill(status=200, body="not a page"))
    keys.press("j", "r", "3")
    expect(page.locator("#live")).to_contain_text("Det gick inte att skicka")
    assert page.locator("input[type=radio]:checked").count() == 1
    assert programme.decisions() == []

    page.unroute("**/decline")
    keys.press("3")
    expect(page.locator("main [role=status]")).to_be_visible()

    assert len(programme.decisions()) == 1
    expect(page.locator("#live")).to_be_empty()


def test_whoever_was_signed_out_meanwhile_is_asked_to_sign_in(open_page, programme):
    page = open_page()
    page.goto("/people/P001")
    keys = Keys(page)
    page.context.clear_cookies()
    keys.press("j", "r", "3")

    expect(page.locator("#login")).to_be_visible()
    keys.focus()
    assert programme.decisions() == []


@pytest.mark.parametrize("role", [Role.HEALTH_COACH])
def test_who_may_not_decide_has_no_letters_for_it(open_page, programme, role):
    programme.sign("Hedda Berg", role)
    page = open_page()
    page.goto("/people/P001")
    keys = Keys(page)
    keys.press("j")
    where = keys.focus()
    keys.press("a", "r", "u")

    assert keys.focus() == where
