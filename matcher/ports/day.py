"""The lists of a LinkWorker's day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from matcher.domain.day_views import (
        Asking,
        Card,
        CardPerson,
        FollowUpCall,
        QueuePerson,
        UnderWay,
    )
    from matcher.domain.ids import ParticipantCode, SuggestionId


class DayViews(Protocol):
    """What one reader's caseload and cover hold today: one SELECT each.

    People with protected identity are in no list.
    """

    def people(self, asking: Asking) -> tuple[QueuePerson, ...]:
        """Return the people of the caseload who are mapped or active, by code."""
        ...

    def under_way(self, asking: Asking) -> tuple[UnderWay, ...]:
        """Return the suggestions that somebody has to do something about, the oldest first.

        Of people of other caseloads those that were handed to the reader, decided on or not.
        """
        ...

    def follow_ups(self, asking: Asking) -> tuple[FollowUpCall, ...]:
        """Return the follow-ups whose day has come, by day."""
        ...

    def person(self, asking: Asking, code: ParticipantCode, what: str) -> CardPerson:
        """Return a person of the caseload; ``what`` is looked at.

        Raises
        ------
        NotFound
            There is none, or the reader may not see her: the two look the same.
        """
        ...

    def cards(
        self, asking: Asking, code: ParticipantCode | None, also: SuggestionId | None
    ) -> tuple[Card, ...]:
        """Return a person's suggestions that can be decided on, by rank, and another one.

        Parameters
        ----------
        code
            ``None``: nobody's but the other one.
        also
            One of anybody in the caseload, whatever its state; it comes last. One that is not
            there or not the reader's is left out.
        """
        ...

    def whose(self, asking: Asking, suggestion_id: SuggestionId) -> ParticipantCode:
        """Return whose a suggestion is; raises as :meth:`person`."""
        ...
