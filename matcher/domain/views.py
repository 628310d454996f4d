"""Read models for screens: what a list shows, nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.judgement import Band
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
