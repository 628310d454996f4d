from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.evaluation.halves import Half


@given(st.text())
def test_a_row_is_in_one_half_by_the_parity_of_its_md5(row_id: str):
    even = int(hashlib.md5(row_id.encode("utf-8"), usedforsecurity=False).hexdigest(), 16) % 2 == 0

    assert Half.TUNE.holds(row_id) is even
    assert Half.TEST.holds(row_id) is not even
    assert Half.ALL.holds(row_id)


# md5("a") = 0cc1...2661 and md5("b") = 92eb...578f are odd, md5("") = d41d...427e is even.
@pytest.mark.parametrize(("row_id", "half"), [("a", "test"), ("b", "test"), ("", "tune")])
def test_known_rows(row_id: str, half: str):
    assert Half(half).holds(row_id)


def test_halves_are_of_about_one_size():
    tune = sum(Half.TUNE.holds(str(number)) for number in range(2_000))

    assert 900 < tune < 1_100
