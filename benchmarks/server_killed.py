# ruff: noqa: S603  (our own commands)
"""Kill the database server while programs confirm through the API, and start it again.

``python benchmarks/server_killed.py --clients 8 --json``. `stegvis serve` goes on all the time.
While there is no database every answer has to be 503 with ``Retry-After``; ``pool_back_s`` is from
the moment in which the server takes connections again to the first answer that confirmed something.
Whatever was acknowledged is there, once, and nothing is half done.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from line_of_people import OWNER, audit_ok, counts, engine_on, make_line, now
from pg_server import pg_server

from matcher.bootstrap import Services
from matcher.domain.api_token import WantedToken
from matcher.domain.caseload import Responsibility
from matcher.domain.role import Role
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pg_server import PgServer

HERE = Path(__file__).resolve().parent.parent
COMMAND = "from matcher.cli.main import run; run()"
OPENINGS, PEOPLE = 40, 50
AWAY = 503
PATIENCE_S = 120


@dataclass
class Said:
    """What the API answered, and when."""

    statuses: Counter[str] = field(default_factory=Counter)
    without_retry_after: int = 0
    done: list[tuple[str, float]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=4.0, help="before, while and after")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, pg_server() as server:
        found = measure(Path(folder), server, arguments.clients, arguments.seconds)
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for name, value in found.items():
        print(f"{name}: {value}")


def measure(home: Path, server: PgServer, clients: int, seconds: float) -> dict[str, Any]:
    """Kill the server under load, and hold what is there against what was said."""
    environment = {
        "STEGVIS_HOME": str(home),
        "STEGVIS_PROGRAMME": "programme",
        "STEGVIS_ORGANISATION": str(OWNER),
        "STEGVIS_DATABASE_URL": server.url,
    }
    settings = load_settings(environment)
    tasks = make_line(
        settings.database_url, [PEOPLE] * OPENINGS, [PEOPLE] * OPENINGS, presented=False
    )
    secrets = _tokens(Services(settings), clients)
    port = _free_port()
    web = subprocess.Popen(
        [sys.executable, "-P", "-c", COMMAND, "serve", "--port", str(port)],
        env={**os.environ, **environment, "PYTHONPATH": str(HERE)},  # noqa: TID251
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    said, stop = Said(), threading.Event()
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        heaps: list[Sequence[tuple[str, int]]] = [tasks[one::clients] for one in range(clients)]
        threads = [
            threading.Thread(target=_confirm, args=(address, secret, heap, said, stop))
            for secret, heap in zip(secrets, heaps, strict=True)
        ]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        server.kill()
        killed = time.perf_counter()
        time.sleep(seconds)
        server.start()
        back = time.perf_counter()
        time.sleep(seconds + 5)
        stop.set()
        for thread in threads:
            thread.join()
    finally:
        web.send_signal(signal.SIGINT)
        web.wait()
    return _figures(settings.database_url, said, killed, back)


def _figures(url: str, said: Said, killed: float, back: float) -> dict[str, Any]:
    engine = engine_on(url)
    with unit_of_work_factory(engine, OWNER)() as unit:
        lost = sum(len(unit.suggestions.history(one)) != 1 for one, _ in said.done)
    wrong = sum(value for name, value in counts(engine).items() if name != "placements")
    whole = audit_ok(engine)
    engine.dispose()
    after = [at for _, at in said.done if at > back]
    return {
        "statuses": dict(said.statuses),
        "without_retry_after": said.without_retry_after,
        "acknowledged": len(said.done),
        "acknowledged_after": len(after),
        "lost": lost,
        "inconsistent": wrong,
        "audit_ok": whole,
        "away_s": round(back - killed, 2),
        "pool_back_s": round(min(after) - back, 2) if after else None,
    }


def _confirm(
    address: str,
    secret: str,
    heap: Sequence[tuple[str, int]],
    said: Said,
    stop: threading.Event,
) -> None:
    with httpx.Client(base_url=address, timeout=PATIENCE_S) as client:
        for suggestion, _ in heap:
            for answer in _until_it_is_done(client, secret, suggestion, stop):
                with said.lock:
                    said.statuses[str(answer.status_code)] += 1
                    if answer.status_code == AWAY and "Retry-After" not in answer.headers:
                        said.without_retry_after += 1
                    if answer.is_success:
                        said.done.append((suggestion, time.perf_counter()))
            if stop.is_set():
                return


def _until_it_is_done(
    client: httpx.Client, secret: str, suggestion: str, stop: threading.Event
) -> Iterator[httpx.Response]:
    while not stop.is_set():
        answer = client.post(
            f"/api/v1/suggestions/{suggestion}/decisions",
            json={"action": "confirm", "reasons_read": True},
            headers={
                "Authorization": f"Bearer {secret}",
                "If-Match": '"0"',
                "Idempotency-Key": f"confirm-{suggestion}",
            },
        )
        yield answer
        if answer.status_code != AWAY:
            return
        time.sleep(0.1)  # more often than it asks for: how soon it is back is the question


def _tokens(services: Services, clients: int) -> list[str]:
    """Return a token for each client, of somebody who is responsible for everybody."""
    services.accounts.invite("Anna Ek", Role.LINKWORKER, by="bench")
    account, day = services.accounts.named("Anna Ek"), now().date()
    with services.units(write=True) as unit:
        for person in unit.participants.all():
            unit.caseloads.assign(
                Responsibility(person.code, Role.LINKWORKER, account.user.id, day, "bench")
            )
        unit.commit()
    wanted = [WantedToken(f"Bench {one}", account, None, (), 1, "bench") for one in range(clients)]
    return [services.tokens.make(one)[1] for one in wanted]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}/sign-in").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise SystemExit("The server did not answer.")


if __name__ == "__main__":
    main()
