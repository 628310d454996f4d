"""What happened to a person, in one order whatever it was: read models for the list on her page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from matcher.domain.machines.placement import Party
    from matcher.domain.role import Role
    from matcher.domain.views import DecisionRow


class HappeningKind(StrEnum):
    """What it was that something happened to."""

    MOVE = "move"
    DECISION = "decision"
    PLACEMENT = "placement"
    FOLLOW_UP = "follow_up"
    TURN = "turn"
    TURN_ENDED = "turn_ended"


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody was a person's LinkWorker, coordinator or coach for a time.

    Parameters
    ----------
    name
        Of the user.
    until
        The day from which it is somebody else; ``None``: it goes on.
    by
        Who said so.
    """

    role: Role
    name: str
    since: date
    until: date | None
    by: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the list.

    Parameters
    ----------
    day
        When it was, or when it was agreed to be where nothing else is known.
    what
        The state that it led to, the action, or the role that somebody took over.
    at
        The moment, where it is known.
    by
        Who did it, where that is kept beside it.
    about
        Title of the job, name of who took over, or which follow-up it was.
    reason
        A code, where one was given.
    party
        Whose decision an end was.
    """

    kind: HappeningKind
    day: date
    what: str
    at: datetime | None = None
    by: str | None = None
    about: str | None = None
    reason: StrEnum | None = None
    party: Party | None = None

    @property
    def moment(self) -> datetime:
        """The moment, or the beginning of the day."""
        return self.at or datetime.combine(self.day, time.min, UTC)


def of_decision(row: DecisionRow) -> Happening:
    """Return what was done with a suggestion."""
    one = row.decision
    undone = one.action.value == "undo"
    return Happening(
        HappeningKind.DECISION,
        one.at.date(),
        "undo" if undone else one.after.value,
        one.at,
        one.by,
        row.title,
        one.reason,
    )


def of_turns(turns: Sequence[Turn]) -> tuple[Happening, ...]:
    """Return who took over, and where a turn ended and nobody followed."""
    began = {(one.role, one.since) for one in turns}
    taken = [
        Happening(HappeningKind.TURN, one.since, one.role.value, by=one.by, about=one.name)
        for one in turns
    ]
    left = [
        Happening(HappeningKind.TURN_ENDED, one.until, one.role.value, about=one.name)
        for one in turns
        if one.until is not None and (one.role, one.until) not in began
    ]
    return (*taken, *left)


def newest_first(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """Return them in order; what happened in one moment keeps the order in which it came."""
    return tuple(sorted(happenings, key=lambda one: one.moment, reverse=True))
