"""How far prices in use spread the lists that people are really suggested, on the demo.

``python benchmarks/live_lists.py --json`` copies the demo (`stegvis demo`) to a folder of its own,
lets the suggest service make everybody's list of ten by score alone, puts prices to use, and makes
every list again: with variety, leads and whatever else is in a list. Without ``--strength`` it is
the weakest that halves the Gini that `stegvis plan spread` foretells for suggested lists.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from stop_switch import copy_of_demo

from matcher.bootstrap import build_services
from matcher.domain.participant import REVIEWED
from matcher.domain.spread import LENGTH, MINIMUM, SpreadQuestion
from matcher.planning.spread.figures import gini

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.bootstrap import Services
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.spread import OpeningShare, SpreadReport
    from matcher.services.suggest import ShortList

    Lists = Mapping[ParticipantCode, ShortList]


@dataclass(frozen=True)
class Measured:
    """Everybody's lists before and with prices, and where the prices come from."""

    report: SpreadReport
    seed: int
    by_score: Lists
    at_prices: Lists

    def figures(self) -> dict[str, float]:
        """Return how even the lists are, and what they lost."""
        pairs = [(made, self.at_prices[code]) for code, made in self.by_score.items()]
        kept = [min(worth(new) / worth(old), 1.0) for old, new in pairs if old.suggestions]
        long = [len(new.suggestions) for old, new in pairs if len(old.suggestions) >= MINIMUM]
        return {
            "people": len(pairs),
            "strength": self.report.chosen.strength,
            "seed": self.seed,
            "gini_by_score": gini_of(self.by_score, self.report.shares),
            "gini": gini_of(self.at_prices, self.report.shares),
            "foretold_gini_by_score": self.report.curve[0].suggested.gini,
            "foretold_gini": self.report.chosen.suggested.gini,
            "ndcg_loss": 1 - float(np.mean(kept)),
            "highest_loss": 1 - min(kept),
            "foretold_ndcg_loss": 1 - self.report.chosen.suggested.ndcg,
            "least_list": min(long, default=0),
            "people_below_minimum": sum(
                len(new.suggestions) < min(MINIMUM, len(old.suggestions)) for old, new in pairs
            ),
            "slots_by_score": sum(len(old.suggestions) for old, _ in pairs),
            "slots": sum(len(new.suggestions) for _, new in pairs),
        }


def measure(services: Services, strength: float | None = None) -> Measured:
    """Make everybody's lists, put prices to use, make them again, and end the use."""
    if strength is None:
        half = services.spreads.spread("benchmark").half_suggested
        strength = half.strength if half else 1.0
    by_score = everybodys(services)
    report, prices = services.spreads.use("benchmark", SpreadQuestion(strength))
    at_prices = everybodys(services)
    services.spreads.end("benchmark")
    return Measured(report, prices.seed, by_score, at_prices)


def everybodys(services: Services) -> Lists:
    """Let the suggest service make the list of everybody whom lists are spread for."""
    with services.units() as unit:
        placed = unit.drafts.placed()
        people = [one for one in unit.participants.all() if one.state in REVIEWED]
    codes = [one.code for one in people if not one.protected_identity and one.code not in placed]
    made = services.suggest.for_participant
    return {code: made(code, LENGTH, "benchmark") for code in codes}


def gini_of(lists: Lists, shares: Sequence[OpeningShare]) -> float:
    """Return the Gini of exposure for each place, among openings that suit somebody."""
    times = Counter(one.opening for made in lists.values() for one in made.suggestions)
    there = [one for one in shares if one.could]
    return gini(
        np.array([times[one.opening] for one in there]), np.array([one.places for one in there])
    )


def worth(made: ShortList) -> float:
    """Return the discounted score of a list."""
    return sum(float(one.score / np.log2(1 + one.rank)) for one in made.suggestions)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strength", type=float, help="0 to 1")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args()
    if asked.strength is not None and not 0 <= asked.strength <= 1:
        parser.error("give a strength of 0 to 1")
    with tempfile.TemporaryDirectory() as folder:
        services = build_services(copy_of_demo(Path(folder)))
        found = measure(services, asked.strength).figures()
    if asked.json:
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        print(*(f"{key} {value}" for key, value in found.items()), sep="\n")


if __name__ == "__main__":
    main()
