"""Messages that still wait and are no longer needed, because what they ask or tell is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.disclosure_entries import message_handled
from matcher.domain.message import Recipient, Template
from matcher.domain.outbox import ENDED, MessageState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.outbox import OutboxMessage
    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import UnitOfWork


def drop_question(unit: UnitOfWork, suggestion: Suggestion, signed: Signature) -> None:
    """Cancel the question to a person that nobody has given her yet; it has an answer now.

    One that was copied, printed or said has been given, and stays as it was.
    """
    waiting = (
        one
        for one in unit.outbox.about(suggestion.participant)
        if one.template == Template.ASK
        and one.facts.get("suggestion") == suggestion.id
        and one.state is MessageState.WAITING
    )
    _cancel(unit, waiting, signed)


def drop_telling(
    unit: UnitOfWork, code: ParticipantCode, opening: OpeningId | None, signed: Signature
) -> int:
    """Cancel what would still tell an employer about a person who is no longer to be had.

    Parameters
    ----------
    opening
        About which opening; ``None``: about any.

    Returns
    -------
    int
        How many messages that were.
    """
    telling = (
        one
        for one in unit.outbox.about(code)
        if one.to_kind is Recipient.EMPLOYER
        and one.texts.tells is not None
        and opening in (None, one.opening)
        and one.state not in ENDED
    )
    return _cancel(unit, telling, signed)


def drop_all_to(unit: UnitOfWork, code: ParticipantCode, signed: Signature) -> int:
    """Cancel what still waits for a person herself; return how many messages that were."""
    to_her = (
        one
        for one in unit.outbox.about(code)
        if one.to_kind is Recipient.PARTICIPANT and one.to == code and one.state not in ENDED
    )
    return _cancel(unit, to_her, signed)


def _cancel(unit: UnitOfWork, messages: Iterable[OutboxMessage], signed: Signature) -> int:
    cancelled = 0
    for one in messages:
        after = one.handled(MessageState.CANCELLED, by=signed.by, at=signed.at)
        unit.outbox.save(after, one.state)
        unit.audit.append(message_handled(after, signed.by, signed.at))
        cancelled += 1
    return cancelled
