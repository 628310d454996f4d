"""The next-step task: known ways are taken out and looked for again.

Asked ways are first removed from the known ones, in both directions. For each occupation that is
asked about, all others are ranked that the remaining ways do not lead to from it; each asked way
with the other asked ones of that occupation left out. Equal scores share their places: a way that
ties with m others stands behind half of them, so a ranking of few different values wins nothing.

Cold, every way that touches the asked occupation is removed as well before it is ranked. The graph
then links it with nothing, so all others are ranked, the ways it had among them. Those are right
answers that count as wrong; what the figure is without them is reported beside.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from matcher.errors import InputError
from matcher.evaluation.intervals import bootstrap_ci95
from matcher.planning.way_graph import WayGraph

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.planning.occupations import Occupation, Way

    Numbers = NDArray[np.int64]
    Table = NDArray[np.float32]

TOP = 10
_AT_ONCE = 64


class WayScorer(Protocol):
    """What is measured."""

    def score(self, graph: WayGraph, rows: Numbers) -> Table:
        """Return scores of the ways from ``rows`` to all n occupations, shape (rows, n)."""
        ...


@dataclass(frozen=True)
class NextStepTask:
    """Asked ways and what is known without them.

    Parameters
    ----------
    known
        The graph without the asked pairs.
    asked
        For each occupation that is asked about, the targets to be found; both are numbers in the
        graph.
    """

    known: WayGraph
    asked: Mapping[int, Numbers]

    @property
    def n(self) -> int:
        """How many ways are asked."""
        return sum(len(targets) for targets in self.asked.values())


def next_step_task(
    occupations: Sequence[Occupation], known: Collection[Way], asked: Collection[Way]
) -> NextStepTask:
    """Take the asked ways out of the known ones.

    Parameters
    ----------
    occupations
        Everything that can be ranked.
    known, asked
        Ways between them; asked ones may stand among the known.

    Raises
    ------
    InputError
        Nothing is asked.
    """
    if not asked:
        raise InputError("There is no way to look for. Give a table of ways with --edges.")
    graph = WayGraph(occupations, known).without_pairs({way.pair for way in asked})
    targets: dict[int, set[int]] = defaultdict(set)
    for way in asked:
        targets[graph.place[way.origin]].add(graph.place[way.target])
    return NextStepTask(
        graph,
        {origin: np.array(sorted(found)) for origin, found in sorted(targets.items())},
    )


def evaluate_next_step(
    task: NextStepTask,
    scorer: WayScorer,
    seed: int,
    *,
    cold: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, object]:
    """Rank, and say how often an asked way is among the first ten.

    Parameters
    ----------
    task
        What is asked.
    scorer
        What is measured.
    seed
        Of the bootstrap.
    cold
        Whether each asked occupation is ranked as if no way touched it.
    progress
        Called with occupations done and their number.

    Returns
    -------
    dict
        The document of ``stegvis evaluate next-step --json``.
    """
    ahead: list[float] = []
    left_out: list[float] = []
    for done, (origin, scores) in enumerate(_scored(task, scorer, cold=cold), start=1):
        targets, had = task.asked[origin], set(task.known.onward(origin).tolist())
        ahead += _places(scores, targets, {origin} if cold else {origin, *had})
        if cold:
            left_out += _places(scores, targets, {origin, *had})
        if progress is not None:
            progress(done, len(task.asked))
    hits = [float(place < TOP) for place in ahead]
    found: dict[str, object] = {
        "hits_at_10": float(np.mean(hits)),
        "mrr": _mean_reciprocal(ahead),
        "n": len(hits),
        "ci95": list(bootstrap_ci95(hits, seed)),
        "occupations": len(task.asked),
        "cold": cold,
    }
    if cold:
        found["known_ways_left_out"] = {
            "hits_at_10": float(np.mean([place < TOP for place in left_out])),
            "mrr": _mean_reciprocal(left_out),
        }
    return found


def _scored(task: NextStepTask, scorer: WayScorer, *, cold: bool) -> Iterator[tuple[int, Table]]:
    origins = list(task.asked)
    if cold:
        for origin in origins:
            yield origin, scorer.score(task.known.without(origin), np.array([origin]))[0]
        return
    for start in range(0, len(origins), _AT_ONCE):
        part = origins[start : start + _AT_ONCE]
        yield from zip(part, scorer.score(task.known, np.array(part)), strict=True)


def _places(scores: Table, targets: Numbers, left_out: Collection[int]) -> list[float]:
    """Return for each target how many candidates stand before it; a tie counts a half."""
    rivals = np.delete(scores, np.array(sorted({*left_out, *targets.tolist()}), dtype=np.int64))
    return [
        float((rivals > scores[target]).sum() + (rivals == scores[target]).sum() / 2)
        for target in targets
    ]


def _mean_reciprocal(ahead: Sequence[float]) -> float:
    return float(np.mean([1 / (1 + place) for place in ahead]))
