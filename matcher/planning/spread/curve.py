"""What spreading costs: Gini and nDCG from lists by score alone to openings that all have alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.spread.budgets import budgets
from matcher.planning.spread.figures import gini, ndcg
from matcher.planning.spread.lists import by_score, lengths, shown
from matcher.planning.spread.minimums import least_lengths
from matcher.planning.spread.spreading import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Problem
    from matcher.planning.spread.spreading import Spread

STRENGTHS = tuple(tenth / 10 for tenth in range(11))
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Figures:
    """What lists are like at one strength.

    Parameters
    ----------
    strength
        In [0, 1].
    gini, gini_openings
        Of exposure for each unit of weight, and for each opening whatever its weight; among
        openings that could stand in some list.
    ndcg, lowest_ndcg
        Mean over people who could have a list, and of the person who loses most.
    least
        The shortest list among people for whom there are at least as many openings as the minimum.
    too_short
        How many people have fewer than the minimum, and fewer than there are for them.
    slots
        How long all lists are together.
    seen
        How many openings stand in at least one list.
    largest_share
        Of all slots, the part that the opening has that stands in most lists.
    """

    strength: float
    gini: float
    gini_openings: float
    ndcg: float
    lowest_ndcg: float
    least: int
    too_short: int
    slots: int
    seen: int
    largest_share: float


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
    """

    problem: Problem
    weight: NDArray[np.intp]
    length: int
    minimum: int
    own: NDArray[np.intp] | None = None
    seed: int = 0
    _made: dict[float, tuple[Spread, Figures]] = field(default_factory=dict, repr=False)

    def at(self, strength: float) -> tuple[Spread, Figures]:
        """Return the lists at a strength, with their figures."""
        if strength not in self._made:
            allowed = budgets(self.problem, self._usual, self.weight, strength, self.own)
            made = spread(self.problem, allowed, self.length, self.minimum, self.seed)
            self._made[strength] = made, self._figures(strength, made)
        return self._made[strength]

    def curve(self) -> tuple[Figures, ...]:
        """Return the figures of strength 0 to 1 by tenths."""
        return tuple(self.at(strength)[1] for strength in STRENGTHS)

    def at_half_the_gini(self) -> Figures | None:
        """Return the figures of the weakest strength that halves the Gini by score alone.

        It is looked for by halving between the first tenth that does and the one before it, to a
        hundredth; ``None`` when even the strongest does not.
        """
        half = self.at(0.0)[1].gini / 2
        enough = next((one.strength for one in self.curve() if one.gini <= half), None)
        if not enough:
            return None if enough is None else self.at(enough)[1]
        high, low = round(enough * HUNDREDTHS), round((enough - STRENGTHS[1]) * HUNDREDTHS)
        while high - low > 1:
            middle = (high + low) // 2
            if self.at(middle / HUNDREDTHS)[1].gini <= half:
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

    def _figures(self, strength: float, made: Spread) -> Figures:
        times, there = shown(self.problem, made), self.reachable
        long, kept = lengths(self.problem, made), ndcg(self.problem, made, self.length)
        least = least_lengths(self.problem, self.minimum)
        enough = least >= max(self.minimum, 1)
        return Figures(
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
        )
