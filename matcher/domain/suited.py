"""Whom a training would open a job for: a suggestion to apply, which somebody has to make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.domain.ids import ParticipantCode, StepId
    from matcher.domain.ladder import Span
    from matcher.domain.text import LocalText


@dataclass(frozen=True, slots=True)
class SuitedPerson:
    """Somebody who lacks only what a training gives.

    Parameters
    ----------
    jobs
        How many open jobs with places she could begin at when it ends, and not now.
    """

    participant: ParticipantCode
    jobs: int


@dataclass(frozen=True, slots=True)
class SuitedTraining:
    """A training and whom it suits.

    Parameters
    ----------
    weeks
        How long it takes.
    steps
        Where it leads, in the order of their ids.
    people
        By code.
    """

    id: str
    titles: LocalText
    weeks: Span
    steps: tuple[StepId, ...]
    people: tuple[SuitedPerson, ...]
