"""The pages of a LinkWorker's day, with 100 people in the database and with very many.

``python benchmarks/queue_page.py --people 100000 --json``. A hundred people of the demo are led
through the real services: lists, decisions, questions, meetings, hires. The large database is that
one copied over and over by the database, with every code and id made another; with ``--whole`` the
explanations of other LinkWorkers' suggestions too, 10 GB of 100 000 people. In both a LinkWorker
with a caseload of 60 asks for ``/today`` and ``/queue``, in turn, so that a neighbour on the
machine slows both alike. The slower of the two pages is reported, both stand under ``pages``.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from many_people import CASELOAD, LOGIN, copy_of, copy_people, make_hundred
from sqlalchemy import Engine, event

from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from matcher.bootstrap import Services

PAGES = ("/today", "/queue")
ROUNDS, WARM_UP = 40, 5
NO_QUERY = ("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")
LINKED = re.compile(r'(?:<link[^>]*href|<script[^>]*src)="([^"]+)"')
SMALL = 100


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--whole", action="store_true", help="copy all explanations too")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), arguments.people, arguments.rounds, whole=arguments.whole)
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for name, value in found.items():
        print(f"{name}: {value}")


@dataclass(frozen=True)
class Measured:
    """What one page of one database took."""

    times_ms: list[float]
    queries: int


def measure(
    folder: Path,
    people: int,
    rounds: int,
    make: Callable[[Path], Services] = make_hundred,
    *,
    whole: bool = False,
) -> dict[str, object]:
    """Make two databases and ask both for the pages.

    Parameters
    ----------
    folder
        Empty, for the databases.
    people
        How many there are in the large one; a multiple of 100.
    rounds
        How often each page is asked for.
    make
        Makes a programme of a hundred people in a folder.
    whole
        Copy every explanation into the large one.
    """
    began = time.perf_counter()
    small = make(folder / "small")
    large = copy_of(small, folder / "large")
    began_to_copy = time.perf_counter()
    there = copy_people(large.settings.database_file, people // SMALL, whole=whole)
    ended = time.perf_counter()
    browsers = {SMALL: browser(small), there: browser(large)}
    pages = {page: _ask(browsers, page, rounds) for page in PAGES}
    figures = {page: _figures(found[there], found[SMALL]) for page, found in pages.items()}
    slower = max(figures.values(), key=lambda one: one["p50_ms"])
    return {
        **slower,
        "queries": max(one["queries"] for one in figures.values()),
        "first_load_kb": max(first_load_kb(browsers[there], page) for page in PAGES),
        "people": there,
        "caseload": CASELOAD,
        "pages": figures,
        "database_mb": round(large.settings.database_file.stat().st_size / 1e6),
        "made_s": round(ended - began, 1),
        "copied_s": round(ended - began_to_copy, 1),
    }


def browser(services: Services) -> FlaskClient:
    """Return a browser in which the LinkWorker is signed in."""
    client = create_app(services).test_client()
    with client.session_transaction() as session:
        account = services.accounts.by_login(LOGIN)
        session.update({"_user_id": account.user.stamp, "_fresh": True, "fs_paa": time.time()})
    return client


def get(client: FlaskClient, page: str) -> TestResponse:
    """Ask for a page as a browser does."""
    headers = {"Accept-Language": "sv", "Accept-Encoding": "gzip, deflate, br, zstd"}
    answer = client.get(page, headers=headers)
    if answer.status_code != 200:
        raise SystemExit(f"{page} answered {answer.status_code}")
    return answer


def first_load_kb(client: FlaskClient, page: str) -> float:
    """Return what a first visit transfers: the page, and the styles, scripts and icon it names."""
    answer = get(client, page)
    text = client.get(page).text
    linked = {address.replace("&amp;", "&") for address in LINKED.findall(text)}
    sizes = [len(get(client, address).data) for address in sorted(linked)]
    return round((len(answer.data) + sum(sizes)) / 1000, 1)


def _ask(browsers: dict[int, FlaskClient], page: str, rounds: int) -> dict[int, Measured]:
    for client in browsers.values():
        for _ in range(WARM_UP):
            get(client, page)
    times: dict[int, list[float]] = {number: [] for number in browsers}
    queries = dict.fromkeys(browsers, 0)
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.lstrip().upper().startswith(NO_QUERY):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for _ in range(rounds):
            for number, client in browsers.items():
                sent.clear()
                began = time.perf_counter()
                get(client, page)
                times[number].append(1000 * (time.perf_counter() - began))
                queries[number] = max(queries[number], len(sent))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return {number: Measured(times[number], queries[number]) for number in browsers}


def _figures(large: Measured, small: Measured) -> dict[str, float]:
    return {
        "p50_ms": round(statistics.median(large.times_ms), 1),
        "p95_ms": round(statistics.quantiles(large.times_ms, n=20)[-1], 1),
        "queries": large.queries,
        "baseline_p50_ms": round(statistics.median(small.times_ms), 1),
    }


if __name__ == "__main__":
    main()
