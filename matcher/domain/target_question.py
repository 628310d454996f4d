"""What is stored of the target question, as far as the report on the target counts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.rounds import AnswerStatus
    from matcher.domain.text import LocalText


@dataclass(frozen=True, slots=True)
class TargetRound:
    """One round of one person whose identity is not protected.

    Parameters
    ----------
    status
        What came of the question; ``None`` when nothing has yet.
    closer
        Whether the answer says *closer*; ``None`` unless answered.
    """

    participant: ParticipantCode
    due: date
    status: AnswerStatus | None = None
    closer: bool | None = None


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """Everything that the report counts.

    Parameters
    ----------
    people
        Everybody who takes part or has taken part, whether a round was made for them or not.
    rounds
        In the order in which they were due.
    """

    people: tuple[ParticipantCode, ...] = ()
    rounds: tuple[TargetRound, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedItem:
    """A question of one version of an instrument, with its text."""

    instrument: str
    version: int
    code: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class ProgressRound:
    """A round of one person whose identity is not protected, with what she answered.

    Parameters
    ----------
    answers
        By question; those she skipped or has not answered are not in it.
    """

    participant: ParticipantCode
    due: date
    instrument: str
    version: int
    answers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ProgressFacts:
    """Everything that is counted of the questions beside the target question.

    Parameters
    ----------
    people
        Everybody who takes part or has taken part.
    rounds
        In the order in which they were due.
    """

    people: tuple[ParticipantCode, ...] = ()
    items: tuple[AskedItem, ...] = ()
    rounds: tuple[ProgressRound, ...] = ()
