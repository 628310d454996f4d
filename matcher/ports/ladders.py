"""What of the programme stands on the steps of ladders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from matcher.domain.ids import StepId
    from matcher.domain.ladder_views import StepOpening


class LadderViews(Protocol):
    """Openings by step; each is one SELECT."""

    def open_now(self, day: date) -> Mapping[StepId, int]:
        """Return how many openings on each step take people on a day; none is not there."""
        ...

    def openings(self, steps: Collection[StepId], day: date, most: int) -> tuple[StepOpening, ...]:
        """Return openings on some steps that take people on a day.

        Parameters
        ----------
        most
            How many of each step at most: those agreed with employers first, then by title.
        """
        ...
