"""Lists for programs: of those whom their account may see, in an order that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.listing import (
        ListedFollowUp,
        ListedOpening,
        ListedPerson,
        Onward,
        Stretch,
    )
    from matcher.domain.machines.follow_up import FollowUpState
    from matcher.domain.machines.placement import PlacementState
    from matcher.domain.opening import OpeningKind, OpeningState
    from matcher.domain.participant import ParticipantState
    from matcher.domain.placement import Placement
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

    def openings(
        self, onward: Onward, kind: OpeningKind | None = None, state: OpeningState | None = None
    ) -> Stretch[ListedOpening]:
        """Return openings, advertisements among them, by id."""
        with self._units() as unit:
            return unit.listings.openings(onward, kind, state)

    def placements(
        self, viewer: Viewer, onward: Onward, state: PlacementState | None = None
    ) -> Stretch[Placement]:
        """Return placements of people whom somebody may see, by id."""
        with self._units() as unit:
            return unit.listings.placements(viewer, self._now().date(), onward, state)

    def follow_ups(
        self, viewer: Viewer, onward: Onward, state: FollowUpState | None = None
    ) -> Stretch[ListedFollowUp]:
        """Return follow-ups of people whom somebody may see, by placement and point."""
        with self._units() as unit:
            return unit.listings.follow_ups(viewer, self._now().date(), onward, state)
