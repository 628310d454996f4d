"""Rankings that a next-step ranking must beat, and a graph that makes no sense."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.occupations import Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matcher.evaluation.next_step_task import WayScorer
    from matcher.planning.register import Register
    from matcher.planning.way_graph import WayGraph

    Numbers = NDArray[np.int64]
    Table = NDArray[np.float32]


class Control(StrEnum):
    """What is measured instead of, or under, the ranking."""

    RANDOM = "random"
    CODE_NAME = "code-name"
    TWO_STEPS = "two-steps"
    SHUFFLED = "shuffled"


@dataclass(frozen=True)
class RandomScorer:
    """Scores drawn by chance."""

    seed: int

    def score(self, graph: WayGraph, rows: Numbers) -> Table:
        """Return numbers that mean nothing."""
        draws = [np.random.default_rng([self.seed, row]).random(len(graph)) for row in rows]
        return np.array(draws, dtype=np.float32)


@dataclass(frozen=True)
class CodeNameScorer:
    """How many leading digits two SSYK codes share (0 to 4), and the likeness of names."""

    register: Register

    def score(self, graph: WayGraph, rows: Numbers) -> Table:
        """Return digits in common plus likeness, whatever the graph."""
        codes = np.array([list(one.ssyk) for one in graph.occupations])
        same = np.cumprod(codes[rows][:, None] == codes[None], axis=2).sum(axis=2)
        return np.asarray(same + self.register.titles.values[rows], dtype=np.float32)


@dataclass(frozen=True)
class TwoStepScorer:
    """How many occupations are linked with both."""

    def score(self, graph: WayGraph, rows: Numbers) -> Table:
        """Return the count of shared neighbours."""
        return np.asarray((graph.links[rows] @ graph.links).todense(), dtype=np.float32)


def control_scorer(
    control: Control | None, ranking: WayScorer, register: Register, seed: int
) -> WayScorer:
    """Return what is measured under a control; the ranking itself where the graph is changed."""
    if control is Control.RANDOM:
        return RandomScorer(seed)
    if control is Control.CODE_NAME:
        return CodeNameScorer(register)
    return TwoStepScorer() if control is Control.TWO_STEPS else ranking


def shuffled(ways: Sequence[Way], seed: int) -> tuple[Way, ...]:
    """Return ways with their targets exchanged by chance; how many lead where stays the same."""
    order = np.random.default_rng(seed).permutation(len(ways))
    drawn = [
        Way(way.origin, ways[number].target, way.percentage)
        for way, number in zip(ways, order, strict=True)
    ]
    return tuple({(w.origin, w.target): w for w in drawn if w.origin != w.target}.values())
