"""What happened, in order, for programs that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.feed import FeedEvent
    from matcher.domain.visibility import Viewer


class Feed(Protocol):
    """Reads the audit log as far as somebody may see it; writes nothing."""

    def after(self, number: int, most: int, viewer: Viewer, day: date) -> tuple[FeedEvent, ...]:
        """Return what comes after a row of the log, in its order.

        Only of those whom somebody may see on a day, and never of anybody with protected identity.
        """
        ...

    def rows(self) -> int:
        """Return how many rows the log has."""
        ...
