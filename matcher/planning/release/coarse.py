"""Counts of what may be asked for again and again: rounded down, and asked about in fives only.

Whoever adds 1, 2, 3 ... places sees at which of them a rounded answer changes, and so the exact
one. What is asked about in fives and answered in whole fives moves by whole fives.
"""

from __future__ import annotations

from matcher.planning.release.published import FEWEST, ROUNDED_TO


def at_least(count: int) -> int | None:
    """Return a count as planners see it: rounded down to five, ``None`` when it is under five.

    >>> [at_least(count) for count in (0, 4, 5, 12)]
    [None, None, 5, 10]
    """
    return None if count < FEWEST else count // ROUNDED_TO * ROUNDED_TO


def may_be_asked(number: int) -> bool:
    """Say whether a number may be asked about.

    >>> may_be_asked(10), may_be_asked(0), may_be_asked(3)
    (True, True, False)
    """
    return number % ROUNDED_TO == 0
