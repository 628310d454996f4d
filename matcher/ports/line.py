"""Who stands where in the line for an opening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from matcher.domain.ids import OpeningId
    from matcher.domain.suggestion import Suggestion


class LineViews(Protocol):
    """Lists of suggestions by opening: one SELECT each."""

    def of_opening(self, opening: OpeningId) -> tuple[Suggestion, ...]:
        """Return those that are not obsolete, best first; nobody with protected identity."""
        ...
