"""The shape of a ladder file, key by key: what pydantic checks before the rules of ladders do."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    model_validator,
)

from matcher.domain.ladder import (
    Importance,
    Mark,
    RequirementKind,
    RequirementType,
    StepState,
    When,
)
from matcher.domain.ladder_rules import TASK_TAGS
from matcher.domain.language import CefrRange, parse_cefr_range
from matcher.domain.sector import Sector

MIN_REQUIREMENTS = 6
MAX_REQUIREMENTS = 12
MAX_WEEKS = 520.0


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _level(value: object) -> CefrRange:
    if isinstance(value, CefrRange):
        return value
    if not isinstance(value, str):
        raise ValueError(f"unknown level {value!r}; write a level such as A2 or B1+/B2")  # noqa: TRY004 - pydantic reports ValueError
    return parse_cefr_range(value)


def _tag(value: str) -> str:
    if value not in TASK_TAGS:
        raise ValueError(f"unknown tag {value!r}; use one of {', '.join(sorted(TASK_TAGS))}")
    return value


def _address(value: str) -> str:
    if not re.match(r"https?://\S+$", value):
        raise ValueError(f"{value!r} is no web address; start it with https:// or http://")
    return value


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
DottedId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
Ssyk = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
Concept = Annotated[str, StringConstraints(pattern=r"^\w{4}_\w{3}_\w{3}$")]
Address = Annotated[str, AfterValidator(_address)]
Tag = Annotated[str, AfterValidator(_tag)]
Level = Annotated[CefrRange, BeforeValidator(_level)]
Number = Annotated[float, Field(strict=True, ge=0, le=MAX_WEEKS, allow_inf_nan=False)]


class Texts(_Shape):
    """A text that people on the ladder read: all three languages."""

    sv: Words
    en: Words
    ar: Words


class NoteTexts(_Shape):
    """A text for the people who work with the ladder: Arabic may be missing."""

    sv: Words
    en: Words
    ar: Words | None = None


class FactShape(_Shape):
    """How sure a fact is and where it stands."""

    mark: Mark
    source: Words | None

    @model_validator(mode="after")
    def _sourced_says_where(self) -> Self:
        if self.mark is Mark.SOURCED and self.source is None:
            raise ValueError("a sourced fact names its source")
        return self


class SourceShape(_Shape):
    """Where facts stand: a web address or a reference, or both."""

    title: Words
    url: Address | None = None
    reference: Words | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.url is None and self.reference is None:
            raise ValueError("a source has a url or a reference")
        return self


class SpanShape(_Shape):
    """A range of weeks."""

    min: Number
    max: Number

    @model_validator(mode="after")
    def _lower_first(self) -> Self:
        if self.min > self.max:
            raise ValueError(f"weeks run backwards: min {self.min:g} is above max {self.max:g}")
        return self


class WeeksShape(SpanShape):
    """How long a training takes."""

    part_time: SpanShape | None = None
    note: NoteTexts | None = None


class TrainShape(_Shape):
    """When a need is trained and for how long."""

    when: When
    weeks: SpanShape


class NoticeShape(_Shape):
    """A text with its fact: the model behind the ladder, or a law."""

    text: NoteTexts
    fact: FactShape


class LawShape(NoticeShape):
    """A law that people ask about."""

    id: Identifier


class RelatedShape(_Shape):
    """Work of the same trade that is no step."""

    sv: Words
    en: Words


class CodesShape(_Shape):
    """Codes in the taxonomies."""

    jobtech: Concept | None
    also_jobtech: tuple[Concept, ...]
    ssyk: Ssyk
    esco: Address | None
    fact: FactShape


class CalledShape(_Shape):
    """Titles as job ads write them."""

    sv: Annotated[tuple[Words, ...], Field(min_length=1)]
    en: tuple[Words, ...] = ()


class TaskShape(_Shape):
    """One task of a step."""

    id: Identifier
    texts: Texts
    tags: tuple[Tag, ...]
    fact: FactShape


class RequirementShape(_Shape):
    """One requirement of a step."""

    id: Identifier
    kind: RequirementKind
    type: RequirementType
    importance: Importance
    texts: Texts
    train: TrainShape | None
    fact: FactShape


class CertificateShape(_Shape):
    """One certificate of a step."""

    id: Identifier
    names: Texts
    kind: RequirementKind
    importance: Importance
    train: TrainShape | None
    note: NoteTexts | None = None
    fact: FactShape


class SwedishShape(_Shape):
    """The Swedish that the tasks need."""

    listening: Level
    reading: Level
    spoken_interaction: Level
    spoken_production: Level
    writing: Level
    for_task: Texts
    sfi: Words | None
    when: When
    weeks_per_level: SpanShape
    fact: FactShape


class StepShape(_Shape):
    """One step."""

    id: DottedId
    order: Number
    entry: StrictBool
    top: StrictBool
    status: StepState
    titles: Texts
    also_called: CalledShape
    codes: CodesShape
    tasks: Annotated[tuple[TaskShape, ...], Field(min_length=1)]
    requirements: Annotated[
        tuple[RequirementShape, ...],
        Field(min_length=MIN_REQUIREMENTS, max_length=MAX_REQUIREMENTS),
    ]
    swedish: SwedishShape
    certificates: tuple[CertificateShape, ...]
    note: NoteTexts | None = None
    fact: FactShape


class ModuleShape(_Shape):
    """The training of a way onward."""

    id: Identifier
    kind: Literal[
        "introduction",
        "komvux",
        "on_the_job",
        "trade_course",
        "validation",
        "higher_vocational",
        "apprenticeship",
        "sfi_combined",
        "internal",
    ]
    titles: Texts
    gives: tuple[Identifier, ...]


class TransitionShape(_Shape):
    """One way onward."""

    id: DottedId
    from_: Annotated[DottedId, Field(alias="from")]
    to: DottedId
    training: ModuleShape
    weeks: WeeksShape
    substitutability_pct: Annotated[int, Field(strict=True, ge=0, le=100)] | None
    note: NoteTexts | None = None
    fact: FactShape


class LadderShape(_Shape):
    """A whole ladder file."""

    format: Literal[1]
    sector: Sector
    names: Texts
    about: Texts
    model: NoticeShape
    law: tuple[LawShape, ...]
    sources: dict[str, SourceShape]
    ssyk: Annotated[tuple[Ssyk, ...], Field(min_length=1)]
    related_work: tuple[RelatedShape, ...]
    steps: Annotated[tuple[StepShape, ...], Field(min_length=1)]
    transitions: tuple[TransitionShape, ...]
