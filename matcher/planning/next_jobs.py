"""Jobs people move on to from one occupation: the known ones, and proposals with their grounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.errors import NotFound
from matcher.planning.next_step_grounds import Grounds

if TYPE_CHECKING:
    from matcher.planning.next_step import NextStepScorer
    from matcher.planning.next_step_grounds import Ground
    from matcher.planning.occupations import Occupation
    from matcher.planning.way_graph import WayGraph


@dataclass(frozen=True, slots=True)
class KnownWay:
    """A way that the register itself names, with how much of the work one can do."""

    occupation: Occupation
    percentage: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """An occupation that people may move on to, though no known way says so.

    Parameters
    ----------
    occupation
        Where to.
    score
        In [0, 1]; orders the list and is no chance.
    grounds
        What adds to the score, most first.
    back
        Percentage of the known way in the other direction; ``None`` when there is none.
    """

    occupation: Occupation
    score: float
    grounds: tuple[Ground, ...]
    back: int | None = None


class NextJobs:
    """Answers for the occupations of one graph.

    Parameters
    ----------
    graph
        Known ways.
    scorer
        Ranks the others.
    """

    def __init__(self, graph: WayGraph, scorer: NextStepScorer) -> None:
        self._graph = graph
        self._scorer = scorer

    def find(self, name: str) -> Occupation:
        """Return the occupation with this concept id or Swedish name.

        Raises
        ------
        NotFound
            There is none; the message names those that are near.
        """
        wanted = name.strip().casefold()
        for one in self._graph.occupations:
            if name.strip() == one.id or wanted == one.label.casefold():
                return one
        near = [o.label for o in self._graph.occupations if wanted and wanted in o.label.casefold()]
        hint = f" Near it: {', '.join(near[:5])}." if near else ""
        raise NotFound(
            f"There is no occupation {name!r} in the table, by concept id or Swedish "
            f"name.{hint} Write a part of the name to see those that hold it."
        )

    def known(self, occupation: Occupation) -> tuple[KnownWay, ...]:
        """Return the known ways onward, most of the work first."""
        number = self._graph.place[occupation.id]
        found = [
            KnownWay(self._graph.occupations[target], self._graph.percentages[number, int(target)])
            for target in self._graph.onward(number)
        ]
        return tuple(sorted(found, key=lambda way: (-way.percentage, way.occupation.label)))

    def proposals(self, occupation: Occupation, top: int) -> tuple[Proposal, ...]:
        """Return the best occupations that no known way leads to, at most ``top`` of them."""
        number = self._graph.place[occupation.id]
        scores = self._scorer.score(self._graph, np.array([number]))[0].astype(np.float64)
        scores[[number, *self._graph.onward(number)]] = -1
        best = [int(one) for one in np.argsort(-scores, kind="stable")[:top] if scores[one] >= 0]
        added = self._scorer.contributions(self._graph, number, np.array(best, dtype=np.int64))
        grounds = Grounds(self._scorer.register, self._graph, number)
        return tuple(
            Proposal(
                self._graph.occupations[target],
                float(scores[target]),
                grounds.of(target, worth),
                self._graph.percentages.get((target, number)),
            )
            for target, worth in zip(best, added, strict=True)
        )
