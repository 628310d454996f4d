"""Which half of the development data a row belongs to: tune sets thresholds, test is reported."""

from __future__ import annotations

import hashlib
from enum import StrEnum


class Half(StrEnum):
    """A half, or all of it."""

    TUNE = "tune"
    TEST = "test"
    ALL = "all"

    def holds(self, row_id: str) -> bool:
        """Say whether a row belongs to this half: tune when md5(id) is even.

        >>> Half.TUNE.holds("30016596") != Half.TEST.holds("30016596")
        True
        """
        if self is Half.ALL:
            return True
        # md5 only spreads the rows; nothing is secret
        even = int(hashlib.md5(row_id.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0
        return even is (self is Half.TUNE)
