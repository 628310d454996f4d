"""Counts of lists as planners may see them: one release of all groups and of short lists.

An opening stands in a list of one person once, so how often it stands in lists is a count of
people; that of a group is its openings added up. All groups, by score and spread, are one release,
in which every opening has a cell of its own: what adds up to what is in it wholly.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.exposure import Exposed, ExposureBy, ExposureRow, FewPeople, WhyFew
from matcher.planning.release.hiding import publish
from matcher.planning.release.published import FEWEST
from matcher.planning.release.tables import Release, Sum, together
from matcher.planning.spread.lists import lengths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.domain.opening import Opening
    from matcher.planning.allocation.problem import Problem
    from matcher.planning.release.published import Published
    from matcher.planning.release.tables import Cell
    from matcher.planning.spread.groups import Groups
    from matcher.planning.spread.lists import Lists

BY_SCORE, SPREAD = "by_score", "spread"
ALL = "all"
_AROUND = (ExposureBy.STEP, ExposureBy.SECTOR, ExposureBy.AREA, ExposureBy.EMPLOYER)
"""Groups around an opening, the nearest first: a wider group is looked for in this order."""


@dataclass(frozen=True, slots=True)
class ShownExposure:
    """What planners see of lists.

    Parameters
    ----------
    by_score, spread
        All entries, rounded.
    """

    by_score: int | None
    spread: int | None
    rows: Mapping[ExposureBy, tuple[ExposureRow, ...]]
    few: FewPeople


def shown_exposure(
    problem: Problem,
    openings: Sequence[Opening],
    groups: Groups,
    lists: Mapping[str, Lists],
    why: Iterable[WhyFew],
    minimum: int,
) -> ShownExposure:
    """Return every group and the short lists, small counts hidden and the others rounded.

    Parameters
    ----------
    lists
        Those :data:`BY_SCORE` and those :data:`SPREAD`.
    why
        The reason of each person whose list is shorter than the minimum.
    """
    out = publish(exposure_release(problem, groups, lists, why, minimum))
    titles: dict[str, str] = {one.id: one.title for one in openings}
    rows = [_row(by, name, of, problem, titles, out) for (by, name), of in groups.items()]
    rows.sort(key=lambda one: (-(one.by_score.times or 0), -one.places, one.id))
    return ShownExposure(
        out.shown.get((BY_SCORE, ALL, ALL)),
        out.shown.get((SPREAD, ALL, ALL)),
        {by: tuple(one for one in rows if one.by is by) for by in ExposureBy},
        _few(out),
    )


def exposure_release(
    problem: Problem,
    groups: Groups,
    lists: Mapping[str, Lists],
    why: Iterable[WhyFew],
    minimum: int,
) -> Release:
    """Return the exact counts of everything that is shown together, with all that adds up.

    Parameters are those of :func:`shown_exposure`.
    """
    releases = [_entries(mode, problem, groups, made) for mode, made in lists.items()]
    long = lengths(problem, lists[SPREAD]).tolist()
    return together([*releases, _short(long, Counter(why), minimum)])


def _entries(mode: str, problem: Problem, groups: Groups, made: Lists) -> Release:
    """Return how often each group stands in lists; few people behind many entries are few too."""
    who, where = problem.person[made.listed], problem.place[made.listed]
    times = np.bincount(where, minlength=problem.openings)
    counts: dict[Cell, int] = {(mode, ALL, ALL): int(times.sum())}
    sums: list[Sum] = []
    unlisted: set[Cell] = set()
    for (by, name), of in groups.items():
        cell = (mode, by.value, name)
        counts[cell] = int(times[of].sum())
        if counts[cell] >= FEWEST > _people(who, where, of):
            unlisted.add(cell)
    for by in _AROUND:
        for (kind, name), of in groups.items():
            if kind is by:
                sums.append(Sum((mode, by.value, name), _openings(mode, groups, of)))
    for by in ExposureBy:
        parts = tuple((mode, by.value, name) for kind, name in groups if kind is by)
        sums.append(Sum((mode, ALL, ALL), parts))
    noughts = frozenset(cell for cell, count in counts.items() if not count)
    return Release(counts, tuple(sums), frozenset(unlisted), noughts)


def _people(who: NDArray[np.intp], where: NDArray[np.intp], of: Sequence[int]) -> int:
    return int(np.unique(who[np.isin(where, of)]).size)


def _openings(mode: str, groups: Groups, of: Sequence[int]) -> tuple[Cell, ...]:
    inside = set(of)
    return tuple(
        (mode, by.value, name)
        for (by, name), [at, *_] in groups.items()
        if by is ExposureBy.OPENING and at in inside
    )


def _short(long: Sequence[int], why: Mapping[WhyFew, int], minimum: int) -> Release:
    none = sum(one == 0 for one in long)
    few = sum(one < minimum for one in long)
    counts: dict[Cell, int] = {
        ("people", ALL): len(long),
        ("people", "enough"): len(long) - few,
        ("people", "few"): few,
    }
    sums = [Sum(("people", ALL), (("people", "enough"), ("people", "few")))]
    if few:
        counts |= {("few", "none"): none, ("few", "some"): few - none}
        counts |= {("why", one.value): why.get(one, 0) for one in WhyFew}
        sums.append(Sum(("people", "few"), (("few", "none"), ("few", "some"))))
        sums.append(Sum(("people", "few"), tuple(("why", one.value) for one in WhyFew)))
    noughts = {("people", "few")} if not few else set()
    return Release(counts, tuple(sums), noughts=frozenset(noughts))


def _row(
    by: ExposureBy,
    name: str,
    of: Sequence[int],
    problem: Problem,
    titles: Mapping[str, str],
    out: Published,
) -> ExposureRow:
    places = int(problem.capacity[of].sum())
    part = places / max(int(problem.capacity.sum()), 1)
    by_score, spread = (_exposed((mode, by.value, name), part, out) for mode in (BY_SCORE, SPREAD))
    title = titles[name] if by is ExposureBy.OPENING else ""
    return ExposureRow(by, name, title, len(of), places, part, by_score, spread)


def _exposed(cell: Cell, part: float, out: Published) -> Exposed:
    """Return what is shown of a group: its share is that of rounded counts and tells no more."""
    times, everything = out.shown.get(cell), out.shown.get((cell[0], ALL, ALL))
    if times is None:
        return Exposed(None, wider=_wider(cell, out))
    if not everything:
        return Exposed(times)
    share = min(times / everything, 1.0)
    return Exposed(times, share, share / part if part else None)


def _wider(cell: Cell, out: Published) -> tuple[ExposureBy | None, str] | None:
    found = out.wider(cell)
    if found is None:
        return None
    _, by, name = found
    return (None, "") if by == ALL else (ExposureBy(by), name)


def _few(out: Published) -> FewPeople:
    shown = out.shown
    return FewPeople(
        shown.get(("people", ALL)),
        shown.get(("people", "enough")),
        shown.get(("people", "few")),
        shown.get(("few", "none")),
        shown.get(("few", "some")),
        {one: shown.get(("why", one.value)) for one in WhyFew},
        nobody=shown.get(("people", "few")) == 0,
    )
