from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from matcher.embedding.four_bit_table import FourBitTable, pack
from matcher.embedding.quantised import dequantise_q4_0


@pytest.fixture
def numbers() -> np.ndarray:
    return np.random.default_rng(3).normal(0, 0.1, (7, 64)).astype(np.float32)


def test_rows_come_out_near_what_went_in(numbers):
    found = pack(numbers).rows(np.arange(7))
    step = np.abs(numbers).reshape(7, 2, 32).max(axis=2) / 8
    error = np.abs(found - numbers).reshape(7, 2, 32).max(axis=2)
    assert np.all(error <= step * 1.01)


def test_what_is_four_bit_already_is_kept_exactly(numbers):
    once = pack(numbers).rows(np.arange(7))
    assert_array_equal(pack(once).rows(np.arange(7)), once)


def test_the_layout_is_that_of_the_packaged_weights(numbers):
    table = pack(numbers)
    raw = b"".join(
        scale.tobytes() + nibbles.tobytes()
        for scales, blocks in zip(table.scales, table.nibbles, strict=True)
        for scale, nibbles in zip(scales, blocks, strict=True)
    )
    assert_array_equal(dequantise_q4_0(raw, numbers.size), table.rows(np.arange(7)).ravel())


def test_rows_are_found_in_any_shape_and_order(numbers):
    table = pack(numbers)
    ids = np.array([[3, 3], [0, 6]])
    found = table.rows(ids)
    assert found.shape == (2, 2, 64)
    assert_array_equal(found[1, 1], table.rows(np.array([6]))[0])
    assert_array_equal(found[0, 0], found[0, 1])


def test_a_row_of_zeros_stays_zero():
    assert_allclose(pack(np.zeros((1, 32), dtype=np.float32)).rows(np.array([0])), 0)


def test_a_table_is_read_as_it_was_kept(numbers):
    table = pack(numbers)
    again = FourBitTable.read(table.tensors("words"), "words")
    assert_array_equal(again.rows(np.arange(7)), table.rows(np.arange(7)))
    with pytest.raises(KeyError):
        FourBitTable.read(table.tensors("words"), "bags")
