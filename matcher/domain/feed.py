"""What happened in an organisation, in the order in which it was saved, for programs that follow.

The rows are those of the audit log: each is written in the transaction that does what it says,
and its number is the next one, so that nothing can come to stand before a row that was read.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.machines.follow_up import FollowUpAction
from matcher.domain.machines.placement import PlacementAction
from matcher.domain.machines.suggestion import Action

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.role import Role


class EventKind(StrEnum):
    """What something happened to."""

    SUGGESTION = "suggestion"
    PLACEMENT = "placement"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Changed:
    """What is otherwise than before; what an event does not say is ``None``.

    Parameters
    ----------
    before, after
        States; a placement says only where it stands now.
    reason
        A code, never a text that somebody wrote.
    to
        To whom a suggestion was handed over.
    suggestion, opening, trial, party
        Of a placement.
    point
        Of a follow-up.
    """

    before: str | None = None
    after: str | None = None
    reason: str | None = None
    to: str | None = None
    suggestion: str | None = None
    opening: str | None = None
    trial: bool | None = None
    party: str | None = None
    point: str | None = None


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """One thing that happened.

    Parameters
    ----------
    number
        Of the row in the log; it is shown to nobody, since what lies between two of them is what
        the reader may not see.
    id
        The hash of the row: the same for ever, and what an auditor can look up.
    object_id
        Of the suggestion or placement.
    role
        In which role somebody did it; ``None`` where it was not kept.
    """

    number: int
    id: str
    at: datetime
    kind: EventKind
    action: str
    object_id: str
    participant: ParticipantCode
    by: str
    role: Role | None = None
    changed: Changed = field(default_factory=Changed)


PLAN, KEEP_ON, WRITE_FIRST_DAY, HAND_OVER = "plan", "keep_on", "write_first_day", "hand_over"
_TOLD = {
    EventKind.SUGGESTION: (*(one.value for one in Action), HAND_OVER),
    EventKind.PLACEMENT: (
        *(one.value for one in PlacementAction),
        *(PLAN, KEEP_ON, WRITE_FIRST_DAY),
    ),
    EventKind.FOLLOW_UP: tuple(one.value for one in FollowUpAction),
}
FEED_ACTIONS = tuple(f"{kind}.{action}" for kind, actions in _TOLD.items() for action in actions)
"""Actions of the log that are events; all others are nobody's but the auditor's."""

EVENT_ACTIONS = tuple(dict.fromkeys(action for actions in _TOLD.values() for action in actions))

_HALF = 32
_MASK = (1 << _HALF) - 1
_ROUNDS = 4
_DIGITS = 16
_CURSOR = re.compile(r"[0-9a-f]{16}", re.ASCII)


def cursor_of(number: int, key: bytes) -> str:
    """Return a place in the log as 16 hexadecimal digits that say nothing without the key.

    Numbers would say how much happens that a reader may not see. Each number has one cursor, so
    that a reader to whom nothing is shown is given the same again. (Four Feistel rounds with
    HMAC-SHA256; see luby1988.)

    >>> place_of(cursor_of(41, b"key"), b"key")
    41
    """
    left, right = number >> _HALF, number & _MASK
    for turn in range(_ROUNDS):
        left, right = right, left ^ _mixed(right, turn, key)
    return f"{(left << _HALF) | right:0{_DIGITS}x}"


def place_of(cursor: str, key: bytes) -> int | None:
    """Return the number that :func:`cursor_of` hid; ``None`` when the text cannot be a cursor.

    What was made up, or with another key, gives a number that no log has reached.
    """
    if not _CURSOR.fullmatch(cursor):
        return None
    whole = int(cursor, 16)
    left, right = whole >> _HALF, whole & _MASK
    for turn in reversed(range(_ROUNDS)):
        left, right = right ^ _mixed(left, turn, key), left
    return (left << _HALF) | right


def _mixed(half: int, turn: int, key: bytes) -> int:
    said = bytes([turn]) + half.to_bytes(4, "big")
    return int.from_bytes(hmac.new(key, said, hashlib.sha256).digest()[:4], "big")
