"""A Chromium that looks at the filled demo."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

from pictures.packing import packed
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserType, Page

    from matcher.domain.role import Role
    from pictures.filled import Filled
    from pictures.table import Screen

TALLEST = 1600
"""A picture is cut off below, in pixels; the rest of a page is seen by scrolling."""
PATIENCE_MS = 120_000
"""What is pressed may be made first, on a machine that does other things, too."""

WIDTHS = {"sv": 1280, "ar": 360}
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--disable-lcd-text",
)
OWN = "/my/{my}/"
"""Pages behind a participant's link and her code begin so."""
LIST = (
    "kod;modersmål;stadsdel;tidigare jobb;timmar;kan börja;personnummer\n"
    "L01;ar;Hjällbo;Jag har diskat och städat i ett skolkök;30;2026-12-01;\n"
    "L02;so;Bergsjön;Packade varor på ett lager;40;15/1 2027;\n"
    "L03;Persiska;Biskopsgården;Tog hand om min mormor hemma i sex år;20;2026-12-01;\n"
    "L04;ti;Hjällbo;Lagade mat till bröllop med hundra gäster;ca 30;2026-12-07;\n"
)
GOOD_LIST = (
    "kod;modersmål;stadsdel;tidigare jobb;timmar;kan börja\n"
    "M01;ar;Hjällbo;Jag har diskat och städat i ett skolkök;30;2026-12-01\n"
    "M02;so;Bergsjön;Packade varor på ett lager;40;2027-01-15\n"
    "M03;fa;Biskopsgården;Tog hand om min mormor hemma i sex år;20;2026-12-01\n"
)


@contextlib.contextmanager
def served(filled: Filled) -> Iterator[int]:
    """Serve the demo for as long as it is looked at; yield its port."""
    app = create_app(filled.services)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Silent(WSGIRequestHandler):
    def log_request(self, *_args: object) -> None:
        """Write nothing for a page that is looked at."""


class Camera:
    """Looks at screens as somebody in a role, in a language, at a width."""

    def __init__(self, chromium: BrowserType, path: str, port: int, filled: Filled) -> None:
        # Links are on the pictures, so their address is the same on every run.
        mapped = f"--host-resolver-rules=MAP localhost:80 127.0.0.1:{port}"
        self._browser = chromium.launch(executable_path=path, args=[*ARGUMENTS, mapped])
        self._desk = self._browser.new_page()
        self._filled = filled
        self._pages: dict[tuple[Role | bool, str, int], Page] = {}
        self.places = dict(filled.places)

    def page(self, screen: Screen, lang: str, width: int, **more: str) -> Page:
        """Return a page at a screen."""
        who = screen.role or screen.path.startswith(OWN)
        if (who, lang, width) not in self._pages:
            self._pages[who, lang, width] = self._entered(screen, lang, width, **more)
        page = self._pages[who, lang, width]
        page.goto(screen.path.format(**self.places))
        while page.locator("main a.look-again").count():
            page.wait_for_timeout(500)
            page.reload()
        for target in screen.press:
            page.locator(target).first.click()
            page.wait_for_load_state()
        return page

    def take(self, screen: Screen, lang: str, path: Path) -> None:
        """Write a picture of a screen."""
        page = self.page(screen, lang, WIDTHS[lang])
        high = page.evaluate("document.documentElement.scrollHeight")
        area = {"x": 0, "y": 0, "width": WIDTHS[lang], "height": min(high, TALLEST)}
        png = page.screenshot(full_page=True, clip=area, animations="disabled")
        path.write_bytes(packed(self._desk, png))

    def put_away(self) -> None:
        """Close the browser."""
        self._browser.close()

    def bring_lists(self, screen: Screen) -> None:
        """Bring in a list with faults and one without, which is saved."""
        page = self.page(screen, "sv", WIDTHS["sv"])
        self.places["upload"] = self._bring(page, LIST)
        self._bring(page, GOOD_LIST)
        page.locator('main form[action$="/save"] button').click()
        while page.locator('main a[href$="/saving"]').count():
            page.wait_for_timeout(200)
            page.locator('main a[href$="/saving"]').first.click()
        self.places["batch"] = page.url.rpartition("/")[2]
        page.goto(f"/imports/{self.places['batch']}/first")
        page.locator('main form[action$="/first"] button').click()
        while page.locator('main .btn-primary[href$="/first"]').count():
            page.wait_for_timeout(200)
            page.locator('main .btn-primary[href$="/first"]').first.click()

    @staticmethod
    def _bring(page: Page, rows: str) -> str:
        page.goto("/imports")
        page.locator("#kind-participants").check()
        file = {"name": "lista.csv", "mimeType": "text/csv", "buffer": rows.encode()}
        page.locator("#file").set_input_files(file)
        page.locator("main form button").click()
        upload = page.url.rpartition("/")[2]
        page.locator("main form").first.locator("button").click()
        return upload

    def _entered(self, screen: Screen, lang: str, width: int, **more: str) -> Page:
        context = self._browser.new_context(
            base_url="http://localhost",
            locale={"sv": "sv-SE"}.get(lang, lang),
            viewport={"width": width, "height": 800},
            timezone_id="Europe/Stockholm",
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        if screen.role is not None:
            page.goto(self._filled.entries[screen.role])
        elif screen.path.startswith(OWN):
            page.goto(f"/my/{self.places['my']}")
            page.locator("#code").fill(self._filled.code)
            page.locator("main form button").click()
            page.locator(f'.languages button[value="{lang}"]').click()
        return page
