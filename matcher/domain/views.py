"""Read models for screens: what a list shows, nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.judgement import Band
    from matcher.domain.language import LanguageArea
    from matcher.domain.opening import OpeningKind, OpeningState
    from matcher.domain.suggestion import Decision


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in the list of people to review.

    ``proposed`` counts suggestions of the latest run that nobody has decided on; ``best_title``
    and ``best_band`` are those of the first of them.
    """

    code: ParticipantCode
    preferred_language: str
    district: str | None
    municipality: str | None
    proposed: int
    confirmed: int
    declined: int
    best_step: str | None
    best_title: str | None
    best_band: Band | None
    suggested_at: datetime | None


@dataclass(frozen=True, slots=True)
class FirstJobRow:
    """A person and one of her undecided suggestions, or the person alone when there is none.

    ``asked`` says whether suggestions were ever asked for.
    """

    code: ParticipantCode
    asked: bool
    wished_sectors: tuple[str, ...]
    wished_steps: tuple[str, ...]
    step: str | None = None
    title: str | None = None
    band: Band | None = None
    score: float = 0.0
    explanation: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision with the title of what it was about."""

    decision: Decision
    title: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, for empty states and `stegvis doctor`."""

    participants: int
    employers: int
    openings: int
    leads: int
    places: int
    suggestions: int
    decisions: int


@dataclass(frozen=True, slots=True)
class EmployerView:
    """What one employer may see of one person for one opening, and nothing else.

    Made by :func:`matcher.domain.employer_view.employer_view` only. ``None`` is not permitted;
    empty is permitted, and nothing is known.

    Parameters
    ----------
    title
        The employer's own opening.
    skills
        What the person can do, as somebody has confirmed it.
    certificates
        Ids of certificates that hold.
    swedish
        Area and level where the job asks for it, as a teacher or a test has found it.
    languages
        Of those that the opening asked for.
    driving_licence
        Where the opening asks for one.
    name_and_contact
        Whether the LinkWorker may give name and contact; they are not kept here.
    """

    opening: OpeningId
    title: str
    code: ParticipantCode
    skills: tuple[str, ...] | None
    certificates: tuple[str, ...] | None
    swedish: tuple[tuple[LanguageArea, str], ...] | None
    languages: tuple[str, ...] | None
    driving_licence: bool | None
    name_and_contact: bool


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person whose code or place has the letters that were looked for."""

    code: ParticipantCode
    preferred_language: str
    district: str | None
    municipality: str | None


@dataclass(frozen=True, slots=True)
class FoundOpening:
    """An opening whose title, employer or place has the letters that were looked for.

    ``places_left`` is of an own opening; ``link`` leads to the advertisement of a lead.
    """

    id: OpeningId
    title: str
    kind: OpeningKind
    state: OpeningState
    employer: str | None
    district: str | None
    municipality: str | None
    places_left: int
    link: str | None
