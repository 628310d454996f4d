"""Tables of a participant: one row of plain facts, and a table for each list."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.language import LanguageArea, LanguageSource, SfiCourse
from matcher.domain.participant import MayWorkStatus, ParticipantState
from matcher.domain.place import TravelMode
from matcher.domain.skills import Evidence, ExperienceKind
from matcher.persistence.base import Base, Owned, Placed, between, one_of, place_checks


class ParticipantRow(Owned, Placed, Base):
    """Plain facts of a profile; null is not known.

    ``certificates_known`` tells an empty list (known to hold none) from a list nobody has asked
    for; ``has_sfi`` tells an SFI record without details from none.
    """

    __tablename__ = "participants"
    __table_args__ = (
        one_of("state", ParticipantState),
        *place_checks(),
        between("hours_per_week_min", 0, 60),
        between("hours_per_week_max", 0, 60),
        CheckConstraint("hours_per_week_min <= hours_per_week_max", name="hours"),
        one_of("travel_mode", TravelMode),
        between("sun_level", 0, 6),
        between("sfi_track", 1, 3),
        one_of("sfi_attended", SfiCourse),
        one_of("sfi_passed", SfiCourse),
        CheckConstraint("sfi_passed_on IS NULL OR sfi_passed IS NOT NULL", name="sfi_date"),
        one_of("may_work", MayWorkStatus),
        CheckConstraint("version >= 1", name="version"),
    )

    code: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    version: Mapped[int] = mapped_column(server_default=text("1"))
    preferred_language: Mapped[str]
    state: Mapped[str]
    hours_per_week_min: Mapped[float | None]
    hours_per_week_max: Mapped[float | None]
    shifts: Mapped[list[str]]
    start: Mapped[date | None]
    travel_mode: Mapped[str | None]
    max_travel_minutes: Mapped[int | None]
    driving_licence: Mapped[bool | None]
    sun_level: Mapped[int | None]
    education_field: Mapped[str | None]
    education_foreign: Mapped[bool | None]
    education_validated: Mapped[bool | None]
    has_sfi: Mapped[bool]
    sfi_track: Mapped[int | None]
    sfi_attended: Mapped[str | None]
    sfi_passed: Mapped[str | None]
    sfi_passed_on: Mapped[date | None]
    certificates_known: Mapped[bool]
    wished_sectors: Mapped[list[str]]
    wished_steps: Mapped[list[str]]
    avoid: Mapped[list[str]]
    may_work: Mapped[str]
    may_work_until: Mapped[date | None]
    is_adult: Mapped[bool | None]
    protected_identity: Mapped[bool] = mapped_column(server_default=false())
    phone_only: Mapped[bool] = mapped_column(server_default=false())


class PartOfParticipant(Owned):
    """Mixin: a row that goes with its participant."""

    participant: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)


def goes_with_participant() -> ForeignKeyConstraint:
    """Return the key of a row that is deleted with its participant."""
    return ForeignKeyConstraint(
        ["organisation_id", "participant"],
        ["participants.organisation_id", "participants.code"],
        ondelete="CASCADE",
    )


class ExperienceRow(PartOfParticipant, Base):
    """One piece of work in the person's own words."""

    __tablename__ = "participant_experiences"
    __table_args__ = (
        goes_with_participant(),
        one_of("kind", ExperienceKind),
        CheckConstraint("trim(text) <> ''", name="text"),
        CheckConstraint("months >= 0", name="months"),
    )

    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    lang: Mapped[str]
    months: Mapped[int | None]
    kind: Mapped[str]


class SkillRow(PartOfParticipant, Base):
    """One claim of something the person can do."""

    __tablename__ = "participant_skills"
    __table_args__ = (goes_with_participant(), one_of("evidence", Evidence))

    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    concept: Mapped[str | None]
    evidence: Mapped[str]
    confirmed_by: Mapped[str | None]


class CertificateRow(PartOfParticipant, Base):
    """One paper the person holds."""

    __tablename__ = "participant_certificates"
    __table_args__ = (goes_with_participant(),)

    position: Mapped[int] = mapped_column(primary_key=True)
    certificate: Mapped[str]
    valid_to: Mapped[date | None]


class SwedishRow(PartOfParticipant, Base):
    """The level in one area, as the numbers of :class:`matcher.domain.language.Cefr`."""

    __tablename__ = "participant_swedish"
    __table_args__ = (
        goes_with_participant(),
        one_of("area", LanguageArea),
        between("low", 0, 16),
        between("high", 0, 16),
        CheckConstraint("low <= high", name="range"),
        one_of("source", LanguageSource),
    )

    area: Mapped[str] = mapped_column(primary_key=True)
    low: Mapped[int]
    high: Mapped[int]
    source: Mapped[str]
    to_be_confirmed: Mapped[bool]


class LanguageRow(PartOfParticipant, Base):
    """One language other than Swedish; a null level is not stated."""

    __tablename__ = "participant_languages"
    __table_args__ = (goes_with_participant(), between("level", 0, 16))

    position: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[str]
    level: Mapped[int | None]


class UnwantedStepRow(PartOfParticipant, Base):
    """A job the person has said "not this kind" to."""

    __tablename__ = "participant_unwanted_steps"
    __table_args__ = (goes_with_participant(),)

    position: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str]
