"""What spreading openings over everybody's lists costs on the demo, and how long it takes.

``python benchmarks/congestion.py --json`` copies the demo (`stegvis demo`) to a folder of its own
and asks for lists there: the shortest list of those who could have the minimum, and what is lost
of nDCG at half the Gini of exposure, for each place and for each opening. Then it makes up a
programme as ``allocation.py`` does and spreads its lists once; ``seconds`` is the spreading, with
its budgets and prices, and not the making up, the figures and the checks. ``--people 0`` leaves
that out.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from allocation import SEED, made_up
from stop_switch import copy_of_demo

from matcher.bootstrap import build_services
from matcher.domain.spread import LENGTH, MINIMUM, SpreadBy, SpreadQuestion
from matcher.planning.spread.budgets import budgets
from matcher.planning.spread.check import faults, highest_sum
from matcher.planning.spread.figures import gini, ndcg
from matcher.planning.spread.lists import by_score, lengths, shown
from matcher.planning.spread.spreading import spread

if TYPE_CHECKING:
    from matcher.bootstrap import Services
    from matcher.planning.allocation.problem import Problem

MOST_LOST = 0.05


def on_demo(services: Services) -> dict[str, object]:
    """Say what the demo must show."""
    halved: dict[str, object] = {}
    found: dict[str, object] = {"halved": halved}
    for by in SpreadBy:
        report = services.spreads.spread("benchmark", SpreadQuestion(by=by))
        usual, half = report.curve[0], report.half
        halved[by.value] = {
            "gini_by_score": usual.gini,
            "gini": half.gini if half else None,
            "strength": half.strength if half else None,
            "ndcg_loss": 1 - half.ndcg if half else None,
            "least_list": min(one.least for one in report.curve),
            "people_below_minimum": max(one.too_short for one in report.curve),
            "met": half is not None
            and 1 - half.ndcg <= MOST_LOST
            and not any(one.too_short for one in (half, *report.curve)),
        }
        found |= {"people": report.people, "openings": report.openings, "pairs": report.pairs}
    return found


def measure(problem: Problem, strength: float) -> dict[str, float | bool]:
    """Spread the lists of a made-up programme once, and check them."""
    began, busy = time.perf_counter(), time.process_time()
    usual = shown(problem, by_score(problem, LENGTH))
    allowed = budgets(problem, usual, problem.capacity, strength)
    made = spread(problem, allowed, LENGTH, MINIMUM)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    there = np.bincount(problem.place, minlength=problem.openings) > 0
    kept = ndcg(problem, made, LENGTH)
    held = made.budget + made.beyond
    return {
        "people": problem.people,
        "openings": problem.openings,
        "pairs": problem.score.size,
        "strength": strength,
        "seconds": seconds,
        "cpu_seconds": busy,
        # Linux counts in KiB
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "gini_by_score": gini(usual[there], problem.capacity[there]),
        "gini": gini(shown(problem, made)[there], problem.capacity[there]),
        "ndcg_loss": float(1 - kept.mean()),
        "least_list": int(lengths(problem, made).min()),
        "beyond_budget": int(made.beyond.sum()),
        "score": float(problem.score[made.listed].sum()),
        "bound": highest_sum(problem, made.price, held, LENGTH, MINIMUM),
        "allowed": not faults(problem, made, allowed, LENGTH, MINIMUM),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000, help="made up; 0: the demo only")
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--candidates", type=int, default=50, help="openings for each person")
    parser.add_argument("--strength", type=float, default=0.85)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args()
    if min(asked.places, asked.candidates) < 1 or asked.people < 0 or not 0 <= asked.strength <= 1:
        parser.error("give at least one place and candidate, and a strength of 0 to 1")
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, dict[str, object]] = {
            "demo": on_demo(build_services(copy_of_demo(Path(folder))))
        }
    if asked.people:
        problem = made_up(asked.people, asked.places, asked.candidates, seed=asked.seed)
        found["made_up"] = dict(measure(problem, asked.strength))
    if asked.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for name, figures in found.items():
        print(name, *(f"{key} {value}" for key, value in figures.items()), sep="\n  ")


if __name__ == "__main__":
    main()
