"""What happened to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from matcher.domain.happening import Happening, Turn
    from matcher.domain.ids import ParticipantCode


class Happenings(Protocol):
    """What is stored of a person's way, a SELECT for each kind of thing."""

    def turns(self, code: ParticipantCode) -> tuple[Turn, ...]:
        """Return who was responsible for a person in which role, the first one first."""
        ...

    def moves(self, code: ParticipantCode) -> tuple[Happening, ...]:
        """Return the moves of her place in the programme."""
        ...

    def placements(self, code: ParticipantCode) -> tuple[Happening, ...]:
        """Return how jobs that she had began and ended."""
        ...

    def follow_ups(self, code: ParticipantCode) -> tuple[Happening, ...]:
        """Return the follow-ups that were answered, or at which nobody asked."""
        ...
