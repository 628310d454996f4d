"""A table of vectors kept as four-bit numbers; only the rows asked for are unpacked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.embedding.quantised import WEIGHTS_PER_BLOCK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_HALF = WEIGHTS_PER_BLOCK // 2
_ZERO = 8


@dataclass(frozen=True)
class FourBitTable:
    """Rows of blocks of 32 weights that share one scale, as in ``Q4_0``.

    Parameters
    ----------
    scales
        Shape (rows, blocks), float16.
    nibbles
        Shape (rows, blocks, 16), uint8: low halves are weights 0 to 15 of a block, high halves 16
        to 31; a weight is ``(half - 8) * scale``.
    """

    scales: NDArray[np.float16]
    nibbles: NDArray[np.uint8]

    @property
    def width(self) -> int:
        """Length of a row."""
        return int(self.scales.shape[1]) * WEIGHTS_PER_BLOCK

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return rows.

        Parameters
        ----------
        ids
            Any shape.

        Returns
        -------
        NDArray[np.float32]
            Shape of ``ids`` and one axis of ``width`` more.

        Examples
        --------
        >>> table = pack(np.array([[-4.0] + [0.0] * 31], dtype=np.float32))
        >>> table.rows(np.array([0]))[0, :2].tolist()
        [-4.0, 0.0]
        """
        distinct, where = np.unique(ids, return_inverse=True)
        packed = self.nibbles[distinct]
        halves = np.concatenate([packed & 0x0F, packed >> 4], axis=-1).astype(np.float32)
        halves -= _ZERO
        halves *= self.scales[distinct].astype(np.float32)[..., None]
        unpacked = halves.reshape(len(distinct), self.width)
        return unpacked[where.reshape(ids.shape)]

    def tensors(self, name: str) -> dict[str, NDArray[np.float16] | NDArray[np.uint8]]:
        """Return what :meth:`read` takes back, to be kept in a file."""
        return {f"{name}.scales": self.scales, f"{name}.nibbles": self.nibbles}

    @classmethod
    def read(
        cls, tensors: Mapping[str, NDArray[np.float16] | NDArray[np.uint8]], name: str
    ) -> FourBitTable:
        """Return the table that :meth:`tensors` has written.

        Raises
        ------
        KeyError
            There is no such table.
        """
        return cls(
            np.asarray(tensors[f"{name}.scales"], dtype=np.float16),
            np.asarray(tensors[f"{name}.nibbles"], dtype=np.uint8),
        )


def pack(table: NDArray[np.float32]) -> FourBitTable:
    """Round a table to four bits.

    A block's scale is its weight of largest magnitude over -8, so that weight is kept best; what is
    four-bit already comes out as it was.

    Parameters
    ----------
    table
        Shape (rows, width), width a multiple of 32.
    """
    blocks = table.reshape(len(table), -1, WEIGHTS_PER_BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[..., None], axis=2)
    scales = (largest[..., 0] / -_ZERO).astype(np.float16)
    divisor = np.where(scales == 0, 1, scales).astype(np.float32)[..., None]
    quants = np.clip(np.round(blocks / divisor) + _ZERO, 0, 15).astype(np.uint8)
    return FourBitTable(scales, quants[..., :_HALF] | (quants[..., _HALF:] << 4))
