"""Seats one by one, the cheapest placement first; then swaps as long as they help."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from matcher.planning.unlock.paths import Entry, cheapest_path, moved
from matcher.planning.unlock.problem import Programme

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.unlock.problem import Limits, TrainingProblem

_WEEK = 1e-4


@dataclass(frozen=True, eq=False)
class Tables:
    """A problem as tables of people by openings.

    Parameters
    ----------
    possible
        Shape (people, openings), bool: pairs that need no training.
    opened
        Shape (ways, people, openings), bool: pairs that a way of training opens.
    capacity
        Shape (openings,), intp: places.
    """

    possible: NDArray[np.bool_]
    opened: NDArray[np.bool_]
    capacity: NDArray[np.intp]

    def of(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Tables:
        """Return the tables of some people, who may stand more than once, and some openings."""
        return Tables(
            self.possible[np.ix_(rows, columns)],
            self.opened[:, rows][:, :, columns],
            self.capacity[columns],
        )

    def without_training(self) -> Programme:
        """Return a largest matching of the people as they are."""
        places = np.repeat(np.arange(len(self.capacity)), self.capacity)
        matched = _largest_matching(self.possible[:, places])
        place = np.full(len(self.possible), -1, dtype=np.intp)
        has = matched >= 0
        place[has] = places[matched[has]]
        return Programme(place, np.full(len(place), -1, dtype=np.intp))


def _largest_matching(allowed: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the column of each row in a largest matching, or -1."""
    row, column = np.nonzero(allowed)
    ends = np.bincount(row, minlength=len(allowed)).cumsum()
    # Its rows are known here; finding them from a table again takes half of a resample.
    pairs = csr_array((np.ones(len(row)), column, np.append(0, ends)), shape=allowed.shape)
    found: NDArray[np.intp] = maximum_bipartite_matching(pairs, perm_type="column")
    return found


def tables_of(problem: TrainingProblem) -> Tables:
    """Return a problem as tables."""
    shape = (problem.people, problem.openings)
    possible = np.zeros(shape, dtype=bool)
    possible[problem.person, problem.place] = True
    opened = np.zeros((problem.limits.ways, *shape), dtype=bool)
    opened[problem.new_way, problem.new_person, problem.new_place] = True
    return Tables(possible, opened & ~possible, problem.capacity)


def filled(tables: Tables, begin: Programme, limits: Limits) -> Programme:
    """Place one more person after the other as long as seats and money last.

    Parameters
    ----------
    begin
        Where to begin.
    """
    entry, found = Entry(tables.possible, tables.opened, _prices(limits)), begin
    for _ in range(len(begin.place)):
        longer = _one_more(tables, entry, found, limits)
        if longer is None:
            return found
        found = longer
    return found


def _one_more(tables: Tables, entry: Entry, found: Programme, limits: Limits) -> Programme | None:
    """Place one more person; a way that takes more seats than there are is looked for without."""
    free = limits.one_more(limits.seats_of(found))
    while True:
        entry.open_only(free)
        moves = cheapest_path(found, entry, tables.capacity)
        if moves is None:
            return None
        longer = moved(found, moves)
        if limits.allow(limits.seats_of(longer)):
            return longer
        taken, cost = Counter(way for _, _, way in moves if way >= 0), limits.cost_of_ways
        free[max(taken, key=lambda one: (taken[one], cost[one]))] = False


def _prices(limits: Limits) -> NDArray[np.float64]:
    """Price the seats of a way, and the money where it is short; shorter ways a little less."""
    prices = 1.0 + _WEEK * limits.weeks
    if limits.budget is not None and limits.cost.max(initial=0.0) > 0:
        prices = prices + len(limits.weeks) * limits.cost / limits.cost.max()
    return np.asarray(limits.takes @ prices)


def greedy_with_swaps(problem: TrainingProblem) -> Programme:
    """Choose trainings and seats: the cheapest placement first, then swaps of one seat.

    A swap takes a seat from one training, gives those of a way instead, and fills up what is left.
    The first one that places more people is kept, until there is none.
    """
    tables = tables_of(problem)
    begin = tables.without_training()
    best = filled(tables, begin, problem.limits)
    while True:
        better = _swapped(problem, tables, begin, best)
        if better is None:
            return best
        best = better


def _swapped(
    problem: TrainingProblem, tables: Tables, begin: Programme, best: Programme
) -> Programme | None:
    limits = problem.limits
    seats = limits.seats_of(best)
    for less in np.flatnonzero(seats):
        for more in limits.takes:
            tried = seats + more
            tried[less] -= 1
            if (tried == seats).all() or not limits.allow(tried):
                continue
            with_them = filled(tables, begin, replace(limits, most=tried))
            others = limits.most.copy()
            others[less] = tried[less]
            found = filled(tables, with_them, replace(limits, most=others))
            if found.placements > best.placements:
                return found
    return None


def programme_with(
    tables: Tables, seats: NDArray[np.intp], limits: Limits, begin: Programme | None = None
) -> Programme:
    """Return the placements with a given number of seats in each training.

    The seats are there, so it does not matter which is filled first: those who can take an empty
    place at once do, and paths are looked for only for the rest.
    """
    bought = replace(limits, most=seats, seats=int(seats.sum()), budget=None)
    start = _at_once(tables, begin or tables.without_training(), seats, limits.takes)
    return filled(tables, start, bought)


def _at_once(
    tables: Tables, begin: Programme, seats: NDArray[np.intp], takes: NDArray[np.intp]
) -> Programme:
    """Let people without a place take empty ones, way by way."""
    place, way, left = begin.place.copy(), begin.way.copy(), seats.copy()
    for one in np.argsort(tables.opened.any(axis=2).sum(axis=1), kind="stable"):
        waiting = np.flatnonzero(place < 0)
        empty = tables.capacity - np.bincount(place[place >= 0], minlength=len(tables.capacity))
        places = np.repeat(np.arange(len(empty)), empty)
        room = int(left[takes[one] > 0].min(initial=len(waiting)))
        if not (room and len(waiting) and len(places)):
            continue
        matched = _largest_matching(tables.opened[one][np.ix_(waiting, places)])
        rows = np.flatnonzero(matched >= 0)[:room]
        place[waiting[rows]], way[waiting[rows]] = places[matched[rows]], one
        left -= len(rows) * takes[one]
    return Programme(place, way)
