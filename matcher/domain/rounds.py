"""Rounds of questions to a person, and what she answers: superseded, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.participant import ParticipantState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from matcher.domain.ids import ParticipantCode, RoundId
    from matcher.domain.instrument import Instrument, Item

ASKED_IN = frozenset(
    {
        ParticipantState.MAPPED,
        ParticipantState.ACTIVE,
        ParticipantState.PAUSED,
        ParticipantState.PLACED,
        ParticipantState.MOVED_UP,
    }
)
"""Who takes part now, and is asked."""

TOOK_PART = ASKED_IN | {ParticipantState.COMPLETED}
"""Who is, or ever was, in one of these has taken part."""


class AnswerStatus(StrEnum):
    """What came of a question; nobody is asked why."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    NOT_ASKED = "not_asked"


class HowAnswered(StrEnum):
    """How somebody answered her own questions."""

    SELF = "self"
    INTERPRETER = "interpreter"
    READ_ALOUD = "read_aloud"


@dataclass(frozen=True, slots=True)
class Round:
    """The questions of an instrument, put to one person on a day.

    Parameters
    ----------
    due
        From this day on she finds them on her own page.
    """

    id: RoundId
    participant: ParticipantCode
    instrument: str
    version: int
    due: date
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Response:
    """What came of one question of a round; rows are only ever added, the last one holds.

    Parameters
    ----------
    number
        The order among everything that was said in the round.
    value
        A number of the scale; ``None`` unless answered.
    mode
        ``None`` where she was not asked.

    Raises
    ------
    ValueError
        Value and mode do not fit the status.
    """

    round: RoundId
    number: int
    item: str
    status: AnswerStatus
    at: datetime
    value: int | None = None
    mode: HowAnswered | None = None

    def __post_init__(self) -> None:
        if (self.status is AnswerStatus.ANSWERED) != (self.value is not None):
            raise ValueError(f"{self.status} with the value {self.value}")
        if (self.status is AnswerStatus.NOT_ASKED) != (self.mode is None):
            raise ValueError(f"{self.status} in the mode {self.mode}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A round with its questions, and what holds of each that something was said to."""

    round: Round
    instrument: Instrument
    responses: Mapping[str, Response]

    def is_done(self, item: str) -> bool:
        """Say whether she has answered or skipped a question."""
        found = self.responses.get(item)
        return found is not None and found.status is not AnswerStatus.NOT_ASKED

    @property
    def done(self) -> bool:
        """Whether she has been through all of it."""
        return all(self.is_done(one.code) for one in self.instrument.items)

    @property
    def not_asked(self) -> bool:
        """Whether staff wrote that she was not asked, and she has said nothing since."""
        said = self.responses.values()
        return bool(said) and all(one.status is AnswerStatus.NOT_ASKED for one in said)


def asked_of(round_: Round, instrument: Instrument, said: Iterable[Response]) -> Asked:
    """Return a round with what holds; the responses come with the first one first."""
    return Asked(round_, instrument, {one.item: one for one in said})


def open_on(rounds: Iterable[Asked], day: date) -> Asked | None:
    """Return the round that is open on a day: the last one that is due, until the next one is."""
    due = [one for one in rounds if one.round.due <= day]
    return max(due, key=lambda one: (one.round.due, one.round.at, one.round.id), default=None)


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """What staff are told of a round: that it was put and gone through, and no answer."""

    id: RoundId
    due: date
    done: bool
    not_asked: bool


def standing_of(one: Asked) -> RoundStanding:
    """Return what staff are told."""
    return RoundStanding(one.round.id, one.round.due, one.done, one.not_asked)


@dataclass(frozen=True, slots=True)
class FirstAndLatest:
    """One question with her first and her latest answer; the same one when there is one only."""

    item: Item
    first: tuple[date, int]
    latest: tuple[date, int]


def first_and_latest(rounds: Iterable[Asked]) -> tuple[FirstAndLatest, ...]:
    """Return her answers, question by question: no total, and nobody else's beside them.

    Answers to another version of a question are not put beside each other.
    """
    found: dict[tuple[str, int, str], list[tuple[date, int]]] = {}
    items: dict[tuple[str, int, str], Item] = {}
    for one in sorted(rounds, key=lambda one: (one.round.due, one.round.at)):
        for item in one.instrument.items:
            said = one.responses.get(item.code)
            if said is not None and said.value is not None:
                key = (one.instrument.id, one.instrument.version, item.code)
                found.setdefault(key, []).append((one.round.due, said.value))
                items[key] = item
    return tuple(FirstAndLatest(items[key], said[0], said[-1]) for key, said in found.items())
