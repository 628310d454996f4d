"""How much room an opening has: places, and presentation slots for those in line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.opening import SLOTS_PER_PLACE

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.opening import OpeningKind, OpeningState


@dataclass(frozen=True, slots=True)
class Room:
    """The counters of an opening as they stand; only the storage changes them.

    Parameters
    ----------
    places_taken
        Placements that hold or held a place: all but those that ended early or never started.
    slots_taken
        Suggestions that are confirmed and not yet placed.
    version
        Counts the moves of the opening and the changes of what it says.
    """

    kind: OpeningKind
    state: OpeningState
    places: int
    places_taken: int
    presentation_slots: int | None
    slots_taken: int
    version: int

    @property
    def places_left(self) -> int:
        """Places that nobody has."""
        return self.places - self.places_taken

    @property
    def slots(self) -> int:
        """How many may be in line at once: what is set, else three for each place that is left."""
        if self.presentation_slots is not None:
            return self.presentation_slots
        return SLOTS_PER_PLACE * self.places_left


@dataclass(frozen=True, slots=True)
class Taker:
    """Who was first, and when."""

    by: str
    at: datetime

    def __str__(self) -> str:
        """Return it as messages end: by whom and when."""
        return f"by {self.by} on {self.at:%Y-%m-%d} at {self.at:%H:%M} UTC"
