"""Whoever has one release of planner tables cannot find a hidden cell.

The attacker here is written anew over what is published, with nothing of the product's own attack:
an integer linear programme for the least and the largest value that a cell can have.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from often import often
from scipy.optimize import linprog
from two_way_tables import two_way

from matcher.planning.release.hiding import publish
from matcher.planning.release.published import published
from matcher.planning.release.tables import Release, Sum, together

SMALL = st.one_of(st.integers(0, 9), st.integers(0, 60))


def reach(out, cell, *, most=None):
    """Return the least and the largest value of a cell over all tables that agree with `out`."""
    cells = [*out.shown, *sorted(out.hidden)]
    bounds = []
    for one in cells:
        if one in out.shown:
            near = max(5, out.shown[one] - 2), out.shown[one] + 2
            bounds.append(near if out.shown[one] else (0, 0))
        else:
            bounds.append((0, most if one == cell else None))
    adds = [[one.parts.count(c) - (c == one.total) for c in cells] for one in out.sums]
    ends = []
    for sign in (1, -1):
        aim = [sign * (one == cell) for one in cells]
        found = linprog(
            aim,
            A_eq=np.array(adds) if adds else None,
            b_eq=np.zeros(len(adds)) if adds else None,
            bounds=bounds,
            integrality=np.ones(len(cells)),
        )
        ends.append(sign * found.fun if found.status == 0 else np.inf)
    return ends


@st.composite
def tables(draw, name="hired"):
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    pairs = [(f"r{r}", f"c{c}") for r, c in product(range(rows), range(columns))]
    return two_way(name, {pair: draw(SMALL) for pair in pairs})


@st.composite
def linked_tables(draw):
    """Area by trade and area by quarter, of the same people: the areas are one margin."""
    first = draw(tables())
    areas = [cell[1] for cell in first.counts if cell[2] == "all" and cell[1] != "all"]
    counts, sums = {}, []
    for area in areas:
        whole = first.counts["hired", area, "all"]
        early = draw(st.integers(0, whole))
        parts = ("hired", area, "early"), ("hired", area, "late")
        counts |= dict(zip(parts, (early, whole - early), strict=True))
        counts["hired", area, "all"] = whole
        sums.append(Sum(("hired", area, "all"), parts))
    return together([first, Release(counts, tuple(sums))])


@st.composite
def parts_of_a_whole(draw):
    """Quarters, years and all of two figures, one of which is a part of the other."""
    counts, sums = {}, []
    quarters = [f"{year}-Q{q}" for year in (1, 2) for q in range(1, draw(st.integers(2, 3)) + 1)]
    for quarter in quarters:
        parts = [(name, quarter) for name in ("employed", "ended")]
        counts |= {part: draw(SMALL) for part in parts}
        counts["started", quarter] = sum(counts[part] for part in parts)
        sums.append(Sum(("started", quarter), tuple(parts)))
    for name in ("employed", "ended", "started"):
        for year in "12":
            parts = tuple((name, quarter) for quarter in quarters if quarter[0] == year)
            counts[name, year] = sum(counts[part] for part in parts)
            sums.append(Sum((name, year), parts))
        counts[name, "all"] = counts[name, "1"] + counts[name, "2"]
        sums.append(Sum((name, "all"), ((name, "1"), (name, "2"))))
    sums += [
        Sum(("started", time), (("employed", time), ("ended", time))) for time in ("1", "2", "all")
    ]
    rest = draw(SMALL)
    counts["people", "all"], counts["rest", "all"] = counts["started", "all"] + rest, rest
    sums.append(Sum(("people", "all"), (("started", "all"), ("rest", "all"))))
    return Release(counts, tuple(sums), frozenset([("rest", "all")]))


@often(40)
@given(st.one_of(tables(), linked_tables(), parts_of_a_whole()), st.booleans())
def test_no_hidden_cell_of_a_release_is_found_by_linear_programming(release, noughts):
    if noughts:
        release = replace(release, noughts=frozenset(release.counts) - release.unlisted)
    out = publish(release)
    for cell in out.hidden:
        truth = release.counts[cell]
        # In whole numbers, which tell most, and by who guesses rightly that one is under five.
        low, high = reach(out, cell, most=4 if truth < 5 else None)
        assert low <= truth <= high
        assert high - low >= 3
    _few_and_complements_are_hidden(release, out)


def _few_and_complements_are_hidden(release, out):
    assert out.shown.keys() | out.hidden == release.counts.keys()
    for cell, count in out.shown.items():
        assert release.counts[cell] >= 5 or (count == 0 and cell in release.noughts)
        assert abs(count - release.counts[cell]) <= 2
    for one in out.sums:
        if len(one.parts) > 1 and not release.unlisted.intersection(one):
            assert len(out.hidden.intersection(one)) != 1


def test_the_attacker_of_these_tests_finds_a_cell_that_is_hidden_alone():
    release = two_way("hired", {("r", "c"): 2, ("r", "d"): 5, ("s", "c"): 5, ("s", "d"): 40})
    alone = published(release, {("hired", "r", "c")})
    assert reach(alone, ("hired", "r", "c")) == [0, 2]
    out = publish(release)
    assert ("hired", "r", "c") in out.hidden
    assert len(out.hidden) > 1


def test_nothing_is_hidden_where_nobody_is_few():
    release = two_way("hired", {("r", "c"): 12, ("r", "d"): 25})
    assert publish(release).hidden == frozenset()


def test_where_a_total_is_as_small_as_its_parts_the_table_is_hidden_wholly():
    release = two_way("hired", {("r", "c"): 1, ("r", "d"): 2})
    assert publish(release).shown == {}


def test_the_whole_stays_when_parts_are_few():
    out = publish(two_way("hired", {("r", "c"): 4, ("r", "d"): 9, ("r", "e"): 30}))
    assert out.hidden >= {("hired", "r", "c"), ("hired", "r", "d")}
    assert out.shown["hired", "r", "e"] == 30
    assert out.shown["hired", "all", "all"] == 45


def test_nobody_is_shown_only_where_that_says_nothing_of_anybody():
    release = two_way("hired", {("r", "c"): 0, ("r", "d"): 25})
    assert ("hired", "r", "c") in publish(release).hidden
    out = publish(replace(release, noughts=frozenset(release.counts)))
    assert out.shown["hired", "r", "c"] == 0
    assert out.hidden == frozenset()


def test_what_follows_from_the_sums_alone_has_no_place_in_a_release():
    nobody = ("nobody",)
    sums = Sum(("t",), (("a",), nobody)), Sum(("t",), (("a",),))
    release = Release({("t",): 7, ("a",): 7, nobody: 0}, sums)
    with pytest.raises(ValueError, match="leave it out"):
        publish(release)


def test_one_cell_has_one_count_in_every_table():
    with pytest.raises(ValueError, match="in one table"):
        together([Release({("a",): 1}), Release({("a",): 2})])
