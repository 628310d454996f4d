"""Completing a message: what it leaves out is read from the suggestion that gave rise to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.ids import OpeningId, SuggestionId
from matcher.domain.message import Recipient
from matcher.errors import NotFound

if TYPE_CHECKING:
    from matcher.domain.message import Message
    from matcher.ports import UnitOfWork


def whole(unit: UnitOfWork, message: Message) -> Message:
    """Return a message with opening or step, participant and employer named.

    A title that was written down is left out: the text says what the job is called when it is read.

    Raises
    ------
    NotFound
        There is no such suggestion.
    """
    facts = {name: value for name, value in message.facts.items() if name != "title"}
    if "suggestion" in facts:
        suggestion = unit.suggestions.get(SuggestionId(facts["suggestion"]))
        about = {"participant": str(suggestion.participant)}
        if suggestion.opening is not None:
            about["opening"] = suggestion.opening
        elif suggestion.step is not None:
            about["step"] = suggestion.step
        facts = about | facts
    if message.to_kind != Recipient.EMPLOYER:
        return replace(message, facts=facts)
    try:
        opening = unit.openings.get(OpeningId(message.to))
    except NotFound:
        return replace(message, facts=facts)
    facts.setdefault("opening", opening.id)
    return replace(message, to=opening.employer or "", facts=facts)
