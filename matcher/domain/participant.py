"""A person on the way to a first job: a pseudonymous profile, never name or personal number."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.fingerprint import NOT_MATCHED
from matcher.domain.language import Swedish

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import OrganisationId, ParticipantCode, StepId
    from matcher.domain.language import SpokenLanguage
    from matcher.domain.place import Place, TravelMode
    from matcher.domain.sector import Sector
    from matcher.domain.skills import Certificate, Experience, SkillClaim


class ParticipantState(StrEnum):
    """Where somebody is in the programme."""

    REFERRED = "referred"
    INFORMED = "informed"
    MAPPED = "mapped"
    ACTIVE = "active"
    PAUSED = "paused"
    PLACED = "placed"
    MOVED_UP = "moved_up"
    COMPLETED = "completed"
    LEFT = "left"
    ARCHIVED = "archived"
    ANONYMISED = "anonymised"


REVIEWED = frozenset({ParticipantState.MAPPED, ParticipantState.ACTIVE})
"""Who is looked at for a job now; the paused, placed and departed are not."""


class Shift(StrEnum):
    """When work is done."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Availability:
    """How much and when; what is ``None`` or empty is not known."""

    hours_per_week_min: float | None = None
    hours_per_week_max: float | None = None
    shifts: frozenset[Shift] = frozenset()
    start: date | None = None

    def __post_init__(self) -> None:
        for hours in (self.hours_per_week_min, self.hours_per_week_max):
            if hours is not None and not 0 <= hours <= 60:
                raise ValueError(f"{hours} hours a week is outside 0 to 60")
        low, high = self.hours_per_week_min, self.hours_per_week_max
        if low is not None and high is not None and low > high:
            raise ValueError(f"least hours {low} is above most hours {high}")


@dataclass(frozen=True, slots=True)
class Travel:
    """How somebody gets to work and how long the way may take, in minutes."""

    mode: TravelMode | None = None
    max_minutes: int | None = None


class MayWorkStatus(StrEnum):
    """Nothing more is kept than this."""

    YES = "yes"
    RESTRICTED = "restricted"
    TO_CHECK = "to_check"


@dataclass(frozen=True, slots=True)
class MayWork:
    """Right to work: yes (until a day), restricted, or to check."""

    status: MayWorkStatus = MayWorkStatus.TO_CHECK
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Education:
    """Schooling: SUN 2020 level (0 to 6) and field; ``None`` is not known."""

    sun_level: int | None = None
    field: str | None = None
    foreign: bool | None = None
    validated: bool | None = None

    def __post_init__(self) -> None:
        if self.sun_level is not None and not 0 <= self.sun_level <= 6:
            raise ValueError(f"SUN level {self.sun_level} is outside 0 to 6")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person wants, and which tasks to avoid (tags of ladder tasks); never why.

    ``unwanted`` are steps she has said "not this kind" to; they are not suggested.
    """

    sectors: frozenset[Sector] = frozenset()
    steps: frozenset[StepId] = frozenset()
    avoid: frozenset[str] = frozenset()
    unwanted: frozenset[StepId] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands in the programme, and whether the identity is protected."""

    state: ParticipantState
    protected_identity: bool


@dataclass(frozen=True, slots=True)
class Participant:
    """A profile under a code.

    Unknown facts are ``None`` or empty and are named in every suggestion; ``is_adult`` is the only
    trace of age the matching may see, and only as a gate. ``phone_only`` is set for who asks not
    to be written to; no job is matched against it.
    """

    organisation: OrganisationId
    code: ParticipantCode
    preferred_language: str = "sv"
    state: ParticipantState = ParticipantState.ACTIVE
    place: Place | None = None
    availability: Availability = field(default_factory=Availability)
    travel: Travel = field(default_factory=Travel)
    driving_licence: bool | None = None
    education: Education = field(default_factory=Education)
    swedish: Swedish = field(default_factory=Swedish)
    languages: tuple[SpokenLanguage, ...] = ()
    experiences: tuple[Experience, ...] = ()
    skills: tuple[SkillClaim, ...] = ()
    certificates: tuple[Certificate, ...] | None = None
    wishes: Wishes = field(default_factory=Wishes)
    may_work: MayWork = field(default_factory=MayWork)
    is_adult: bool | None = None
    protected_identity: bool = False
    phone_only: bool = field(default=False, metadata=NOT_MATCHED)


def is_reviewed(who: Participant | Standing) -> bool:
    """Say whether a job is looked for for somebody now, and no protected identity keeps her out."""
    return who.state in REVIEWED and not who.protected_identity
