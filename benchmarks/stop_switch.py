"""The stop switch under load: processes that suggest without a pause, and a stop in the middle.

``python benchmarks/stop_switch.py --json`` copies the demo programme (`stegvis demo`) to a folder
of its own, starts workers there, each a process with services of its own, and stops suggestions.
How long after the stop the last list was stored is read from the audit log: its order is the proof.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.bootstrap import build_services
from matcher.domain.command import Request
from matcher.domain.suggestion import UNDECIDED
from matcher.errors import StegvisError, SuggestionsStopped
from matcher.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.synchronize import Event

    from matcher.bootstrap import Services
    from matcher.domain.ids import SuggestionId
    from matcher.settings import Settings

TOP = 10
LOAD_S = 5.0
AFTER_S = 5.0
START_WITHIN_S = 600.0
ACTOR = "stop-switch-benchmark"


def main() -> None:
    """Measure and print; exit code 1 when a list was stored too late, or decisions stood still."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(copy_of_demo(Path(folder)), arguments.workers)
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        print(
            f"{found['workers']} workers made {found['suggestions_before']} lists; the last one "
            f"{found['last_suggestion_s']:.3f} s after the stop; then {found['decisions_after']} "
            "decisions"
        )
    if found["last_suggestion_s"] > AFTER_S or not found["decisions_after"]:
        raise SystemExit(1)


def copy_of_demo(home: Path) -> Settings:
    """Return settings of a copy of the demo with the same cache of vectors."""
    settings = replace(load_settings(), programme="demo")
    if not settings.database_file.is_file():
        raise SystemExit("There is no demo. Run `stegvis demo` first.")
    copied = replace(settings, home=home)
    with (
        closing(sqlite3.connect(settings.database_file)) as source,
        closing(sqlite3.connect(copied.database_file)) as target,
    ):
        source.backup(target)
    if settings.index_folder.is_dir():
        shutil.copytree(settings.index_folder, copied.index_folder)
    if settings.cache_folder.is_dir():
        (home / "cache").symlink_to(settings.cache_folder.resolve(), target_is_directory=True)
    return copied


def measure(
    settings: Settings,
    workers: int,
    *,
    load_s: float = LOAD_S,
    after_s: float = AFTER_S,
    build: Callable[[Settings], Services] = build_services,
) -> dict[str, float]:
    """Let workers suggest, stop suggestions, let them decide for a while, and read the log.

    Parameters
    ----------
    settings
        Of a programme that may be spoilt.
    workers
        How many processes.
    load_s, after_s
        Seconds of suggesting before the stop, and of deciding after it.
    build
        Makes the services in each process.
    """
    services = build(settings)
    services.indexes.build(lambda _done, _total: None)  # so that no worker has to
    people = [row.code for row in services.queues.people()]
    context = multiprocessing.get_context("spawn")
    end = context.Event()
    running = [
        context.Process(
            target=work, args=(settings, people[number::workers], number, end, build), daemon=True
        )
        for number in range(workers)
    ]
    for worker in running:
        worker.start()
    try:
        _wait_for_all(services, workers, running)
        time.sleep(load_s)
        services.stop_switch.stop(by=ACTOR, reason="measured")
        time.sleep(after_s)
        end.set()
        for worker in running:
            worker.join(60)
        if any(worker.exitcode for worker in running):
            raise SystemExit("A worker failed; its error stands above.")
    finally:
        for worker in running:
            worker.kill()
    return {"workers": workers, **_read_log(services)}


def work(
    settings: Settings,
    people: list[str],
    number: int,
    end: Event,
    build: Callable[[Settings], Services],
) -> None:
    """Suggest for one person after the other until stopped, then decide on what there is."""
    services = build(settings)
    name, turn, undecided = f"{ACTOR}-{number}", 0, _undecided(services, people)
    while not end.is_set():
        code = people[turn % len(people)]
        turn += 1
        try:
            services.suggest.for_participant(code, TOP, name)
        except SuggestionsStopped:
            undecided = undecided or _undecided(services, people)
            if undecided:
                _decide(services, undecided.pop(), name)
        else:
            undecided = []


def _undecided(services: Services, people: list[str]) -> list[SuggestionId]:
    with services.units() as unit:
        return [
            one.id
            for code in people
            for one in unit.suggestions.current(code)
            if one.state in UNDECIDED
        ]


def _decide(services: Services, suggestion: SuggestionId, name: str) -> None:
    with services.units() as unit:
        version = unit.suggestions.get(suggestion).version
    try:
        services.review.confirm(Request(suggestion, version, name))
    except StegvisError as error:
        sys.stderr.write(f"{error}\n")


def _wait_for_all(
    services: Services, workers: int, running: list[multiprocessing.process.BaseProcess]
) -> None:
    until = time.monotonic() + START_WITHIN_S
    while time.monotonic() < until and all(worker.is_alive() for worker in running):
        if len({e.actor for e in services.audit.last(400) if e.actor.startswith(ACTOR)}) == workers:
            return
        time.sleep(0.2)
    raise SystemExit("The workers did not all make a list; see above.")


def _read_log(services: Services) -> dict[str, float]:
    with services.units() as unit:
        events = [e for e in unit.audit.events() if (e.actor or "").startswith(ACTOR)]
    at = next(n for n, event in enumerate(events) if event.action == "suggestions.stop")
    stopped = datetime.fromisoformat(events[at].at)
    after = events[at + 1 :]
    lists = [event for event in after if event.action == "suggestions.made"]
    last = max((datetime.fromisoformat(event.at) - stopped for event in lists), default=None)
    return {
        "last_suggestion_s": 0.0 if last is None else max(last.total_seconds(), 0.0),
        "lists_after": len(lists),
        "decisions_after": sum(event.action == "suggestion.confirm" for event in after),
        "suggestions_before": sum(event.action == "suggestions.made" for event in events[:at]),
    }


if __name__ == "__main__":
    main()
