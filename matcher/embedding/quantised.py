"""Weights of four bits each: blocks of 32 that share one scale (the ``Q4_0`` layout of ggml)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS_PER_BLOCK = 32
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (WEIGHTS_PER_BLOCK // 2,))])
BYTES_PER_BLOCK = _BLOCK.itemsize
_ZERO = 8


def dequantise_q4_0(raw: bytes | memoryview, count: int) -> NDArray[np.float32]:
    """Turn ``Q4_0`` blocks into ordinary numbers.

    A block is a half-precision scale and 16 bytes: their low halves are weights 0 to 15, their
    high halves weights 16 to 31; a weight is ``(half - 8) * scale``.

    Parameters
    ----------
    raw
        The blocks, 18 bytes per 32 weights.
    count
        Number of weights, a multiple of 32.

    Returns
    -------
    NDArray[np.float32]
        Shape (count,).

    Raises
    ------
    ValueError
        The number of bytes does not fit the number of weights.

    Examples
    --------
    >>> block = np.float16(0.5).tobytes() + bytes([0x98]) + bytes([0x88] * 15)
    >>> dequantise_q4_0(block, 32)[[0, 1, 16]].tolist()
    [0.0, 0.0, 0.5]
    """
    if count % WEIGHTS_PER_BLOCK or len(raw) != count // WEIGHTS_PER_BLOCK * BYTES_PER_BLOCK:
        raise ValueError(f"{len(raw)} bytes do not hold {count} four-bit weights")
    blocks = np.frombuffer(raw, dtype=_BLOCK)
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32)
    weights -= _ZERO
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(count)
