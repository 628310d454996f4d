"""The 09:40 call in a real browser: from "two dishwashers from Monday" to six people asked.

``python benchmarks/call_in_browser.py --json`` copies the demo (`stegvis demo`) to a folder of its
own, serves it, and does in Chromium what a LinkWorker does on the phone: writes down what is
agreed, reads who can start, confirms six people one by one, and asks them with one press. A machine
types at once, so the seconds have two parts: those of the pages, measured, and an allowance for the
hands and the head by the keystroke-level model (Card, Moran and Newell 1980), with time to read
each person's reasons.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from stop_switch import copy_of_demo
from werkzeug.serving import make_server

from matcher.bootstrap import build_services, now
from matcher.domain.demo_link import demo_path
from matcher.domain.role import Role
from matcher.ports.encoder import TextKind
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Page

KEY_S, POINT_S, THINK_S = 0.28, 1.1, 1.35
"""A key of somebody who types now and then, pointing with a click, and getting ready to do it."""
READ_S = 3.0
"""Looking through the reasons of one person, with the employer on the phone."""
PEOPLE = 6
WITHIN_S = 90.0
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run")


@dataclass
class Hands:
    """A browser's hands, and how long somebody's own would have taken."""

    page: Page
    fields: int = 0
    presses: int = 0
    pages: int = 0
    allowed_s: float = 0.0

    def write(self, field: str, text: str) -> None:
        """Write into a field, with a Tab to the next one."""
        self.page.locator(f"#{field}").fill(text)
        self.fields += 1
        self.allowed_s += THINK_S + KEY_S * (len(text) + 1)

    def choose(self, field: str, value: str) -> None:
        """Choose from a list by its first letters, as a list with focus is searched."""
        self.page.locator(f"#{field}").select_option(value)
        self.fields += 1
        self.allowed_s += THINK_S + KEY_S * 5

    def pick(self, name: str, value: str) -> None:
        """Choose one of the answers that stand there."""
        self.page.locator(f'input[name="{name}"][value="{value}"]').check()
        self.fields += 1
        self.allowed_s += THINK_S + POINT_S

    def tick(self, name: str) -> None:
        """Tick the first box of a name that is on the page."""
        self.page.locator(f'main input[name="{name}"]').first.check()
        self.presses += 1
        self.allowed_s += POINT_S

    def press(self, action: str) -> None:
        """Press the button of the first form that leads there, and wait for the next page."""
        self.page.locator(f'main form[action$="{action}"] button').first.click()
        self.page.wait_for_load_state()
        self.presses += 1
        self.pages += 1
        self.allowed_s += POINT_S

    def read(self) -> None:
        """Read the reasons of one person."""
        self.allowed_s += READ_S


def take_the_call(hands: Hands, employer: str, start: date) -> None:
    """Open the job while the employer talks, confirm six people one by one, and ask them."""
    hands.choose("step", "kitchens.kitchen_porter")
    hands.write("employer", employer)
    hands.write("places", "2")
    hands.write("start", start.isoformat())
    hands.pick("form", "fixed_term")
    hands.write("pay_line", "Kollektivavtal")
    hands.press("/calls/new")
    for _ in range(PEOPLE):
        hands.read()
        hands.tick("looked")
        hands.press("/can-start")
    hands.press("/ask")


def measure(page: Page, employer: str, start: date) -> dict[str, float | int | bool]:
    """Take one call on the page of calls; return seconds, fields, presses and pages."""
    hands = Hands(page)
    page.goto("/calls/new")
    began = time.perf_counter()
    take_the_call(hands, employer, start)
    machine_s = time.perf_counter() - began
    asked = page.locator("main .state-asked").count()
    seconds = machine_s + hands.allowed_s
    return {
        "asked": asked,
        "seconds": round(seconds, 1),
        "pages_s": round(machine_s, 1),
        "hands_s": round(hands.allowed_s, 1),
        "fields": hands.fields,
        "presses": hands.presses,
        "pages": hands.pages,
        "within_90_s": seconds <= WITHIN_S,
    }


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application on this machine, and yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def main() -> None:
    """Measure and print; exit code 1 when fewer than six could be asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium is not installed; on Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = copy_of_demo(Path(folder))
        services = build_services(settings)
        # As in a programme that runs, the encoder is loaded before the call.
        services.encoder.encode(["Diska och städa"], TextKind.WORK)
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        with served(create_app(services)) as address:
            page = browser.new_context(base_url=address, locale="sv-SE").new_page()
            page.goto(demo_path(services.session_key, Role.LINKWORKER))
            employer = services.line_pages.employers()[0][0].name
            first = now().date() + timedelta(days=4)
            found = [
                measure(page, employer, first + timedelta(days=number))
                for number in range(arguments.rounds)
            ]
        browser.close()
    best = sorted(found, key=lambda one: one["seconds"])[len(found) // 2]
    if arguments.json:
        sys.stdout.write(json.dumps(best | {"rounds": found}) + "\n")
    else:
        print(
            f"{best['asked']} people asked in {best['seconds']} s ({best['pages_s']} s of pages, "
            f"{best['hands_s']} s of hands): {best['fields']} fields, {best['presses']} presses, "
            f"{best['pages']} pages"
        )
    if best["asked"] < PEOPLE:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
