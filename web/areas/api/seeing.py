"""What a program may see of people's cases, and what it asks about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode, PlacementId, SuggestionId
from matcher.errors import NotFound
from web.areas.api.etags import seen_version
from web.areas.api.once import once_key
from web.context import queues, reviewer, services

if TYPE_CHECKING:
    from matcher.domain.participant import Participant
    from matcher.services.line_pages import LinePage, PlacementPage


def seen_suggestion(suggestion_id: str) -> LinePage:
    """Return a suggestion of a person whom the account may see.

    Raises
    ------
    NotFound
        There is none, or the person may not be seen: the two look the same.
    """
    queues().person_of(SuggestionId(suggestion_id))
    return services().line_pages.suggestion(SuggestionId(suggestion_id))


def open_person(code: str) -> Participant:
    """Return a person whom the account may see, and of whom employers can be told.

    Raises
    ------
    NotFound
        There is none, she may not be seen, or her identity is protected: all look the same.
    """
    person = queues().person(ParticipantCode(code)).person
    if person.protected_identity:
        raise NotFound(f"There is no participant {code}. Check the code.")
    return person


def seen_placement(placement_id: str) -> PlacementPage:
    """Return a placement of a person whom the account may see; errors as for a suggestion."""
    page = services().line_pages.placement(PlacementId(placement_id))
    queues().person(page.placement.participant)
    return page


@dataclass(frozen=True, slots=True)
class Asked:
    """A move that a program asks for.

    Parameters
    ----------
    again
        Something was done under the same key before: then it is answered from what is kept, also
        when the account may not see the person any more, since that is what the move led to.
    """

    request: Request
    again: bool


def asked_about(about: str) -> Asked:
    """Return what a program asks about, at the version it saw and under its key.

    Raises
    ------
    ApiProblem
        The version or the key is missing.
    """
    key = once_key()
    request = Request(about, seen_version(), reviewer() or "", key=key)
    return Asked(request, services().commands.known(key))
