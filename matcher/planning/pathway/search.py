"""The best ways through a graph, by any cost that adds up: the first of them is the shortest.

What is left from every job to the goal is found first, from the goal backwards (Dijkstra). Ways
are then lengthened in the order of what they cost so far and what is left. So each way without a
job that comes twice is met once, and they are met in order.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from matcher.planning.pathway.legs import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matcher.domain.ids import StepId
    from matcher.planning.pathway.legs import Leg

    Cost = tuple[int, ...]
    CostOf = Callable[[Leg], Cost]

_START = ""


def best_ways(legs: Sequence[Leg], goal: StepId, cost_of: CostOf, most: int) -> tuple[Way, ...]:
    """Return the cheapest ways to a goal, at most ``most``, the cheapest first.

    Parameters
    ----------
    legs
        All moves. Several may lead from one job to the same next one.
    cost_of
        What a move costs: whole numbers of at least 0, the same count for each move, with one
        above 0. They add up over a way and are compared from the left.
    """
    left = costs_left(legs, goal, cost_of)
    if _START not in left:
        return ()
    onward: defaultdict[str, list[Leg]] = defaultdict(list)
    for leg in legs:
        onward[leg.origin or _START].append(leg)
    # Equal costs are ordered by the names of the moves, so that every run answers the same.
    heap: list[tuple[Cost, tuple[str, ...], Cost, tuple[Leg, ...]]] = []
    heappush(heap, (left[_START], (), _nothing(left[_START]), ()))
    found: list[Way] = []
    while heap and len(found) < most:
        _, names, spent, path = heappop(heap)
        at = path[-1].to.id if path else _START
        if at == goal:
            found.append(Way(path))
            continue
        held = {leg.to.id for leg in path}
        for leg in onward[at]:
            if leg.to.id in held or leg.to.id not in left:
                continue
            cost = _sum(spent, cost_of(leg))
            heappush(
                heap,
                (_sum(cost, left[leg.to.id]), (*names, leg.id), cost, (*path, leg)),
            )
    return tuple(found)


def costs_left(legs: Sequence[Leg], goal: StepId, cost_of: CostOf) -> Mapping[str, Cost]:
    """Return the least cost from each job to the goal; ``""`` is where the person is.

    Jobs from which no way leads to the goal are left out.
    """
    into: defaultdict[str, list[Leg]] = defaultdict(list)
    for leg in legs:
        into[leg.to.id].append(leg)
    if not into[goal]:
        return {}
    heap: list[tuple[Cost, str]] = [(_nothing(cost_of(into[goal][0])), goal)]
    left: dict[str, Cost] = {}
    while heap:
        cost, at = heappop(heap)
        if at in left:
            continue
        left[at] = cost
        for leg in into.get(at, ()):
            before = leg.origin or _START
            if before not in left:
                heappush(heap, (_sum(cost, cost_of(leg)), before))
    return left


def _sum(one: Cost, other: Cost) -> Cost:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _nothing(like: Cost) -> Cost:
    return tuple(0 for _ in like)
