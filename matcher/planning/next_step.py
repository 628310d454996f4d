"""Which jobs people move on to: occupations ranked by one additive score."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.next_step_features import next_step_features

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from matcher.planning.next_step_weights import NextStepWeights
    from matcher.planning.register import Register
    from matcher.planning.way_graph import WayGraph

    Rows = NDArray[np.int64]
    Table = NDArray[np.float32]


class NextStepScorer:
    """Scores the ways from an occupation to all others.

    Parameters
    ----------
    register
        n occupations.
    weights
        Rules of the score.
    """

    def __init__(self, register: Register, weights: NextStepWeights) -> None:
        self.register = register
        self.weights = weights

    def score(self, graph: WayGraph, rows: Rows) -> Table:
        """Return scores in [0, 1], shape (rows, n); higher is more likely a next job."""
        features = next_step_features(self.register, graph, rows)
        known = graph.degree[rows] > 0
        score = np.zeros((len(rows), len(graph)), dtype=np.float32)
        for name, values in features.items():
            weight = np.where(known, self.weights.known[name], self.weights.new[name])
            score += weight[:, None].astype(np.float32) * values
        return score

    def contributions(
        self, graph: WayGraph, origin: int, targets: NDArray[np.int64]
    ) -> list[Mapping[str, float]]:
        """Return for each target what each feature adds to its score; they sum to it."""
        features = next_step_features(self.register, graph, np.array([origin]))
        weights = self.weights.known if graph.degree[origin] > 0 else self.weights.new
        return [
            {name: weights[name] * float(features[name][0, target]) for name in features}
            for target in targets
        ]
