"""Lists that are read on from a place in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.listing import ListedPerson, Onward, Stretch
    from matcher.domain.participant import ParticipantState
    from matcher.domain.visibility import Viewer


class Listings(Protocol):
    """One SELECT each; nobody with protected identity is in any of them."""

    def people(
        self, viewer: Viewer, day: date, onward: Onward, state: ParticipantState | None
    ) -> Stretch[ListedPerson]:
        """Return those whom somebody may see on a day, by code; of one state, or all."""
        ...
