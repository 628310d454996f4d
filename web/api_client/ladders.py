"""Ladders as the API shows them: steps with what they ask, and the ways between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from web.api_client.reading import AS


@dataclass(frozen=True, slots=True)
class Texts:
    """A text in the three languages."""

    sv: str
    en: str
    ar: str


@dataclass(frozen=True, slots=True)
class Weeks:
    """A range of weeks."""

    low: float = field(metadata={AS: "min"})
    high: float = field(metadata={AS: "max"})


@dataclass(frozen=True, slots=True)
class Fact:
    """How sure something is, and the key of its source in the ladder."""

    mark: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Train:
    """When and how long one trains it."""

    when: str
    weeks: Weeks


@dataclass(frozen=True, slots=True)
class Task:
    """Something one does in the job."""

    id: str
    texts: Texts
    tags: tuple[str, ...]
    fact: Fact


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that the job asks; without ``train`` it cannot be trained within a year."""

    id: str
    kind: str
    type: str
    importance: str
    texts: Texts
    train: Train | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class CertificateNeed:
    """A paper that the job asks."""

    id: str
    names: Texts
    kind: str
    importance: str
    train: Train | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class SwedishArea:
    """How much Swedish the tasks need in one area."""

    area: str
    level: str


@dataclass(frozen=True, slots=True)
class SwedishNeed:
    """The Swedish that the tasks need."""

    areas: tuple[SwedishArea, ...]
    for_task: Texts
    when: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes in the taxonomies."""

    jobtech: str | None
    ssyk: str
    esco: str | None


@dataclass(frozen=True, slots=True)
class ListedStep:
    """A step in a list."""

    id: str
    titles: Texts
    entry: bool
    state: str


@dataclass(frozen=True, slots=True)
class Step:
    """One job on a ladder; ``open_now`` counts the openings that take people today."""

    id: str
    titles: Texts
    entry: bool
    state: str
    sector: str
    codes: Codes
    tasks: tuple[Task, ...]
    requirements: tuple[Requirement, ...]
    certificates: tuple[CertificateNeed, ...]
    swedish: SwedishNeed
    fact: Fact
    open_now: int


@dataclass(frozen=True, slots=True)
class Training:
    """What one learns between two steps."""

    id: str
    titles: Texts


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from one step to another."""

    id: str
    from_step: str
    to_step: str
    training: Training
    weeks: Weeks
    fact: Fact


@dataclass(frozen=True, slots=True)
class ListedLadder:
    """A ladder in the list."""

    sector: str
    names: Texts
    steps: tuple[ListedStep, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts stand."""

    key: str
    title: str
    url: str | None
    reference: str | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """One trade's ladder."""

    sector: str
    names: Texts
    about: Texts
    steps: tuple[Step, ...]
    transitions: tuple[Transition, ...]
    sources: tuple[Source, ...]
