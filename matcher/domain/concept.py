"""Concepts of the public taxonomies (ESCO, JobTech), what ties them together, and across."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Scheme(StrEnum):
    """Whose concepts they are."""

    ESCO = "esco"
    JOBTECH = "jobtech"
    LADDER = "ladder"  # steps of our own ladders: never imported, always there


IMPORTED = (Scheme.ESCO, Scheme.JOBTECH)
"""Schemes that come from files."""


class ConceptKind(StrEnum):
    """What a concept stands for."""

    OCCUPATION = "occupation"
    SKILL = "skill"
    GROUP = "group"  # of occupations (ISCO-08, SSYK 2012) or of skills (ESCO)
    LANGUAGE = "language"
    KEYWORD = "keyword"


class ConceptKey(NamedTuple):
    """What a concept is found by: its scheme and its address or id there."""

    scheme: Scheme
    id: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept with its names.

    Parameters
    ----------
    scheme, id
        ESCO's address (URI), JobTech's concept id, or the id of a ladder's step.
    kind
        What it stands for.
    code
        In its classification: ISCO-08 or ESCO code, SSYK 2012 group, ISO 639 of a language.
    labels
        Preferred label by language (BCP 47 tag).
    alternatives
        Other labels by language, in the order of the source.
    descriptions
        Description by language.
    """

    scheme: Scheme
    id: str
    kind: ConceptKind
    code: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> ConceptKey:
        """What it is found by."""
        return ConceptKey(self.scheme, self.id)

    def label(self, langs: Sequence[str]) -> tuple[str, str]:
        """Return a label and its language: the first language that has one, else any.

        A concept without a preferred label shows its first alternative; one without any, its id.

        >>> cook = Concept(Scheme.ESCO, "c1", ConceptKind.OCCUPATION, labels={"en": "cook"})
        >>> cook.label(("sv", "en"))
        ('cook', 'en')
        """
        others = {lang: names[0] for lang, names in self.alternatives.items() if names}
        for named in (self.labels, others):
            for lang in (*langs, *sorted(named)):
                if lang in named:
                    return named[lang], lang
        return self.id, ""


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a concept, in one language."""

    key: ConceptKey
    kind: ConceptKind
    lang: str
    text: str
    preferred: bool = True


@dataclass(frozen=True, slots=True)
class HiddenLabel:
    """A label that is never shown or looked up since it misleads; ``folded`` as it is compared."""

    key: ConceptKey
    lang: str
    folded: str


class RelationKind(StrEnum):
    """How two concepts of one scheme belong together, read from the first to the second."""

    ESSENTIAL = "essential"  # the first (occupation, group or skill) needs the second (a skill)
    OPTIONAL = "optional"
    BROADER = "broader"  # the second is wider
    RELATED = "related"
    SUBSTITUTE = "substitute"  # who works as the first can take the second


@dataclass(frozen=True, slots=True)
class Relation:
    """Two concepts of one scheme, by id; ``percentage`` says how well a substitute fits."""

    source: str
    kind: RelationKind
    target: str
    percentage: int | None = None

    def __post_init__(self) -> None:
        if (self.percentage is None) != (self.kind is not RelationKind.SUBSTITUTE):
            raise ValueError("a substitute has a percentage, and nothing else has")
        if self.percentage is not None and not 0 < self.percentage <= 100:
            raise ValueError(f"{self.percentage} percent is outside 1 to 100")


class Match(StrEnum):
    """How wide the second concept of a crosswalk is beside the first (SKOS)."""

    EXACT = "exact"
    CLOSE = "close"
    NARROW = "narrow"  # the second is narrower
    BROAD = "broad"  # the second is broader
    RELATED = "related"  # they overlap; the source does not say how

    @property
    def inverse(self) -> Match:
        """The same, read from the second concept to the first.

        >>> Match.BROAD.inverse
        <Match.NARROW: 'narrow'>
        """
        turned = {Match.NARROW: Match.BROAD, Match.BROAD: Match.NARROW}
        return turned.get(self, self)


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """One row of a published mapping between two schemes.

    Either end may be missing from the versions in use (it was retired, or its scheme is not
    imported); ``target_label`` is what the mapping calls the second concept.
    """

    source: ConceptKey
    match: Match
    target: ConceptKey
    target_label: str = ""
