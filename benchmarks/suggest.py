"""How long a list of suggestions takes, against embedding one sentence in the same run.

``python benchmarks/suggest.py --json`` uses the demo programme (`stegvis demo`).
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from dataclasses import replace

from matcher.bootstrap import build_services
from matcher.ports import TextKind
from matcher.settings import load_settings

PEOPLE = 60
TOP = 10


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    services = build_services(replace(load_settings(), programme="demo"))
    people = [row.code for row in services.queues.people()][:PEOPLE]
    if not people:
        raise SystemExit("The demo is empty. Run `stegvis demo` first.")
    service = services.suggest
    service.shortest_way(people[0])
    taken = []
    for code in people:
        began = time.perf_counter()
        service.shortest_way(code)
        taken.append(1000 * (time.perf_counter() - began))
    encoder = services.uncentred_encoder
    encoder.encode(["uppvärmning"], TextKind.EXPERIENCE)
    one = []
    for number in range(20):
        began = time.perf_counter()
        encoder.encode([f"Jag har diskat på restaurang i {number} år."], TextKind.EXPERIENCE)
        one.append(1000 * (time.perf_counter() - began))
    found = {
        "people": len(people),
        "targets": len(services.shelf.open("targets", services.encoder).ids),
        "list_p50_ms": statistics.median(taken),
        "list_p95_ms": statistics.quantiles(taken, n=20)[-1],
        "baseline_sentence_p50_ms": statistics.median(one),
    }
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    ratio = found["list_p50_ms"] / found["baseline_sentence_p50_ms"]
    print(f"a list: {found['list_p50_ms']:.0f} ms, {ratio:.1f} times embedding one sentence")


if __name__ == "__main__":
    main()
