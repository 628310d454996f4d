"""What employers may know of people and were told, as the API shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Permission:
    """One step of a person's yes; ``not_holding`` says why it lets nobody know anything."""

    id: str
    opening: str
    title: str
    employer: str
    employer_name: str
    field_group: str
    first_day: date
    last_day: date | None
    mode: str
    by: str
    at: datetime
    taken_back_at: datetime | None
    not_holding: str | None


@dataclass(frozen=True, slots=True)
class AgreedOpening:
    """An opening for whose employer a yes can be given; ``employer`` is its name."""

    id: str
    title: str
    employer: str


@dataclass(frozen=True, slots=True)
class Permissions:
    """What a person lets employers know, and for which openings more can be given."""

    items: tuple[Permission, ...]
    openings: tuple[AgreedOpening, ...]


@dataclass(frozen=True, slots=True)
class SwedishForJob:
    """How much Swedish, as a teacher or a test has found it."""

    area: str
    level: str


@dataclass(frozen=True, slots=True)
class MayBeTold:
    """What an employer may be told now, word for word; ``None`` is not permitted."""

    opening: str
    title: str
    code: str
    skills: tuple[str, ...] | None
    certificates: tuple[str, ...] | None
    swedish: tuple[SwedishForJob, ...] | None
    languages: tuple[str, ...] | None
    driving_licence: bool | None
    name_and_contact: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that an employer was told."""

    id: str
    opening: str
    employer: str
    contact: str
    field_group: str
    how: str
    by: str
    at: datetime
    permission: str


@dataclass(frozen=True, slots=True)
class AllTold:
    """What employers were told of a person, the first one first."""

    items: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Disclosures:
    """What the employer of a suggestion was told, and what may be told now."""

    items: tuple[Told, ...]
    permitted: tuple[str, ...]
    may_be_told: MayBeTold | None
