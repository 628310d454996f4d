"""People, suggestions and placements that the reader may see; any other looks as if not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.ids import ParticipantCode, PlacementId, SuggestionId
from matcher.errors import NotFound
from web.context import queues, services

if TYPE_CHECKING:
    from matcher.domain.participant import Participant
    from matcher.services.line_pages import LinePage, PlacementPage


def seen_suggestion(suggestion_id: str) -> LinePage:
    """Return a suggestion of a person whom the reader may see.

    Raises
    ------
    NotFound
        There is none, or the person may not be seen: the two look the same.
    """
    queues().whose(SuggestionId(suggestion_id))
    return services().line_pages.suggestion(SuggestionId(suggestion_id))


def seen_placement(placement_id: str) -> PlacementPage:
    """Return a placement of a person whom the reader may see; errors as for a suggestion."""
    page = services().line_pages.placement(PlacementId(placement_id))
    queues().seen(page.placement.participant)
    return page


def open_person(code: str) -> Participant:
    """Return a person whom the reader may see, and of whom employers can be told.

    Raises
    ------
    NotFound
        There is none, she may not be seen, or her identity is protected: all look the same.
    """
    person = queues().seen(ParticipantCode(code))
    if person.protected_identity:
        raise NotFound(f"There is no participant {code}. Check the code.")
    return person
