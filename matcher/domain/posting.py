"""Posting a first-step job: what the ladder knows is not asked, the rest is twelve answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matcher.domain.answer_link import LINK_LASTS
from matcher.domain.ladder import RequirementType
from matcher.domain.opening import (
    EmploymentForm,
    Hours,
    MappedBy,
    Offers,
    Opening,
    OpeningKind,
    OpeningState,
    Terms,
)
from matcher.domain.text import LocalText
from matcher.domain.wording import Needed, check_wording
from matcher.errors import InputError

if TYPE_CHECKING:
    from datetime import date, datetime

    from matcher.domain.ids import EmployerId, OpeningId, OrganisationId
    from matcher.domain.ladder import Step
    from matcher.domain.participant import Shift
    from matcher.domain.place import Place
    from matcher.domain.wording import Finding

MOST_PLACES = 50
MOST_HOURS = 60.0
LONGEST_TEXT = 600
SIMPLE_FORMS = (
    EmploymentForm.PERMANENT,
    EmploymentForm.PROBATION,
    EmploymentForm.FIXED_TERM,
    EmploymentForm.HOURLY,
)
"""Forms that need nothing but a pay line; praktik and subsidies are settled with a LinkWorker."""

REWRITTEN = frozenset({OpeningState.DRAFT, OpeningState.RETURNED, OpeningState.SUBMITTED})
"""What an opening says may be changed until somebody has approved it."""

CULTURES = LocalText(
    sv="Kännedom om kundernas kulturer",
    en="Knowing the customers' cultures",
    ar="معرفة ثقافات الزبائن",
)


@dataclass(frozen=True, slots=True)
class PostingLink:
    """A link by which a contact of an employer posts a job; the token itself is never kept.

    Parameters
    ----------
    contact
        Who has it, as people call her: she becomes the contact of the opening.
    opening
        What was posted with it; while that may be rewritten, the link opens it again.
    """

    digest: str
    employer: EmployerId
    contact: str
    made_at: datetime
    by: str
    opening: OpeningId | None = None

    def __post_init__(self) -> None:
        if not self.contact.strip():
            raise InputError("Say who at the employer gets the link.", code="contact.missing")

    def open_at(self, now: datetime) -> bool:
        """Say whether it can still be used."""
        return now < self.made_at + LINK_LASTS


@dataclass(frozen=True, slots=True)
class Posting:
    """The answers of an employer; whatever the step of the ladder knows is not among them.

    Parameters
    ----------
    terms
        ``None`` when form and pay are settled with a LinkWorker: then it cannot be opened yet.
    more
        What else one should know, in the employer's words.
    """

    places: int
    place: Place
    contact: str
    terms: Terms | None = None
    start: date | None = None
    hours_per_week: float | None = None
    shifts: frozenset[Shift] = field(default_factory=frozenset)
    languages: tuple[str, ...] = ()
    cultures: bool = False
    mentor: bool = False
    trainable_on_job: bool = False
    deadline: date | None = None
    more: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.places <= MOST_PLACES:
            raise InputError(
                f"Write how many people you take, from 1 to {MOST_PLACES}.",
                code="places.number",
                most=MOST_PLACES,
            )
        if self.hours_per_week is not None and not 0 < self.hours_per_week <= MOST_HOURS:
            raise InputError(
                f"Write hours a week, up to {MOST_HOURS:g}, or leave it empty.",
                code="hours.number",
                most=f"{MOST_HOURS:g}",
            )
        if len(self.more) > LONGEST_TEXT:
            raise InputError(
                f"Write at most {LONGEST_TEXT} signs.", code="text.length", most=LONGEST_TEXT
            )


def opening_from(
    posting: Posting,
    step: Step,
    *,
    opening_id: OpeningId,
    employer: EmployerId,
    organisation: OrganisationId,
) -> Opening:
    """Return the draft of an opening: title and tasks from the step, the rest as answered.

    What the step requires, Swedish for its task included, is read from the step and not copied, so
    that a ladder that changes takes its openings along.
    """
    tasks = " ".join(task.texts.sv for task in step.tasks)
    return Opening(
        organisation,
        opening_id,
        OpeningKind.OWN,
        step.titles.sv,
        "\n\n".join(text for text in (tasks, posting.more.strip()) if text),
        OpeningState.DRAFT,
        employer=employer,
        step=step.id,
        sector=step.sector,
        mapped_by=MappedBy.PERSON,
        places=posting.places,
        terms=posting.terms,
        start=posting.start,
        deadline=posting.deadline,
        hours=Hours(posting.hours_per_week, posting.hours_per_week, posting.shifts),
        place=posting.place,
        offers=Offers(
            posting.languages,
            CULTURES.sv if posting.cultures else None,
            posting.mentor,
            posting.trainable_on_job,
        ),
        contact=posting.contact,
    )


def written_by_employer(opening: Opening, step: Step) -> str:
    """Return what of an opening's text was written and does not come from its step."""
    tasks = " ".join(task.texts.sv for task in step.tasks)
    return opening.text.removeprefix(tasks).strip()


def wording_of(opening: Opening, step: Step | None) -> tuple[Finding, ...]:
    """Return what in an opening's own words may not or need not be asked for."""
    written = written_by_employer(opening, step) if step else f"{opening.title}. {opening.text}"
    pay = opening.terms.pay_line if opening.terms else ""
    parts = (written, pay, *opening.demands.must_have, *opening.demands.nice_to_have)
    return check_wording("\n".join(parts), needed_by(opening, step))


def needed_by(opening: Opening, step: Step | None) -> Needed:
    """Return what a job does need, by its step or as it was agreed."""
    by_step = needed_of(step)
    licence = by_step.driving_licence or opening.demands.driving_licence
    return Needed(driving_licence=licence, experience=by_step.experience)


def needed_of(step: Step | None) -> Needed:
    """Return what a step of a ladder needs; nothing is known of a job without one."""
    asked = {need.type for need in step.requirements} if step else set()
    licence = RequirementType.DRIVING_LICENCE in asked
    return Needed(driving_licence=licence, experience=step is not None and not step.entry)
