"""A suggestion as the person saw it, or who was first and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.opening import OpeningKind
from matcher.domain.placement import other_place
from matcher.domain.room import Taker
from matcher.domain.suggestion import SuggestionState
from matcher.errors import Conflict, NotFound, OpeningFull

if TYPE_CHECKING:
    from matcher.domain.ids import OpeningId, SuggestionId
    from matcher.domain.placement import Placement
    from matcher.domain.room import Room
    from matcher.domain.suggestion import Decision, Suggestion
    from matcher.ports import UnitOfWork


def load(unit: UnitOfWork, suggestion_id: SuggestionId, seen_version: int | None) -> Suggestion:
    """Return a suggestion that nobody has moved since it was seen; ``None``: as it is now.

    Raises
    ------
    NotFound
        There is none, or the person's identity is protected.
    OpeningFull
        Its last place was taken meanwhile; says by whom and when.
    Conflict
        Somebody moved it meanwhile, or the person has got a place elsewhere; says who and when.
    """
    found = unit.suggestions.get(suggestion_id)
    if unit.participants.standing(found.participant).protected_identity:
        raise NotFound(f"There is no suggestion {suggestion_id}. Go back to the list.")
    if seen_version not in (None, found.version):
        if found.state is SuggestionState.OBSOLETE and found.opening is not None:
            refuse_if_filled(unit, found.opening)
            refuse_if_placed(unit, found)
        history = unit.suggestions.history(suggestion_id)
        last = history[-1] if history else None
        who = f" {Taker(last.by, last.at)}" if last else ""
        raise Conflict(
            f"This suggestion was changed{who} and is now '{found.state}'. "
            "Nothing was saved; look at it again.",
            code="changed",
            by=last.by if last else None,
            at=last.at if last else None,
        )
    return found


def refuse_if_placed(unit: UnitOfWork, suggestion: Suggestion) -> tuple[Placement, ...]:
    """Return a person's placements, when none of them is in the way of a suggestion.

    Raises
    ------
    Conflict
        The person holds another place; says who recorded it and when.
    """
    placements = unit.placements.of(suggestion.participant)
    other = other_place(suggestion.participant, placements, besides=suggestion.id)
    if other is not None:
        raise Conflict(
            "This person holds another place already, recorded "
            f"{unit.placements.taken(other.id)}; one at a time. Nothing was saved. End the "
            "other one first.",
            code="person.placed",
        )
    return placements


def last_decision(unit: UnitOfWork, suggestion: Suggestion) -> Decision | None:
    """Return the decision that led to where a suggestion is."""
    history = unit.suggestions.history(suggestion.id)
    return history[-1] if history else None


def own_room(unit: UnitOfWork, suggestion: Suggestion) -> Room | None:
    """Return the room of an own opening; ``None`` for a lead, or a step where nothing is open."""
    if suggestion.opening is None:
        return None
    room = unit.rooms.get(suggestion.opening)
    return room if room.kind is OpeningKind.OWN else None


def refuse_if_filled(unit: UnitOfWork, opening: OpeningId) -> None:
    """Raise :class:`matcher.errors.OpeningFull` when no place is left, with who took the last."""
    room = unit.rooms.get(opening)
    if room.kind is OpeningKind.OWN and room.places_left == 0:
        taker = unit.rooms.last_taker(opening)
        who = f" The last one was taken {taker}." if taker else ""
        raise OpeningFull(
            f"All {room.places} places of this opening are filled.{who} Nothing was saved; "
            "the person is back on the list. Choose another opening.",
            by=taker.by if taker else None,
            at=taker.at if taker else None,
            code="places.filled",
            places=room.places,
        )
