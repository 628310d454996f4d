"""Whom a training would open a job for: a suggestion to apply, which somebody has to make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.entry import Entry

if TYPE_CHECKING:
    from matcher.domain.entry import EntryPoint
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
    entry
        How she stands to the entry rules.
    points
        The rules that are not certainly met.
    """

    participant: ParticipantCode
    jobs: int
    entry: Entry = Entry.MEETS
    points: tuple[EntryPoint, ...] = ()


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
        Those who meet the entry rules first, then those to be checked; each by code.
    admits
        Who decides who comes; empty when not known.
    ruled
        Whether any entry rule is known.
    rule_text
        More on who may come, in words, not judged.
    """

    id: str
    titles: LocalText
    weeks: Span
    steps: tuple[StepId, ...]
    people: tuple[SuitedPerson, ...]
    admits: str = ""
    ruled: bool = False
    rule_text: str = ""
