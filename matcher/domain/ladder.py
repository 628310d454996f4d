"""A job ladder: steps with tasks and requirements, and the ways between them.

A ladder is a job path, never a staircase of prerequisites: every trainable need says *before* or
*beside the job*. Each fact carries a mark: sourced, or to be confirmed with the employer or city.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ids import StepId
    from matcher.domain.language import CefrRange, LanguageArea
    from matcher.domain.sector import Sector
    from matcher.domain.text import LocalText


class Mark(StrEnum):
    """How sure a fact is."""

    SOURCED = "sourced"
    TO_BE_CONFIRMED = "to_be_confirmed"


@dataclass(frozen=True, slots=True)
class Fact:
    """The mark of a fact and the key of its source in the ladder file."""

    mark: Mark
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands."""

    title: str
    url: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A range of weeks, ``low <= high``."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"weeks {self.low} to {self.high}: write the lower first, from 0")


@dataclass(frozen=True, slots=True)
class Weeks:
    """How long a training takes, in weeks; ``part_time`` is the same at half pace."""

    full_time: Span
    part_time: Span | None = None
    note: LocalText | None = None


class When(StrEnum):
    """Whether a need is trained before the job starts or beside it."""

    BEFORE = "before"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Train:
    """A need that can be trained: when, and in how many weeks."""

    when: When
    weeks: Span


class RequirementKind(StrEnum):
    """A gate is a licence to do the job at all; a need is met, trainable or missing."""

    GATE = "gate"
    NEED = "need"


class RequirementType(StrEnum):
    """What is asked."""

    SKILL = "skill"
    ADULT = "adult"
    DRIVING_LICENCE = "driving_licence"
    RECORD_EXTRACT = "record_extract"


class Importance(StrEnum):
    """Essential or useful."""

    ESSENTIAL = "essential"
    USEFUL = "useful"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a step asks, in the words of the person who can do it.

    ``train`` is ``None`` when it cannot be trained within a year.
    """

    id: str
    kind: RequirementKind
    type: RequirementType
    importance: Importance
    texts: LocalText
    train: Train | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class CertificateNeed:
    """A paper a step asks for; a gate when it cannot be gained within about a term."""

    id: str
    names: LocalText
    kind: RequirementKind
    importance: Importance
    train: Train | None
    fact: Fact
    note: LocalText | None = None


@dataclass(frozen=True, slots=True)
class SwedishNeed:
    """The Swedish that the tasks need, per area.

    ``weeks_per_level`` is vocational Swedish for one main level (A2 to B1), in weeks.
    """

    areas: Mapping[LanguageArea, CefrRange]
    for_task: LocalText
    sfi: str | None
    when: When
    weeks_per_level: Span
    fact: Fact


@dataclass(frozen=True, slots=True)
class Task:
    """Something one does in the job; ``tags`` name what somebody may wish to avoid."""

    id: str
    texts: LocalText
    tags: frozenset[str]
    fact: Fact


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes of a step in the taxonomies. The JobTech concept is the key; ESCO is only a link."""

    jobtech: str | None
    also_jobtech: tuple[str, ...]
    ssyk: str
    esco: str | None
    fact: Fact


class StepState(StrEnum):
    """A step is agreed with the trade before it is published."""

    DRAFT = "draft"
    AGREED = "agreed"
    PUBLISHED = "published"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Step:
    """One job on a ladder."""

    id: StepId
    sector: Sector
    order: float
    entry: bool
    top: bool
    state: StepState
    titles: LocalText
    also_called: Mapping[str, tuple[str, ...]]
    codes: Codes
    tasks: tuple[Task, ...]
    requirements: tuple[Requirement, ...]
    swedish: SwedishNeed
    certificates: tuple[CertificateNeed, ...]
    fact: Fact
    note: LocalText | None = None

    @property
    def skills(self) -> tuple[Requirement, ...]:
        """The requirements that are skills."""
        return tuple(need for need in self.requirements if need.type is RequirementType.SKILL)

    @property
    def tags(self) -> frozenset[str]:
        """All tags of the step's tasks."""
        return frozenset().union(*(task.tags for task in self.tasks))


@dataclass(frozen=True, slots=True)
class TrainingModule:
    """A course or on-the-job training; ``gives`` names requirements and certificates it covers."""

    id: str
    kind: str
    titles: LocalText
    gives: frozenset[str]


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from one step to the next; two steps may have several ways between them."""

    id: str
    from_step: StepId
    to_step: StepId
    training: TrainingModule
    weeks: Weeks
    substitutability_pct: int | None
    fact: Fact
    note: LocalText | None = None


@dataclass(frozen=True, slots=True)
class RelatedWork:
    """Work of the same trade that is no step of the ladder."""

    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """One trade's ladder with the sources of its facts."""

    sector: Sector
    names: LocalText
    about: LocalText
    sources: Mapping[str, Source]
    ssyk: frozenset[str]
    related_work: tuple[RelatedWork, ...]
    steps: tuple[Step, ...]
    transitions: tuple[Transition, ...]
