"""How long it takes to share out all places at once, and how near the best the answer is proven.

``python benchmarks/allocation.py --people 100000 --places 10000 --candidates 50 --json`` makes up
a programme of that size. As with real scores, some openings suit many and some people suit many
openings, and popular openings are candidates more often. ``seconds`` is the optimal allocation with
its prices; the greedy one, the checks and the making up are outside.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.allocation.check import dual_bound, feasible
from matcher.planning.allocation.greedy import greedy
from matcher.planning.allocation.optimal import optimal
from matcher.planning.allocation.problem import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 20261122
MIDDLE, PEOPLE_DIFFER, OPENINGS_DIFFER, PAIRS_DIFFER = 0.55, 0.06, 0.08, 0.1
POPULAR = 0.8


def made_up(people: int, places: int, candidates: int, seats: int = 1, seed: int = SEED) -> Problem:
    """Make up a programme.

    Parameters
    ----------
    people, places
        How many of each; a place more than divides into ``seats`` is left out.
    candidates
        How many openings each person has a score for, at most.
    seats
        Places of each opening.
    """
    rng = np.random.default_rng(seed)
    openings = places // seats
    suits = rng.normal(size=openings)
    person, place = _drawn(rng, people, np.exp(POPULAR * suits), min(candidates, openings))
    score = (
        MIDDLE
        + OPENINGS_DIFFER * suits[place]
        + PEOPLE_DIFFER * rng.normal(size=people)[person]
        + PAIRS_DIFFER * rng.normal(size=person.size)
    )
    return Problem(
        person, place, np.clip(score, 0.01, 1), people, np.full(openings, seats, dtype=np.intp)
    )


def _drawn(
    rng: np.random.Generator, people: int, weight: NDArray[np.float64], most: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Draw up to ``most`` different openings for each person, those of more weight more often."""
    draws = 2 * most
    drawn = rng.choice(weight.size, size=people * draws, p=weight / weight.sum())
    keys = np.sort(np.repeat(np.arange(people), draws) * weight.size + drawn)
    keys = keys[np.append(True, keys[1:] != keys[:-1])]
    rng.shuffle(keys)
    keys = keys[np.argsort(keys // weight.size, kind="stable")]
    person, place = np.divmod(keys, weight.size)
    number = np.arange(keys.size) - np.searchsorted(person, person)
    kept = number < most
    return person[kept], place[kept]


def measure(problem: Problem) -> dict[str, float | bool]:
    """Share out the places, and say how long it took and how good the answer is."""
    began = time.perf_counter()
    best = optimal(problem)
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        # Linux counts in KiB
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "objective": best.objective,
        "dual_bound": dual_bound(problem, best.place_price),
        "greedy": greedy(problem).objective,
        "feasible": not feasible(problem, best),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--candidates", type=int, default=50, help="openings for each person")
    parser.add_argument("--seats", type=int, default=1, help="places of each opening")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args()
    if min(asked.people, asked.candidates, asked.seats) < 1 or asked.places < asked.seats:
        parser.error("give at least one person, candidate and seat, and places for one opening")
    problem = made_up(asked.people, asked.places, asked.candidates, asked.seats, asked.seed)
    found = measure(problem)
    if asked.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    gap = found["dual_bound"] / found["objective"] - 1
    print(
        f"{problem.score.size:,} pairs in {found['seconds']:.1f} s and {found['peak_mb']:.0f} MB; "
        f"{found['objective']:.1f}, at most {found['dual_bound']:.1f} (gap {gap:.1e}); "
        f"greedy {found['greedy']:.1f}"
    )


if __name__ == "__main__":
    main()
