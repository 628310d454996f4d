# ruff: noqa: S603  (our own commands)
"""How long the second `make run` takes to its first page, and what a first list then waits for.

``python benchmarks/start.py --json`` uses the demo programme of ``STEGVIS_HOME`` (`stegvis demo`).
``--against FOLDER`` measures another checkout in turn with this one, on the same programme. The
baseline is a process that imports scikit-learn, in the same round.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent.parent
COMMAND = "from matcher.cli.main import run; run()"
FIRST_LIST = """
from matcher.bootstrap import build_services
from matcher.settings import load_settings
services = build_services(load_settings())
people = services.queues.people()
import time
began, worked = time.perf_counter(), time.process_time()
service = services.suggest
services.load_encoder()
service.shortest_way(people[0].code)
print(time.perf_counter() - began, time.process_time() - worked)
"""
PATIENCE_S = 300
LOOK_EVERY_S = 0.05


@dataclass
class Taken:
    """Seconds on the clock and of the processor."""

    wall_s: float = 0.0
    cpu_s: float = 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--against", type=Path, help="another checkout")
    arguments = parser.parse_args()
    checkouts = {"here": HERE} | ({"against": arguments.against} if arguments.against else {})
    rounds = [
        {name: _start(folder.resolve()) for name, folder in checkouts.items()}
        | {"baseline": {"import_sklearn": _imported()}}
        for _ in range(arguments.rounds)
    ]
    found = {
        name: {
            part: {
                kind: round(statistics.median(getattr(one[name][part], kind) for one in rounds), 2)
                for kind in ("wall_s", "cpu_s")
            }
            for part in rounds[0][name]
        }
        for name in rounds[0]
    }
    if arguments.json:
        sys.stdout.write(json.dumps({"rounds": len(rounds), **found}) + "\n")
        return
    for name, parts in found.items():
        for part, taken in parts.items():
            print(f"{name}, {part}: {taken['wall_s']} s, {taken['cpu_s']} s of work")


def _start(folder: Path) -> dict[str, Taken]:
    """Do what `make run` does, then what the first list of a new process waits for."""
    with _measured() as demo:
        subprocess.run(_python(COMMAND, "demo", "--quiet"), env=_environment(folder), check=True)
    served = _served(folder)
    done = subprocess.run(
        _python(FIRST_LIST), env=_environment(folder), check=True, capture_output=True, text=True
    )
    both = Taken(demo.wall_s + served.wall_s, demo.cpu_s + served.cpu_s)
    first = Taken(*map(float, done.stdout.split()))
    return {"demo": demo, "serve": served, "first_page": both, "first_list": first}


def _served(folder: Path) -> Taken:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with _measured() as taken:
        began = time.perf_counter()
        server = subprocess.Popen(
            _python(COMMAND, "serve", "--port", str(port)),
            env=_environment(folder),
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for_page(f"http://127.0.0.1:{port}/", server, began)
            wall = time.perf_counter() - began
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()
    # The work holds that of the background as far as it came; the time is that of the page.
    return Taken(wall, taken.cpu_s)


def _wait_for_page(url: str, server: subprocess.Popen[bytes], began: float) -> None:
    while time.perf_counter() - began < PATIENCE_S and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE_S):  # noqa: S310  (our own)
                return
        except OSError:
            time.sleep(LOOK_EVERY_S)
    raise SystemExit("The server did not answer.")


def _imported() -> Taken:
    with _measured() as taken:
        subprocess.run(_python("import sklearn.feature_extraction.text"), check=True)
    return taken


@contextmanager
def _measured() -> Iterator[Taken]:
    """Measure the processes that are started and waited for inside."""
    taken, began, worked = Taken(), time.perf_counter(), _work_of_children()
    yield taken
    taken.wall_s = time.perf_counter() - began
    taken.cpu_s = _work_of_children() - worked


def _work_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _environment(checkout: Path) -> dict[str, str]:
    """Return ours, with a checkout's packages first and one programme for all."""
    home = str(load_settings().home.resolve())
    return {**os.environ, "PYTHONPATH": str(checkout), "STEGVIS_HOME": home}  # noqa: TID251


def _python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-P", "-c", code, *arguments]


if __name__ == "__main__":
    main()
