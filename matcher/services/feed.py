"""Events for programs: decisions, placements and follow-ups in order, read on from a cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.feed import cursor_of, place_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.feed import FeedEvent
    from matcher.domain.visibility import Viewer
    from matcher.ports import UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Some events in order.

    Parameters
    ----------
    after
        Where to read on: after the last of them, or where it was asked for when there is none;
        ``None`` before the first event.
    more
        Whether there are some after them already.
    """

    events: tuple[FeedEvent, ...]
    after: str | None
    more: bool


class FeedService:
    """Reads; nothing here changes anything.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    key
        What cursors are hidden with; with another one all of them are unknown.
    """

    def __init__(
        self, units: UnitOfWorkFactory, now: Callable[[], datetime], key: Callable[[], bytes]
    ) -> None:
        self._units = units
        self._now = now
        self._key = key

    def read(self, viewer: Viewer, after: str | None, most: int) -> FeedPage | None:
        """Return what happened after a place, to people whom somebody may see.

        Returns
        -------
        FeedPage | None
            ``None`` when the cursor is none that was given out.
        """
        key = self._key()
        place = 0 if after is None else place_of(after, key)
        with self._units() as unit:
            if place is None or place > unit.feed.rows():
                return None
            found = unit.feed.after(place, most + 1, viewer, self._now().date())
        kept = found[:most]
        onward = cursor_of(kept[-1].number, key) if kept else after
        return FeedPage(kept, onward, len(found) > len(kept))
