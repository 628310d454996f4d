"""What the clock has to do: jobs, what they found due, and the record of their last run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from matcher.domain.ids import OpeningId, ParticipantCode, SuggestionId
    from matcher.domain.machines.suggestion import SuggestionState
    from matcher.domain.participant import ParticipantState

BY_CLOCK = "clock"
"""The name under what is done because time has passed."""

SENDER = "Stegvis"
"""Who stands under a message that nobody but time has given rise to."""

LEASE = "jobs"
LEASE_LASTS = timedelta(minutes=2)
"""Who runs the jobs holds the lease; a runner that was killed blocks the next no longer than so."""

SILENT_FOR = timedelta(days=1)
"""When no job ran for so long, `stegvis doctor` says so."""


@dataclass(frozen=True, slots=True)
class Due:
    """One move that is due: of what, and which."""

    key: str
    move: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a job found.

    Parameters
    ----------
    due
        What is to be moved now, the oldest first.
    next_on
        The day on which something is due next, as far as is known today.
    waiting
        What cannot be done, and who has to do what before it can; one sentence each.
    """

    due: tuple[Due, ...] = ()
    next_on: date | None = None
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JobRun:
    """The last run of a job.

    Parameters
    ----------
    job
        Its name.
    at
        When it ended.
    moved
        How many moves it made.
    next_on
        As :class:`Outlook`.
    waiting
        As :class:`Outlook`.
    problem
        Why it stopped half-way; ``None`` when it did not.
    """

    job: str
    at: datetime
    moved: int
    next_on: date | None = None
    waiting: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """A suggestion nobody has decided on: since when, and until when its opening takes people."""

    id: SuggestionId
    participant: ParticipantCode
    state: SuggestionState
    since: datetime
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Ended:
    """A person who is through or has left: in which state, and since when as far as is known."""

    code: ParticipantCode
    state: ParticipantState
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Presented:
    """A person who was presented to an employer and has no answer: when that was."""

    id: SuggestionId
    participant: ParticipantCode
    opening: OpeningId
    at: datetime
