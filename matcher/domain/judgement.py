"""What is known of a person against one job: every requirement judged, and the band that follows.

Requirements are *gates* (a licence to do the job at all) or *needs*, which are met, trainable in n
weeks before or beside the job, missing, or not known. Missing data is named, never read as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.ladder import Importance, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.domain.ladder import Span


class Topic(StrEnum):
    """What a judgement is about."""

    SKILL = "skill"
    LADDER = "ladder"
    SWEDISH = "swedish"
    CERTIFICATE = "certificate"
    DRIVING_LICENCE = "driving_licence"
    ADULT = "adult"
    MAY_WORK = "may_work"
    HOURS = "hours"
    SHIFTS = "shifts"
    START = "start"
    TRAVEL = "travel"
    RECORD_EXTRACT = "record_extract"


class Outcome(StrEnum):
    """How a requirement stands."""

    MET = "met"
    TRAINABLE = "trainable"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One requirement of a job judged for one person.

    Parameters
    ----------
    topic, id
        What was judged; ``id`` is the requirement, certificate or language area.
    outcome
        Met, trainable, missing or unknown.
    gate
        A gate that is missing bars the job; one that is unknown is asked about.
    importance
        Essential or useful.
    coverage
        How well it is met, in [0, 1]; ``None`` when unknown.
    when, weeks
        For a trainable need: before or beside the job, and in how many weeks.
    facts
        What a sentence about it needs (levels, hours, names), as plain strings.
    bonus
        It may raise a score and never lowers one: only an employer's own words ask for it.
    """

    topic: Topic
    id: str
    outcome: Outcome
    gate: bool = False
    importance: Importance = Importance.ESSENTIAL
    coverage: float | None = None
    when: When | None = None
    weeks: Span | None = None
    facts: Mapping[str, str] | None = None
    bonus: bool = False


class Band(StrEnum):
    """How near a person is to a job; shown instead of a bare percentage."""

    READY = "ready"
    WITH_SUPPORT = "with_support"
    AFTER_TRAINING = "after_training"
    STRETCH = "stretch"


BAND_ORDER: tuple[Band, ...] = (
    Band.READY,
    Band.WITH_SUPPORT,
    Band.AFTER_TRAINING,
    Band.STRETCH,
)


def bars(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the gates that are certainly not met: any of them takes the job off the list."""
    return tuple(j for j in judgements if j.gate and j.outcome is Outcome.MISSING)


def band_of(
    judgements: Iterable[Judgement], *, introduction_weeks: float, longest_training_weeks: float
) -> Band:
    """Return the band that the essential needs put a person in.

    Unknown facts put nobody lower; they are listed as missing facts instead.

    Parameters
    ----------
    judgements
        All requirements of one job, judged.
    introduction_weeks
        Training before the job of at most so many weeks is an introduction to it.
    longest_training_weeks
        Training before the job that takes longer than this is a stretch.
    """
    essential = [j for j in judgements if j.importance is Importance.ESSENTIAL]
    if any(j.outcome is Outcome.MISSING for j in essential):
        return Band.STRETCH
    trainable = [j for j in essential if j.outcome is Outcome.TRAINABLE]
    before = [j.weeks.high for j in trainable if j.when is When.BEFORE and j.weeks]
    if max(before, default=0) > longest_training_weeks:
        return Band.STRETCH
    if max(before, default=0) > introduction_weeks:
        return Band.AFTER_TRAINING
    return Band.WITH_SUPPORT if trainable else Band.READY
