"""The form of a job: look what is due, and make one move at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.jobs import Due, Outlook


class Job(Protocol):
    """One thing that passes with time.

    Looking changes nothing. A move is one transaction that looks again, so that two runners, or a
    person who was quicker, do no harm.
    """

    @property
    def name(self) -> str:
        """Its name, as commands and the log have it."""
        ...

    @property
    def about(self) -> str:
        """What it does, in a sentence."""
        ...

    def look(self, now: datetime) -> Outlook:
        """Return what is due now, and when something is due next."""
        ...

    def move(self, due: Due, now: datetime) -> bool:
        """Make a move; false when it is no longer due."""
        ...
