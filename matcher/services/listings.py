"""Lists for programs: of those whom their account may see, in an order that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.listing import ListedPerson, Onward, Stretch
    from matcher.domain.participant import ParticipantState
    from matcher.domain.visibility import Viewer
    from matcher.ports import UnitOfWorkFactory


class ListingService:
    """Reads; nothing here changes anything."""

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def people(
        self, viewer: Viewer, onward: Onward, state: ParticipantState | None = None
    ) -> Stretch[ListedPerson]:
        """Return people whom somebody may see, by code, without protected identities."""
        with self._units() as unit:
            return unit.listings.people(viewer, self._now().date(), onward, state)
