"""Who said "not now" may be asked again when her facts have changed, and not before."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from matcher.domain.participant import Participant
from matcher.domain.participant_move import is_indexed
from matcher.domain.suggestion import Action, SuggestionState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import Decision, Suggestion

_NO_FACTS = frozenset(
    {"organisation", "code", "state", "preferred_language", "protected_identity", "phone_only"}
)


def facts_differ(before: Participant, after: Participant) -> bool:
    """Say whether something a job is matched against is other than before.

    Where somebody stands in the programme and in which language she reads are no such facts.
    """
    return any(
        getattr(before, field.name) != getattr(after, field.name)
        for field in fields(Participant)
        if field.name not in _NO_FACTS
    )


def proposed_again(
    before: Participant,
    after: Participant,
    suggestions: Iterable[Suggestion],
    signed: Signature,
) -> list[tuple[Suggestion, Decision]]:
    """Return what a person said "not now" to as it comes back to review, with the moves.

    Parameters
    ----------
    before, after
        Her profile; when no fact of it differs, or she has stopped, nothing comes back.
    suggestions
        Hers; other than "not now" are left alone.
    signed
        As the system, by who changed the facts.
    """
    if not is_indexed(after) or not facts_differ(before, after):
        return []
    return [
        one.move(Action.PROPOSE_AGAIN, signed)
        for one in suggestions
        if one.state is SuggestionState.NOT_NOW
    ]
