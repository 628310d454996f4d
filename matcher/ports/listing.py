"""Lists that are read on from a place in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

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


class Listings(Protocol):
    """One SELECT each; nobody with protected identity is in any of them."""

    def people(
        self, viewer: Viewer, day: date, onward: Onward, state: ParticipantState | None
    ) -> Stretch[ListedPerson]:
        """Return those whom somebody may see on a day, by code; of one state, or all."""
        ...

    def openings(
        self, onward: Onward, kind: OpeningKind | None, state: OpeningState | None
    ) -> Stretch[ListedOpening]:
        """Return openings by id; of one kind or state, or all."""
        ...

    def placements(
        self, viewer: Viewer, day: date, onward: Onward, state: PlacementState | None
    ) -> Stretch[Placement]:
        """Return those of people whom somebody may see on a day, by id; of one state, or all."""
        ...

    def follow_ups(
        self, viewer: Viewer, day: date, onward: Onward, state: FollowUpState | None
    ) -> Stretch[ListedFollowUp]:
        """Return those of people whom somebody may see on a day, by placement and point."""
        ...
