"""What a draft over all places has to leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ids import OpeningId, ParticipantCode


class DraftViews(Protocol):
    """What is taken and what was refused, for everybody at once: one SELECT each."""

    def places_left(self) -> Mapping[OpeningId, int]:
        """Return the places that nobody has, by own opening."""
        ...

    def placed(self) -> frozenset[ParticipantCode]:
        """Return who holds a place."""
        ...

    def refused(self) -> frozenset[tuple[ParticipantCode, OpeningId]]:
        """Return the pairs whose latest suggestion was answered with no, by whomever."""
        ...
