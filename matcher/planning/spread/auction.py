"""Openings that too many lists want get a price, and lists take what is best at the prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.ranges import numbers_within, ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.allocation.problem import Problem

STEP = 1e-3
"""A bid goes this much beyond indifference: a thousandth of a score, less than is ever shown."""
ONLY_WAY = 1e9


class Auction:
    """One auction: every open slot of a list bids for the opening that is worth most to it.

    The forward auction for transportation problems (bertsekas1989auction), in rounds: a slot bids
    what makes its best opening worth no more than the best that is left, and a step more. An
    opening with more bids than its budget keeps the highest; its price is the highest bid that was
    turned away, so an opening that turned nobody away costs nothing. A list that is longer than it
    must be gives up a slot for which nothing is worth its price.

    Parameters
    ----------
    problem
        Pairs with their scores.
    budget
        Shape (openings,), intp: in how many lists an opening may stand. All lists can have their
        least length within it.
    length
        How long a list is at most.
    least
        Shape (people,), intp: how long each has to be.
    seed
        Of the lots that decide between equal bids.
    """

    def __init__(
        self,
        problem: Problem,
        budget: NDArray[np.intp],
        length: int,
        least: NDArray[np.intp],
        seed: int,
    ) -> None:
        self._problem, self._budget, self._least = problem, budget, least
        # Pairs by person and place, so that those of one person are a range, and equals keep order.
        order = np.lexsort((problem.place, problem.person))
        self._pair, self._person = order, problem.person[order]
        self._place, self._score = problem.place[order], problem.score[order]
        there = np.bincount(self._person, minlength=problem.people)
        self._first = np.concatenate([[0], np.cumsum(there)])
        self._length = np.minimum(there, length)
        self._has = np.zeros(problem.people, dtype=np.intp)
        self._taken = np.zeros(problem.openings, dtype=np.intp)
        self._held = np.zeros(order.size, dtype=np.bool_)
        self._bid = np.zeros(order.size)
        lot = np.random.default_rng(seed).permutation(order.size)
        self._by_place = np.lexsort((lot, self._place))
        reach = np.bincount(self._place, minlength=problem.openings)
        self._first_at = np.concatenate([[0], np.cumsum(reach)])
        self.price = np.zeros(problem.openings)

    def run(self) -> NDArray[np.intp]:
        """Return the pairs that stand in lists when nobody bids any more.

        Raises
        ------
        ValueError
            The least lengths cannot be had within the budgets: prices rise without end.
        """
        # A price is passed on along a way from opening to opening, by a score and a step each.
        highest = 2.0 * (self._problem.openings + 1)
        bidding = np.flatnonzero(self._length > 0)
        while bidding.size:
            turned_away = self._turn_away(self._place_bids(bidding))
            if self.price.max() > highest:
                raise ValueError("The least lengths cannot be had within the budgets.")
            bidding = np.unique(self._person[turned_away])
        return self._pair[self._held]

    def _place_bids(self, bidding: NDArray[np.intp]) -> NDArray[np.intp]:
        """Fill the open slots of some people; return the openings that were bid for."""
        rows = ranges(self._first[bidding], self._first[bidding + 1])
        rows = rows[~self._held[rows]]
        worth = self._score[rows] - self.price[self._place[rows]]
        order = np.lexsort((-worth, self._person[rows]))
        rows, worth = rows[order], worth[order]
        who, number = self._person[rows], numbers_within(self._person[rows])
        self._give_up(who, (number < (self._length - self._has)[who]) & (worth < 0))

        open_slots = self._length - self._has
        chosen = number < open_slots[who]
        next_best = np.full(self._problem.people, -np.inf)
        runner_up = number == open_slots[who]
        next_best[who[runner_up]] = worth[runner_up]
        free = self._length > self._least
        next_best[free] = np.maximum(next_best[free], 0.0)

        made = rows[chosen]
        self._bid[made] = np.minimum(self._score[made] - next_best[who[chosen]] + STEP, ONLY_WAY)
        self._held[made] = True
        self._has += np.bincount(who[chosen], minlength=self._has.size)
        self._taken += np.bincount(self._place[made], minlength=self._taken.size)
        return np.unique(self._place[made])

    def _give_up(self, who: NDArray[np.intp], worthless: NDArray[np.bool_]) -> None:
        """Shorten lists by slots for which nothing is worth its price."""
        many = np.bincount(who[worthless], minlength=self._length.size)
        self._length -= np.minimum(many, self._length - self._least)

    def _turn_away(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        """Keep the highest bids of openings that have too many; return what is turned away."""
        full = places[self._taken[places] > self._budget[places]]
        rows = self._by_place[ranges(self._first_at[full], self._first_at[full + 1])]
        rows = rows[self._held[rows]]
        rows = rows[np.lexsort((-self._bid[rows], self._place[rows]))]
        at = self._place[rows]
        out = rows[numbers_within(at) >= self._budget[at]]
        self._held[out] = False
        np.maximum.at(self.price, self._place[out], self._bid[out])
        self._has -= np.bincount(self._person[out], minlength=self._has.size)
        self._taken -= np.bincount(self._place[out], minlength=self._taken.size)
        return out
