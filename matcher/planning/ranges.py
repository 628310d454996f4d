"""Numbers of rows that stand together in sorted arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def ranges(first: NDArray[np.intp], end: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the numbers of all ranges [first, end), one after the other.

    >>> ranges(np.array([0, 7]), np.array([2, 9])).tolist()
    [0, 1, 7, 8]
    """
    size = end - first
    before = np.cumsum(size) - size
    numbers: NDArray[np.intp] = np.arange(size.sum()) + np.repeat(first - before, size)
    return numbers


def numbers_within(groups: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return which of its group each row is, from 0; rows of a group stand together.

    >>> numbers_within(np.array([3, 3, 5, 5, 5])).tolist()
    [0, 1, 0, 1, 2]
    """
    begins = np.flatnonzero(np.append(True, groups[1:] != groups[:-1])[: groups.size])
    size = np.diff(np.append(begins, groups.size))
    numbers: NDArray[np.intp] = np.arange(groups.size) - np.repeat(begins, size)
    return numbers
