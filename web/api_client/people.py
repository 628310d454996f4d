"""People as the API shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """Where; no point on a map."""

    municipality: str
    district: str | None


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person in a list."""

    code: str
    state: str
    preferred_language: str
    municipality: str | None
    district: str | None


@dataclass(frozen=True, slots=True)
class Experience:
    """What somebody has done, in her own words; ``lang`` is BCP 47."""

    text: str
    lang: str
    months: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Skill:
    """Something somebody can do."""

    text: str
    evidence: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Certificate:
    """A paper, by its id in the ladders."""

    id: str
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Swedish:
    """How much Swedish in one area; the level is CEFR, such as A2+ or B1/B2."""

    area: str
    level: str
    source: str
    to_be_confirmed: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """Another language; ``tag`` is BCP 47."""

    tag: str
    level: str | None


@dataclass(frozen=True, slots=True)
class Availability:
    """How much and when."""

    hours_per_week_min: float | None
    hours_per_week_max: float | None
    shifts: tuple[str, ...]
    start: date | None


@dataclass(frozen=True, slots=True)
class Travel:
    """How to work, and how long at most."""

    mode: str | None
    max_minutes: int | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants."""

    sectors: tuple[str, ...]
    steps: tuple[str, ...]
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MayWork:
    """The right to work."""

    status: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person; what is not known is ``None`` or empty."""

    code: str
    state: str
    protected_identity: bool
    phone_only: bool
    preferred_language: str
    place: Place | None
    experiences: tuple[Experience, ...]
    skills: tuple[Skill, ...]
    certificates: tuple[Certificate, ...] | None
    swedish: tuple[Swedish, ...]
    languages: tuple[Spoken, ...]
    driving_licence: bool | None
    availability: Availability
    travel: Travel
    wishes: Wishes
    may_work: MayWork
