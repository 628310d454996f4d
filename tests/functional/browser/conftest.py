"""A real Chromium in front of a served programme."""

from __future__ import annotations

import shutil

import pytest
from functional.serving import serving
from functional.web_programme import build
from playwright.sync_api import Locator, expect, sync_playwright

# A slow machine is no failure.
expect.set_options(timeout=30_000)

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(autouse=True)
def clicks_end_with_a_whole_page(monkeypatch):
    """A click returns when the page it leads to has come, not when its first bytes have."""
    click = Locator.click

    def click_and_wait(locator, **how):
        click(locator, **how)
        locator.page.wait_for_load_state()

    monkeypatch.setattr(Locator, "click", click_and_wait)


@pytest.fixture(scope="session")
def chromium():
    # The same engine without windows takes two thirds of the time.
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def programme(tmp_path):
    programme = build(tmp_path)
    programme.suggest()
    return programme


@pytest.fixture
def address(programme):
    with serving(programme.app) as address:
        yield address


@pytest.fixture
def open_page(chromium, address, programme):
    """Open pages in one language and width; anything on the console fails the test."""
    contexts, complaints = [], []

    def note(text):
        # Chromium also writes a line for every page that answers 4xx; those are asked for.
        if not text.startswith("Failed to load resource"):
            complaints.append(text)

    def note_failed(request):
        # A page that is left while it loads is no fault of it.
        if request.failure != "net::ERR_ABORTED":
            complaints.append(f"{request.url}: {request.failure}")

    def open_page(lang="sv-SE", width=1280, *, signed_in=True, **more):
        context = chromium.new_context(
            base_url=address, locale=lang, viewport={"width": width, "height": 900}, **more
        )
        contexts.append(context)
        if signed_in:
            cookie = programme.client.get_cookie("stegvis").value
            context.add_cookies([{"name": "stegvis", "value": cookie, "url": address}])
        page = context.new_page()
        page.on("console", lambda message: note(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", note_failed)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
