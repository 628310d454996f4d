from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from matcher.embedding.quantised import dequantise_q4_0


def test_low_halves_come_first_and_high_halves_after():
    block = np.float16(0.25).tobytes() + bytes([0x1F]) + bytes([0x88] * 14) + bytes([0xF0])

    weights = dequantise_q4_0(block, 32)

    assert weights.dtype == np.float32
    assert weights[0] == (15 - 8) * 0.25
    assert weights[15] == (0 - 8) * 0.25
    assert weights[16] == (1 - 8) * 0.25
    assert weights[31] == (15 - 8) * 0.25
    assert_allclose(weights[1:15], 0)


def test_each_block_has_its_own_scale():
    blocks = b"".join(np.float16(scale).tobytes() + bytes([0x99] * 16) for scale in (0.5, 2.0))

    weights = dequantise_q4_0(blocks, 64)

    assert_allclose(weights, [0.5] * 32 + [2.0] * 32)


@pytest.mark.parametrize(("size", "count"), [(17, 32), (18, 64), (18, 31), (36, 32)])
def test_a_wrong_number_of_bytes_is_refused(size: int, count: int):
    with pytest.raises(ValueError, match="four-bit weights"):
        dequantise_q4_0(bytes(size), count)
