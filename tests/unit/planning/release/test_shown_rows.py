"""Rows of one total: attacked with an integer programme that shares no code with the rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from often import often

from matcher.planning.release.attack import WIDTH, Attack
from matcher.planning.release.published import FEWEST, Published, behind
from matcher.planning.release.rows import publish_rows
from matcher.planning.release.shortage import Shortage, all_of, shortage
from matcher.planning.release.tables import Sum

PARTS = ("able", "soon", "unknown", "not")


@st.composite
def divided(draw):
    """Return how many people there are, and some rows that divide them."""
    people = draw(st.integers(5, 60))
    rows = {}
    for number in range(draw(st.integers(1, 5))):
        cuts = sorted(draw(st.lists(st.integers(0, people), min_size=3, max_size=3)))
        ends = (*cuts, people)
        starts = (0, *cuts)
        counts = [end - start for start, end in zip(starts, ends, strict=True)]
        rows["row", str(number)] = dict(zip(PARTS, counts, strict=True))
    return people, rows


def as_published(out):
    """Return what a reader of the rows has, as the attack takes it."""
    shown = {("people",): out.people}
    hidden, sums = set(), []
    for cell, row in out.rows.items():
        shown |= {(*cell, part): count for part, count in row.shown.items()}
        hidden |= {(*cell, part) for part in row.hidden}
        sums.append(Sum(("people",), tuple((*cell, part) for part in PARTS)))
    return Published(shown, frozenset(hidden), tuple(sums))


@often(60)
@given(divided())
def test_no_hidden_cell_is_found_by_whoever_has_all_rows(table):
    people, rows = table
    out = publish_rows(people, rows)
    attack = Attack(as_published(out))

    assert list(attack.found()) == []
    for cell, row in out.rows.items():
        for part in row.hidden:
            possible = attack.possible((*cell, part))
            assert possible.low == 0
            assert possible.high == min(row.most, WIDTH)


@often(200)
@given(divided())
def test_what_is_shown_is_right_and_what_is_hidden_can_be_what_it_is(table):
    people, rows = table
    out = publish_rows(people, rows)

    for cell, parts in rows.items():
        row = out.rows[cell]
        assert row.shown.keys() | row.hidden == set(PARTS)
        assert len(row.hidden) != 1
        for part, count in parts.items():
            low, high = row.bounds(part)
            assert low <= count <= high
            if part in row.shown:
                low, high = behind(row.shown[part])
                assert FEWEST <= low <= count <= high
                assert row.shown[part] % 5 == 0


def test_nothing_is_shown_of_fewer_than_five():
    out = publish_rows(4, {("row",): {"able": 4, "not": 0}})

    assert out.people is None
    assert out.rows["row",].shown == {}
    assert shortage(9, out.rows["row",], out.people, "able") == Shortage(None, 5, 9)


def test_more_is_hidden_where_whole_rows_narrow_the_total():
    rows = {
        ("whole",): {"able": 6, "soon": 6, "unknown": 0, "not": 0},
        ("other",): {"able": 12, "soon": 0, "unknown": 0, "not": 0},
    }

    out = publish_rows(12, rows)

    assert out.rows["other",].most >= WIDTH
    assert list(Attack(as_published(out)).found()) == []


@pytest.mark.parametrize("parts", [{"able": 3, "not": 3}, {"able": -1, "not": 8}])
def test_a_row_that_does_not_divide_the_people_is_refused(parts):
    with pytest.raises(ValueError, match="does not divide 7 people"):
        publish_rows(7, {("row",): parts})


def test_a_shortage_rests_on_what_is_shown_alone():
    one, other = (
        publish_rows(100, {("row",): {"able": able, "not": 100 - able}}).rows["row",]
        for able in (8, 12)
    )

    assert shortage(20, one, 100, "able") == shortage(20, other, 100, "able")


def test_where_the_count_is_hidden_the_shortage_is_what_it_can_be():
    row = publish_rows(100, {("row",): {"able": 2, "soon": 3, "not": 95}}).rows["row",]

    found = shortage(12, row, 100, "able")

    assert (found.value, found.high) == (None, 12)
    assert found.low == 12 - row.most
    assert shortage(0, row, 100, "able") == Shortage(0, 0, 0)


def test_everybody_and_nobody_are_as_many_in_every_programme():
    row = publish_rows(20, {("row",): {"able": 20}}).rows["row",]

    assert shortage(25, row, 20, "able") == Shortage(5, 5, 5)


def test_a_group_is_its_jobs_and_the_places_of_none():
    known, open_ = Shortage(4, 2, 6), Shortage(None, 0, 3)

    assert all_of([known, known], 5) == Shortage(13, 9, 17)
    assert all_of([known, open_]) == Shortage(None, 2, 9)
    assert all_of([]) == Shortage(0, 0, 0)
