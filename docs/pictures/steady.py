"""A time and a chance that are the same on every run, so that pictures change with screens only."""

from __future__ import annotations

import random
import secrets
import uuid
from datetime import UTC, datetime, timedelta

import matcher.bootstrap

MORNING = datetime(2026, 11, 24, 8, 40, tzinfo=UTC)
"""09:40 in Göteborg; the pictures are of two days later."""


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def __call__(self) -> datetime:
        """Return the time, with its zone."""
        return self._at

    def pass_by(self, **time: float) -> None:
        """Let time pass; days, hours, minutes as for a ``timedelta``."""
        self._at += timedelta(**time)


def hold_still() -> Clock:
    """Put a clock and a chance of our own into this process; to be called before pages are read.

    Ids, tokens and codes on the pictures open nothing: their programme is gone with the process.
    """
    clock = Clock(MORNING)
    chance = random.Random(20261126)  # noqa: S311
    matcher.bootstrap.now = clock
    secrets.token_bytes = lambda size=32: chance.randbytes(size or 32)
    secrets.token_hex = lambda size=32: chance.randbytes(size or 32).hex()
    secrets.token_urlsafe = lambda size=32: chance.randbytes(size or 32).hex()[:43]
    secrets.choice = chance.choice
    uuid.uuid4 = lambda: uuid.UUID(bytes=chance.randbytes(16), version=4)
    return clock
