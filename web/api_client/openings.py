"""Openings as the API shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from web.api_client.people import Place


@dataclass(frozen=True, slots=True)
class ListedOpening:
    """An opening in a list; ``own`` is agreed with an employer, ``lead`` an advertisement."""

    id: str
    kind: str
    state: str
    title: str
    employer: str | None
    step: str | None
    sector: str | None
    places: int
    places_left: int
    municipality: str | None
    district: str | None
    start: date | None
    deadline: date | None
    version: int


@dataclass(frozen=True, slots=True)
class Employer:
    """Whose opening it is."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Form of employment and pay."""

    form: str
    pay_line: str
    subsidy_kind: str | None
    subsidy_state: str | None
    decided_by: str | None
    insured_by: str | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week and shifts."""

    per_week_min: float | None
    per_week_max: float | None
    shifts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SwedishAsked:
    """How much Swedish a task of the job needs in one area."""

    area: str
    level: str


@dataclass(frozen=True, slots=True)
class Demands:
    """What it asks beyond its step."""

    must_have: tuple[str, ...]
    nice_to_have: tuple[str, ...]
    swedish: tuple[SwedishAsked, ...]
    swedish_for_task: str | None
    certificates: tuple[str, ...]
    driving_licence: bool


@dataclass(frozen=True, slots=True)
class Offers:
    """What the workplace gives and would value."""

    languages: tuple[str, ...]
    cultural_competence: str | None
    mentor: bool | None
    trainable_on_job: bool | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported opening came from."""

    source: str
    external_id: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of an opening that a person should read before it is approved."""

    words: str
    concern: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening with the room that it has."""

    id: str
    kind: str
    state: str
    title: str
    text: str
    employer: Employer | None
    step: str | None
    sector: str | None
    mapped_by: str | None
    places: int
    places_left: int
    slots: int
    slots_taken: int
    terms: Terms | None
    start: date | None
    deadline: date | None
    hours: Hours
    place: Place | None
    demands: Demands
    offers: Offers
    origin: Origin | None
    wording: tuple[Finding, ...]
    possible: tuple[str, ...]
    version: int
