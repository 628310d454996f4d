"""What spreading costs: Gini and nDCG from lists by score alone to openings that all have alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.spread import SpreadPoint
from matcher.planning.spread.budgets import budgets
from matcher.planning.spread.figures import gini, ndcg
from matcher.planning.spread.lists import by_score, lengths, shown
from matcher.planning.spread.minimums import least_lengths
from matcher.planning.spread.spreading import spread
from matcher.planning.spread.suggested import as_suggested, no_kinds, suggested_figures

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Problem
    from matcher.planning.spread.lists import Lists
    from matcher.planning.spread.spreading import Spread
    from matcher.planning.spread.suggested import Kinds

STRENGTHS = tuple(tenth / 10 for tenth in range(11))
HUNDREDTHS = 100
ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Spreading:
    """Lists of one programme at any strength.

    Parameters
    ----------
    problem
        Pairs with their scores.
    weight
        Shape (openings,), above 0: what an opening's budget goes by.
    length, minimum
        How long a list is at most, and at least where there are so many openings.
    own
        Shape (openings,): in how many lists an opening may stand at most by its own word.
    seed
        Of the lots between equals.
    kinds
        What suggested lists are varied by; ``None`` is by nothing.
    """

    problem: Problem
    weight: NDArray[np.intp]
    length: int
    minimum: int
    own: NDArray[np.intp] | None = None
    seed: int = 0
    kinds: Kinds | None = None
    _made: dict[float, tuple[Spread, SpreadPoint]] = field(default_factory=dict, repr=False)

    def at(self, strength: float) -> tuple[Spread, SpreadPoint]:
        """Return the lists at a strength, with their figures."""
        if strength not in self._made:
            allowed = budgets(self.problem, self._usual, self.weight, strength, self.own)
            made = spread(self.problem, allowed, self.length, self.minimum, self.seed)
            self._made[strength] = made, self._point(strength, made)
        return self._made[strength]

    def curve(self) -> tuple[SpreadPoint, ...]:
        """Return the figures of strength 0 to 1 by tenths."""
        return tuple(self.at(strength)[1] for strength in STRENGTHS)

    def at_half_the_gini(self, *, suggested: bool = False) -> SpreadPoint | None:
        """Return the figures of the weakest strength that halves the Gini by score alone.

        It is looked for by halving between the first tenth that does and the one before it, to a
        hundredth; ``None`` when even the strongest does not.

        Parameters
        ----------
        suggested
            Halve that of suggested lists, which prices spread less than the lists they come from.
        """

        def gini_of(point: SpreadPoint) -> float:
            return point.suggested.gini if suggested else point.gini

        half = gini_of(self.at(0.0)[1]) / 2 + ROUNDING
        enough = next((one.strength for one in self.curve() if gini_of(one) <= half), None)
        if not enough:
            return None if enough is None else self.at(enough)[1]
        high, low = round(enough * HUNDREDTHS), round((enough - STRENGTHS[1]) * HUNDREDTHS)
        while high - low > 1:
            middle = (high + low) // 2
            if gini_of(self.at(middle / HUNDREDTHS)[1]) <= half:
                high = middle
            else:
                low = middle
        return self.at(high / HUNDREDTHS)[1]

    @cached_property
    def reachable(self) -> NDArray[np.bool_]:
        """Which openings could stand in some list."""
        return np.bincount(self.problem.place, minlength=self.problem.openings) > 0

    @cached_property
    def _usual(self) -> NDArray[np.intp]:
        return shown(self.problem, by_score(self.problem, self.length))

    @cached_property
    def _kinds(self) -> Kinds:
        return no_kinds(self.problem) if self.kinds is None else self.kinds

    @cached_property
    def _suggested_by_score(self) -> Lists:
        return self._suggested(np.zeros(self.problem.openings))

    def _suggested(self, price: NDArray[np.float64]) -> Lists:
        return as_suggested(self.problem, self._kinds, price, self.length, self.minimum)

    def _point(self, strength: float, made: Spread) -> SpreadPoint:
        times, there = shown(self.problem, made), self.reachable
        long, kept = lengths(self.problem, made), ndcg(self.problem, made, self.length)
        least = least_lengths(self.problem, self.minimum)
        enough = least >= max(self.minimum, 1)
        return SpreadPoint(
            strength=strength,
            gini=gini(times[there], self.weight[there]),
            gini_openings=gini(times[there], np.ones(there.sum(), dtype=np.intp)),
            ndcg=float(kept.mean()) if kept.size else 1.0,
            lowest_ndcg=float(kept.min(initial=1.0)),
            least=int(long[enough].min()) if enough.any() else 0,
            too_short=int((long < least).sum()),
            slots=int(times.sum()),
            seen=int((times > 0).sum()),
            largest_share=float(times.max(initial=0) / max(times.sum(), 1)),
            suggested=suggested_figures(
                self.problem,
                self._suggested(made.price),
                self._suggested_by_score,
                self.weight,
                self.minimum,
            ),
        )
