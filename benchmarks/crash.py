# ruff: noqa: S603  (our own commands)
"""Kill a worker with ``kill -9`` while it confirms and hires: what was acknowledged is there.

``python benchmarks/crash.py --runs 50 --json``. Each run starts a worker process on the same
database, lets it acknowledge some commands on its standard output, kills it at a moment drawn by
chance, and opens the database anew: every acknowledged command has to be there, counters equal the
rows they count, every decision has its row in the audit log and the chain is whole. ``restart_s``
is from starting ``stegvis serve`` on that database to its first page, measured after every
``--serve-every``-th run, since a start takes longer than everything else together;
``restart_cpu_s`` is the processor time in it, which neighbours move less. With
``--database postgresql`` the database server is killed, too, right after the worker.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from line_of_people import OWNER, audit_ok, commands_on, counts, engine_on, make_line
from pg_server import pg_server

from matcher.domain.command import Request
from matcher.domain.suggestion import Action, AnswerMode
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.review import (
    AskingService,
    PlacingService,
    PresentingService,
    ReviewService,
)
from matcher.settings import load_settings

if TYPE_CHECKING:
    from pg_server import PgServer
    from sqlalchemy import Engine

HERE = Path(__file__).resolve().parent.parent
COMMAND = "from matcher.cli.main import run; run()"
PEOPLE_A_RUN = 30
LONGEST_S = 1.0
"""The worker is killed within this time after its first acknowledgement."""

PATIENCE_S = 300


def main() -> None:
    """Measure and print, or be the worker that is killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--serve-every", type=int, default=10, help="0 measures no restart")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--worker", nargs=2, metavar=("URL", "FIRST"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work(arguments.worker[0], int(arguments.worker[1]))
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        server = stack.enter_context(pg_server()) if arguments.database == "postgresql" else None
        bench = Bench(Path(folder), server)
        found = measure(bench, arguments.runs, arguments.serve_every)
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for name, value in found.items():
        print(f"{name}: {value}")


def work(url: str, first: int) -> None:
    """Take every person from a confirm to a hire, and say each time that it is done."""
    engine = engine_on(url)
    commands = commands_on(engine)
    review = ReviewService(commands)
    asking, presenting = AskingService(commands), PresentingService(commands)
    placing = PlacingService(commands)
    steps = (
        review.confirm,
        asking.ask,
        lambda it: asking.answer(it, Action.ACCEPT, AnswerMode.PHONE),
        presenting.present,
        placing.hire,
    )
    for one in range(PEOPLE_A_RUN):
        suggestion = f"sP{first:03}x{one:04}"
        for version, step in enumerate(steps):
            key = f"{suggestion}-{version}"
            step(Request(suggestion, version, "Bo", key=key))
            sys.stdout.write(f"{suggestion} {version + 1} {key}\n")
            sys.stdout.flush()


@dataclass(frozen=True)
class Bench:
    """Where the database lies: in a file of the home, or on a server."""

    home: Path
    server: PgServer | None

    @property
    def settings(self) -> dict[str, str]:
        """Settings of `stegvis serve` on it."""
        on_server = {"STEGVIS_DATABASE_URL": self.server.url} if self.server else {}
        return on_server | {
            "STEGVIS_HOME": str(self.home),
            "STEGVIS_PROGRAMME": "programme",
            "STEGVIS_ORGANISATION": str(OWNER),
        }

    @property
    def url(self) -> str:
        """URL of the database."""
        return load_settings(self.settings).database_url


def measure(bench: Bench, runs: int, serve_every: int) -> dict[str, Any]:
    """Kill workers, and hold the database against what they had acknowledged."""
    rng = random.Random(20261122)  # noqa: S311  (a moment, no secret)
    url = bench.url
    # Each run has an opening of its own with more people than it ever hires.
    make_line(url, [PEOPLE_A_RUN] * runs, [PEOPLE_A_RUN] * runs, presented=False)
    acknowledged: list[tuple[str, int, str]] = []
    lost = inconsistent = killed = 0
    restarts: list[tuple[float, float]] = []
    for run in range(1, runs + 1):
        said, alive = _killed(url, run, rng.uniform(0, LONGEST_S))
        killed += alive
        acknowledged += said
        if bench.server:
            bench.server.kill()
            bench.server.start()
        engine = engine_on(url)
        lost += _lost(engine, said)
        inconsistent += _wrong(engine)
        engine.dispose()
        if serve_every and run % serve_every == 0:
            restarts.append(_restart(bench))
    engine = engine_on(url)
    lost_at_the_end = _lost(engine, acknowledged)
    engine.dispose()
    return {
        "acknowledged": len(acknowledged),
        "lost": max(lost, lost_at_the_end),
        "inconsistent": inconsistent,
        "restart_s_p95": _p95([wall for wall, _ in restarts]),
        "restart_cpu_s_p95": _p95([work for _, work in restarts]),
        "runs": runs,
        "killed": killed,
        "restarts": len(restarts),
        "restart_s": [round(wall, 2) for wall, _ in restarts],
    }


def _killed(url: str, run: int, after_s: float) -> tuple[list[tuple[str, int, str]], bool]:
    worker = subprocess.Popen(
        [sys.executable, str(Path(__file__)), "--worker", url, str(run)],
        env=_environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    out = worker.stdout
    if out is None:
        raise SystemExit("The worker has no output.")
    first = out.readline()
    if not first:
        raise SystemExit("The worker did nothing.")
    time.sleep(after_s)
    alive = worker.poll() is None
    worker.send_signal(signal.SIGKILL)
    # A line that was cut off was never acknowledged.
    lines = [line for line in [first, *out.readlines()] if line.endswith("\n")]
    worker.wait()
    said = [line.split() for line in lines]
    return [(one[0], int(one[1]), one[2]) for one in said], alive


def _lost(engine: Engine, said: list[tuple[str, int, str]]) -> int:
    lost = 0
    with unit_of_work_factory(engine, OWNER)() as unit:
        for suggestion, version, key in said:
            done = unit.commands.find(key)
            history = unit.suggestions.history(suggestion)
            there = done is not None and done.outcome.version == version
            lost += not (there and len(history) >= version)
    return lost


def _wrong(engine: Engine) -> int:
    stand = counts(engine)
    return sum(value for name, value in stand.items() if name != "placements") + (
        not audit_ok(engine)
    )


def _restart(bench: Bench) -> tuple[float, float]:
    """Return seconds on the clock and of the processors to the first page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-P", "-c", COMMAND, "serve", "--port", str(port)],
        env=_environment() | bench.settings,
        stdout=subprocess.DEVNULL,
    )
    try:
        while time.perf_counter() - began < PATIENCE_S and server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE_S):
                    return time.perf_counter() - began, _work_s(str(server.pid))
            except OSError:
                time.sleep(0.02)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
    raise SystemExit("The server did not answer.")


def _work_s(process: str) -> float:
    """Return the seconds of processor time of a process and those it started (Linux)."""
    place = Path("/proc") / process
    said = (place / "stat").read_text().rpartition(")")[2].split()
    own = sum(map(int, said[11:15])) / os.sysconf("SC_CLK_TCK")
    children = (place / "task" / process / "children").read_text().split()
    return own + sum(map(_work_s, children))


def _p95(values: list[float]) -> float | None:
    if not values:
        return None
    return round(sorted(values)[max(0, -(-95 * len(values) // 100) - 1)], 2)


def _environment() -> dict[str, str]:
    places = [str(HERE), str(HERE / "benchmarks")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(places)}  # noqa: TID251


if __name__ == "__main__":
    main()
