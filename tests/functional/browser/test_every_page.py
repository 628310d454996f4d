"""Every page x every role that may see it x every language, made from the routes there are."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

import pytest
from functional.browser.axe import violations
from functional.browser.site import NOT_PAGES, build_site
from functional.serving import serving
from werkzeug.routing import Map
from werkzeug.routing import Rule as Route

from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.text import LANGUAGES
from web.languages import direction
from web.rules import RULES

pytestmark = pytest.mark.browser

"""Their pages are often the same, word for word."""
NOWHERE = ("nowhere", "/nowhere")
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
WHOSE = re.compile(r'name="csrf_token" value="[^"]*"|<bdi><strong>The [^<]*</strong></bdi>')
"""What differs between the same page of two users: a token, and the name of the user."""
LOOK = """
() => ({
  lang: document.documentElement.lang, dir: document.documentElement.dir, title: document.title,
  h1: document.querySelectorAll("h1").length,
  landmarks: ["header", "main"].map(
    (name) => document.querySelectorAll(`body > ${name}`).length),
  navigations: [...document.querySelectorAll("nav")].filter((nav) => !nav.ariaLabel).length,
  wide: document.documentElement.scrollWidth - window.innerWidth,
  refused: window.refused,
})
"""


@dataclass
class Known:
    """What need not be looked at twice.

    Parameters
    ----------
    pages
        Whether a route answers with a page; a file is none.
    sound
        Pages in which axe found nothing.
    """

    pages: dict = field(default_factory=dict)
    sound: set = field(default_factory=set)

    def is_page(self, context, endpoint, path):
        if endpoint not in self.pages:
            kind = context.request.get(path).headers["content-type"]
            self.pages[endpoint] = kind.startswith("text/html")
        return self.pages[endpoint]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def known():
    return Known()


@pytest.fixture(scope="module")
def origin(site):
    with serving(site.programme.app) as address:
        yield address


def language_of(endpoint):
    """Return the language in which a route is looked at when it is one; all of them come up."""
    return LANGUAGES[zlib.crc32(endpoint.encode()) % len(LANGUAGES)]


@pytest.mark.parametrize("role", [None, *ACCOUNT_ROLES], ids=lambda role: role or "nobody")
def test_every_page_of_a_role_is_sound(role, site, origin, known, chromium, all_languages):
    context = chromium.new_context(base_url=origin, viewport={"width": 360, "height": 800})
    context.add_init_script(WATCH)
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    faults, seen = [], 0
    for endpoint, path in (*site.routes(role), NOWHERE):
        for lang in LANGUAGES if all_languages else (language_of(endpoint),):
            where = f"{role} {path} {lang}"
            context.clear_cookies()
            cookie = {"name": "stegvis", "value": site.cookie(role), "url": origin}
            context.add_cookies([cookie])
            page.set_extra_http_headers({"Accept-Language": lang})
            if known.is_page(context, endpoint, path):
                said.clear()
                status = page.goto(path).status
                faults += unsound(
                    page, where, lang, status, (endpoint, path) == NOWHERE, known.sound
                )
                # Chromium writes a line for the page that is asked for in vain.
                faults += [
                    f"{where}: {text}" for text in said if not text.startswith("Failed to load")
                ]
                seen += 1
    context.close()

    assert seen > (0 if role is None else 1)
    assert faults == []


def unsound(page, where, lang, status, nowhere, sound):
    """Return what is wrong with a page, a line each."""
    look = page.evaluate(LOOK)
    expected = {
        "status": 404 if nowhere else 200,
        "lang": lang,
        "dir": direction(lang),
        "h1": 1,
        "landmarks": [1, 1],
        "navigations": 0,
        "wide": 0,
        "refused": [],
    }
    look["status"] = status
    wrong = [f"{where}: {key} {look[key]}" for key in expected if look[key] != expected[key]]
    # A page behind a link that somebody else may open does not say whose it is.
    quiet = any(part in where for part in ("/a/", "/e/", "/my/", "/post ", "/calendar"))
    if not re.fullmatch(r"\S.{2,}" if quiet else r"\S.+ – Stegvis", look["title"]):
        wrong.append(f"{where}: title {look['title']!r}")
    words = WHOSE.sub("", page.content())
    if words in sound:
        return wrong
    found = violations(page, where)
    if not found:
        sound.add(words)
    return wrong + found


def test_a_fault_is_found(site, origin, chromium):
    context = chromium.new_context(base_url=origin)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto("/sign-in")
    page.evaluate("""() => {
      document.querySelector("label").remove();
      document.body.append(document.createElement("header"));
      const style = document.createElement("style");
      style.textContent = "main { inline-size: 9000px; max-inline-size: none }";
      document.querySelector("h1").before(style);
      document.querySelector("h1").outerHTML = '<h1>a</h1><h1 style="color: red">b</h1>';
    }""")

    faults = "\n".join(unsound(page, "here", "sv", 200, nowhere=False, sound=set()))
    context.close()

    for fault in ("h1 2", "landmarks [2, 1]", "refused ['style-src", "label:"):
        assert fault in faults


def test_every_route_is_looked_at_by_somebody(site):
    looked_at = {endpoint for role in (None, *ACCOUNT_ROLES) for endpoint, _ in site.routes(role)}
    pages = {
        rule.endpoint
        for rule in site.programme.app.url_map.iter_rules()
        if "GET" in rule.methods and rule.endpoint not in NOT_PAGES
    }

    assert looked_at == pages <= set(RULES)


def test_a_route_without_an_example_is_named(site):
    route = Route("/gadgets/<gadget>", endpoint="gadgets.one")
    Map([route])

    with pytest.raises(AssertionError, match=r"/gadgets/<gadget> .* no example for <gadget>"):
        site.path(route)


def test_the_quick_look_is_in_every_language(site):
    endpoints = {endpoint for role in (None, *ACCOUNT_ROLES) for endpoint, _ in site.routes(role)}

    assert {language_of(endpoint) for endpoint in endpoints} == set(LANGUAGES)
