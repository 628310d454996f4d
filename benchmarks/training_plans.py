"""Greedy with swaps against the integer program on small random programmes.

``python benchmarks/training_plans.py --programmes 100 --json``. A programme has at most 14 people,
7 openings and 5 trainings with prices, seats and a budget; the ratio is that of the extra
placements, 1 where none can be added.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from training_programmes import random_problem

from matcher.planning.unlock.exact import exact
from matcher.planning.unlock.greedy import greedy_with_swaps, tables_of


def ratio(seed: int, *, after_each_other: bool) -> float:
    """Return what greedy adds of what can be added."""
    problem = random_problem(seed, after_each_other=after_each_other)
    without = tables_of(problem).without_training().placements
    best = exact(problem)
    if best is None:
        raise RuntimeError(f"programme {seed} was not solved in time")
    extra = best.programme.placements - without
    return (greedy_with_swaps(problem).placements - without) / extra if extra else 1.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programmes", type=int, default=100)
    parser.add_argument(
        "--after-each-other", action="store_true", help="with ways of two trainings among them"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args()
    both = asked.after_each_other
    ratios = [ratio(seed, after_each_other=both) for seed in range(asked.programmes)]
    found = {
        "programmes": asked.programmes,
        "mean": float(np.mean(ratios)),
        "minimum": float(np.min(ratios)),
        "optimal": sum(one == 1 for one in ratios),
    }
    if asked.json:
        print(json.dumps(found))
    else:
        print(", ".join(f"{name} {value:g}" for name, value in found.items()))


if __name__ == "__main__":
    main()
