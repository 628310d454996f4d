"""What is stored of the target question, as far as the report on the target counts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.rounds import AnswerStatus


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
