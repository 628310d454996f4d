"""The line before an opening: who enters it, who leaves it, and what becomes of it when it fills.

A suggestion of an own opening holds a presentation slot from its confirm until it ends or gets a
place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import OpeningMove, opening_moved
from matcher.domain.audit_entries import decided
from matcher.domain.backing import confirm_and_yes
from matcher.domain.machines.suggestion import IN_LINE
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.opening import OpeningState
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action, SuggestionState
from matcher.errors import DecisionError, OpeningFull
from matcher.services.review.loading import own_room, refuse_if_filled
from matcher.services.review.not_needed import drop_question, drop_telling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from matcher.domain.ids import OpeningId
    from matcher.domain.suggestion import Decision, Suggestion
    from matcher.ports import UnitOfWork

THE_SYSTEM = "Stegvis"


@dataclass(frozen=True, slots=True)
class Gone:
    """Why a line is cleared, and with which templates people are told."""

    why: str
    to_person: Template
    to_linkworker: Template


FILLED = Gone("the place is filled", Template.PLACE_FILLED, Template.TELL_PLACE_FILLED)
CLOSED = Gone("the opening is closed", Template.OPENING_CLOSED, Template.TELL_OPENING_CLOSED)


def record(unit: UnitOfWork, before: Suggestion, after: Suggestion, decision: Decision) -> None:
    """Store a move with its row in the audit log; slots and a waiting question go with it."""
    entered = before.state not in IN_LINE and after.state in IN_LINE
    left = before.state in IN_LINE and after.state not in IN_LINE
    room = own_room(unit, after) if entered or left else None
    if room is not None and after.opening is not None:
        # Taken before the decision is stored, so that a refusal names who was last and not this.
        if left:
            unit.rooms.free_slot(after.opening)
        elif not unit.rooms.take_slot(after.opening):
            _refuse_slot(unit, after.opening)
    unit.suggestions.save(after, decision)
    unit.audit.append(decided(decision, after.participant))
    if before.state is SuggestionState.ASKED:
        drop_question(unit, after, Signature(decision.actor, decision.by, decision.at))


def _refuse_slot(unit: UnitOfWork, opening: OpeningId) -> None:
    refuse_if_filled(unit, opening)
    room = unit.rooms.get(opening)
    if room.state is not OpeningState.OPEN:
        raise DecisionError(
            f"This opening is '{room.state}', so nobody can be put in line for it. Nothing "
            "was saved. Choose an opening that is open, or open this one first.",
            code="opening.takes_nobody",
        )
    last = unit.rooms.last_in_line(opening)
    who = f"; the last one was confirmed {last}" if last else ""
    raise OpeningFull(
        f"All {room.slots} presentation slots of this opening are taken{who}. Nothing was saved. "
        "Wait until somebody in line has an answer, or take another opening.",
        by=last.by if last else None,
        at=last.at if last else None,
        code="slots.taken",
        slots=room.slots,
    )


def clear_line(
    unit: UnitOfWork, opening: OpeningId, at: datetime, gone: Gone = FILLED
) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """End every suggestion of an opening that is filled or gone; who waited is back on the list.

    Returns
    -------
    tuple[tuple[str, ...], tuple[Message, ...]]
        Ids of those that were in line, and who has to be told.
    """
    signed = Signature(Role.SYSTEM, THE_SYSTEM, at)
    unit.rooms.drop_undecided(opening)
    ended: list[str] = []
    messages: list[Message] = []
    for waiting in unit.rooms.in_line(opening):
        after, decision = waiting.move(Action.MAKE_OBSOLETE, signed, note=gone.why)
        messages += _told(unit, waiting, gone)
        record(unit, waiting, after, decision)
        drop_telling(unit, waiting.participant, opening, signed)
        ended.append(after.id)
    return tuple(ended), tuple(messages)


def _told(unit: UnitOfWork, waiting: Suggestion, gone: Gone) -> Iterator[Message]:
    """Yield whom to tell: after a yes a LinkWorker first, who tells it in person."""
    facts = {"suggestion": str(waiting.id), "title": waiting.title}
    if waiting.state is SuggestionState.ASKED:
        yield Message(Recipient.PARTICIPANT, waiting.participant, gone.to_person, facts)
    confirmed, yes = confirm_and_yes(unit.suggestions.history(waiting.id))
    if confirmed is not None and yes is not None:
        yield Message(Recipient.LINKWORKER, confirmed.by, gone.to_linkworker, facts)


def opening_filled(
    unit: UnitOfWork, opening: OpeningId, before: OpeningState, signed: Signature
) -> None:
    """Record that the last place was taken, when the opening is full by it."""
    after = unit.rooms.get(opening).state
    if before is not after:
        by_system = Signature(Role.SYSTEM, signed.by, signed.at)
        unit.audit.append(opening_moved(OpeningMove(opening, "fill", before, after), by_system))
