"""The card for the first day at work, and what the person is told by it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import placement_moved
from matcher.domain.message import Message, Recipient, Template
from matcher.errors import InputError

if TYPE_CHECKING:
    from matcher.domain.placement import FirstDay, Placement
    from matcher.domain.signature import Signature
    from matcher.ports import UnitOfWork


def write_card(
    unit: UnitOfWork, before: Placement, card: FirstDay, signed: Signature
) -> tuple[Placement, Message]:
    """Store a placement with its card; return it, and the message that gives the person the card.

    Raises
    ------
    InputError
        The card has no time, or the first day is not agreed.
    DecisionError
        It has started already, or will not.
    """
    after = before.with_first_day(card)
    facts = _facts(after, card)
    unit.placements.save(after)
    unit.audit.append(placement_moved(after, "write_first_day", signed))
    return after, Message(Recipient.PARTICIPANT, after.participant, Template.FIRST_DAY, facts)


def _facts(placement: Placement, card: FirstDay) -> dict[str, str]:
    """Return what the message says: the day, and every line of the card that is filled in."""
    if placement.starts_on is None or not card.time.strip():
        raise InputError(
            "A card for the first day needs the day and the time. Write both.", code="card.day"
        )
    lines = {name: text for name, text in asdict(card).items() if text.strip()}
    return {"suggestion": placement.suggestion, "day": placement.starts_on.isoformat(), **lines}
