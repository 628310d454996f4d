"""Attacks on small releases whose answers can be worked out by hand."""

from __future__ import annotations

import pytest
from two_way_tables import two_way

from matcher.planning.release.attack import Attack, Possible
from matcher.planning.release.published import Published, behind, published, rounded
from matcher.planning.release.tables import Release, Sum

A, B, C, T = ("a",), ("b",), ("c",), ("t",)
PARTS = Sum(T, (A, B))


def seen(shown, hidden, *sums):
    return Published(shown, frozenset(hidden), sums)


def test_without_rounding_by_a_second_cell_a_small_part_is_the_rest_of_its_total():
    # 5 is 5 to 7 and so are both, so the part beside it is at most 2.
    what = Attack(seen({T: 5, A: 5}, [B], PARTS)).possible(B)
    assert what == Possible(0, 2)
    assert not what.protected


def test_a_part_beside_a_rounded_count_is_open_when_the_rounding_is_wide_enough():
    assert Attack(seen({T: 30, A: 25}, [B], PARTS)).possible(B) == Possible(1, 4)
    assert Attack(seen({T: 30, A: 25}, [B], PARTS)).possible(B).protected
    assert Attack(seen({T: 15, A: 5}, [B], PARTS)).possible(B) == Possible(6, 9)


def test_two_hidden_parts_share_what_is_left():
    attack = Attack(seen({T: 10}, [A, B], PARTS))
    assert attack.possible(A) == attack.possible(B) == Possible(0, 3)
    assert list(attack.found()) == []


def test_a_cell_that_is_found_is_named_with_what_it_can_be():
    three = Sum(T, (A, B, C))
    attack = Attack(seen({T: 5, A: 5}, [B, C], three))
    assert dict(attack.found()) == {B: Possible(0, 2), C: Possible(0, 2)}


def test_a_least_value_under_five_has_to_be_nought_or_one():
    assert Possible(1, 4).protected
    assert not Possible(2, 9).protected
    assert not Possible(4, 9).protected
    assert Possible(5, 8).protected
    assert not Possible(5, 7).protected


def test_whole_numbers_tell_more_than_fractions():
    # Twice a hidden count is the total: 2 a is 8 to 12, so that a is 4, 5 or 6 and not 4.5.
    attack = Attack(seen({T: 10}, [A, B, C], PARTS, Sum(A, (C,)), Sum(B, (C,))))
    assert attack.possible(C) == Possible(4, 6)


def test_counts_that_nothing_can_be_are_refused():
    with pytest.raises(ValueError, match="no table agrees"):
        Attack(seen({T: 5, A: 50}, [B], PARTS)).possible(B)


def test_a_release_without_sums_is_attacked_too():
    assert Attack(seen({}, [A])).possible(A) == Possible(0, 3)
    assert list(Attack(seen({}, [A])).found()) == []


def test_every_count_from_five_lies_behind_what_is_shown_of_it():
    for count in range(5, 200):
        low, high = behind(rounded(count))
        assert low <= count <= high
        assert rounded(count) % 5 == 0


def test_the_nearest_shown_total_is_offered():
    release = two_way("x", {("r", "c"): 2, ("r", "d"): 30, ("s", "c"): 20, ("s", "d"): 40})
    out = published(release, {("x", "r", "c"), ("x", "r", "all"), ("x", "all", "c")})
    assert out.wider(("x", "r", "c")) == ("x", "all", "all")
    assert published(release, {("x", "r", "c")}).wider(("x", "r", "c")) == ("x", "r", "all")
    assert published(release, set(release.counts)).wider(("x", "r", "c")) is None


@pytest.mark.parametrize(
    ("counts", "sums", "unlisted", "says"),
    [
        ({A: -1}, (), (), "never below 0"),
        ({A: 1, B: 1}, (PARTS,), (), "has no count"),
        ({A: 1, B: 1, T: 3}, (PARTS,), (), "is 3, its parts are 2"),
        ({A: 1}, (), (B,), "has no count"),
    ],
)
def test_counts_that_do_not_add_up_are_no_release(counts, sums, unlisted, says):
    with pytest.raises(ValueError, match=says):
        Release(counts, sums, frozenset(unlisted))
