"""Who is hired is no longer in line elsewhere: a person holds one place at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.machines.suggestion import IN_LINE
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action, SuggestionState
from matcher.services.review.line import record
from matcher.services.review.not_needed import drop_telling

if TYPE_CHECKING:
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import UnitOfWork

_EMPLOYER_KNOWS = frozenset({SuggestionState.PRESENTED, SuggestionState.MEETING})
_WHY = "the person has got another place"


def end_elsewhere(
    unit: UnitOfWork, hired: Suggestion, signed: Signature
) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """End what else a person who is hired stands in line for, in the transaction of the hire.

    The slots are free, and an employer who knows of her is told that the suggestion no longer
    holds: no more than that, for where she works is her own affair. What nobody has decided on
    stays, since a next step may be among it.

    Returns
    -------
    tuple[tuple[str, ...], tuple[Message, ...]]
        Ids of those that have ended, and who has to be told.
    """
    by_system = Signature(Role.SYSTEM, signed.by, signed.at)
    ended: list[str] = []
    messages: list[Message] = []
    for other in unit.suggestions.current(hired.participant):
        if other.state not in IN_LINE:
            continue
        after, decision = other.move(Action.MAKE_OBSOLETE, by_system, note=_WHY)
        record(unit, other, after, decision)
        drop_telling(unit, other.participant, other.opening, by_system)
        ended.append(other.id)
        if other.state in _EMPLOYER_KNOWS and other.opening is not None:
            facts = {"suggestion": str(other.id), "title": other.title}
            messages.append(Message(Recipient.EMPLOYER, other.opening, Template.WITHDRAWN, facts))
    return tuple(ended), tuple(messages)
