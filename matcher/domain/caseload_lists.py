"""What the pages of caseloads list: codes only, and nobody with protected identity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.domain.ids import ParticipantCode, UserId


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody's place in a caseload, or the want of one.

    Parameters
    ----------
    turn
        How many have had the person in this role until now; whoever moves her says what she saw.
    user
        ``None``: nobody has her in this role.
    """

    participant: ParticipantCode
    turn: int
    user: UserId | None = None


@dataclass(frozen=True, slots=True)
class MovedToday:
    """Somebody was given to another today.

    Parameters
    ----------
    before
        Whose she was until this morning, ``None`` where she was nobody's.
    named
        Whether that one was the named handler.
    """

    participant: ParticipantCode
    turn: int
    user: UserId
    by: str
    before: UserId | None = None
    named: bool = False
