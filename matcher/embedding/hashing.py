"""A deterministic encoder without a model: texts that share words are near each other."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from matcher.embedding.means import unit_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcher.ports import TextKind, Vectors

DIMENSION = 256
_LENGTHS = (3, 4)
_WORD = re.compile(r"\w+")


class HashingEncoder:
    """Hashes words and their character n-grams into 256 places.

    For tests and trials where meaning is irrelevant. The kind of a text makes no difference.

    Examples
    --------
    >>> from matcher.ports import TextKind
    >>> a, b, c = HashingEncoder().encode(
    ...     ["washing dishes", "I wash dishes", "laying bricks"], TextKind.EXPERIENCE
    ... )
    >>> bool(a @ b > a @ c)
    True
    """

    @property
    def id(self) -> str:
        """Name with version."""
        return f"hashing-{DIMENSION}-v1"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return DIMENSION

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed texts, see :class:`matcher.ports.TextEncoder`."""
        counts = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            counts[row] = _counts(text)
        return unit_rows(counts)


@lru_cache(maxsize=4_096)
def _counts(text: str) -> Vectors:
    counts = np.zeros(DIMENSION, dtype=np.float32)
    for gram, count in Counter(_grams(text)).items():
        place, sign = _place(gram)
        counts[place] += sign * count
    return counts


def _grams(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.casefold()):
        marked = f"<{word}>"
        yield marked
        for length in _LENGTHS:
            for start in range(len(marked) - length + 1):
                yield marked[start : start + length]


@lru_cache(maxsize=65_536)
def _place(gram: str) -> tuple[int, int]:
    digest = hashlib.blake2b(gram.encode("utf-8", "surrogatepass"), digest_size=3).digest()
    return int.from_bytes(digest[:2], "big") % DIMENSION, 1 if digest[2] & 1 else -1
