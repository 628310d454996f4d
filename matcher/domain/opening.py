"""Employers, their sites, and the openings they have.

An ``own`` opening was agreed with an employer; a ``lead`` is an imported ad that nobody has agreed
to: the person applies alone and it never enters the allocation of places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matcher.domain.ids import EmployerId, OpeningId, OrganisationId, StepId
    from matcher.domain.language import CefrRange, LanguageArea
    from matcher.domain.participant import Shift
    from matcher.domain.place import Place
    from matcher.domain.sector import Sector

SLOTS_PER_PLACE = 3


@dataclass(frozen=True, slots=True)
class Employer:
    """A company or public body."""

    organisation: OrganisationId
    id: EmployerId
    name: str
    sector: Sector | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """One workplace of an employer."""

    employer: EmployerId
    name: str
    place: Place


class OpeningKind(StrEnum):
    """Agreed with an employer, or found in an ad."""

    OWN = "own"
    LEAD = "lead"


class OpeningState(StrEnum):
    """States of both kinds; see DOMAIN for who moves them."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    OPEN = "open"
    RETURNED = "returned"
    FULL = "full"
    PAUSED = "paused"
    CLOSED = "closed"
    NEW = "new"
    CALLED = "called"
    NO_ANSWER = "no_answer"
    BECAME_OWN = "became_own"
    APPLIED = "applied"
    ANSWERED = "answered"


MATCHABLE = frozenset(
    {OpeningState.OPEN, OpeningState.NEW, OpeningState.CALLED, OpeningState.NO_ANSWER}
)


class EmploymentForm(StrEnum):
    """What sort of employment it is; praktik is no employment and has no wage."""

    PERMANENT = "permanent"
    PROBATION = "probation"
    FIXED_TERM = "fixed_term"
    HOURLY = "hourly"
    SUBSIDISED = "subsidised"
    PRAKTIK = "praktik"


class SubsidyState(StrEnum):
    """Where the application for a subsidy stands."""

    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Terms:
    """Form of employment with its pay line, as people read it.

    For praktik: who decides, who insures, and the last day.
    """

    form: EmploymentForm
    pay_line: str
    subsidy_kind: str | None = None
    subsidy_state: SubsidyState | None = None
    decided_by: str | None = None
    insured_by: str | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if not self.pay_line.strip():
            raise ValueError("an opening needs a pay line, for example 'collective agreement'")
        if self.form is EmploymentForm.SUBSIDISED and not self.subsidy_kind:
            raise ValueError("a subsidised employment needs the kind of subsidy")
        if self.form is EmploymentForm.PRAKTIK and not (
            self.decided_by and self.insured_by and self.end
        ):
            raise ValueError("praktik needs who decides, who insures and the end date")


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week and shifts; what is ``None`` or empty is not stated."""

    per_week_min: float | None = None
    per_week_max: float | None = None
    shifts: frozenset[Shift] = frozenset()


@dataclass(frozen=True, slots=True)
class Demands:
    """What this opening asks beyond or instead of its ladder step.

    ``swedish`` replaces the step's level in the areas it names and must be tied to a task.
    ``must_have`` and ``nice_to_have`` are texts; ``certificates`` are ids the ladders know.
    """

    must_have: tuple[str, ...] = ()
    nice_to_have: tuple[str, ...] = ()
    swedish: Mapping[LanguageArea, CefrRange] = field(default_factory=dict)
    swedish_for_task: str | None = None
    certificates: tuple[str, ...] = ()
    driving_licence: bool = False

    def __post_init__(self) -> None:
        if self.swedish and not (self.swedish_for_task or "").strip():
            raise ValueError("a language level must be tied to a task: say what it is needed for")


@dataclass(frozen=True, slots=True)
class Offers:
    """What the workplace gives and would value: assets raise, they never bar."""

    languages: tuple[str, ...] = ()
    cultural_competence: str | None = None
    mentor: bool | None = None
    trainable_on_job: bool | None = None


class MappedBy(StrEnum):
    """What an opening's sector and step were read from."""

    PERSON = "person"
    CONCEPT = "jobtech_concept"
    SSYK = "ssyk"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported opening came from: the natural key of a re-import."""

    source: str
    external_id: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A job somebody can be suggested for.

    Raises
    ------
    ValueError
        An own opening that is open without terms (form and pay line), or counts below one.
    """

    organisation: OrganisationId
    id: OpeningId
    kind: OpeningKind
    title: str
    text: str
    state: OpeningState
    employer: EmployerId | None = None
    step: StepId | None = None
    sector: Sector | None = None
    mapped_by: MappedBy | None = None
    mapping_confidence: float | None = None
    places: int = 1
    presentation_slots: int | None = None
    terms: Terms | None = None
    start: date | None = None
    deadline: date | None = None
    hours: Hours = field(default_factory=Hours)
    place: Place | None = None
    demands: Demands = field(default_factory=Demands)
    offers: Offers = field(default_factory=Offers)
    contact: str | None = None
    exposure_cap: int | None = None
    origin: Origin | None = None

    def __post_init__(self) -> None:
        if self.places < 1:
            raise ValueError(f"{self.places} places; an opening has at least one")
        if self.kind is OpeningKind.OWN and self.state is OpeningState.OPEN and self.terms is None:
            raise ValueError("an own opening cannot be open without form and pay line")
        if self.mapping_confidence is not None and not 0 <= self.mapping_confidence <= 1:
            raise ValueError(f"confidence {self.mapping_confidence} is outside 0 to 1")

    def matchable_on(self, day: date) -> bool:
        """Say whether it takes people on a day: open or an unanswered lead, deadline not past."""
        return self.state in MATCHABLE and (self.deadline is None or self.deadline >= day)
