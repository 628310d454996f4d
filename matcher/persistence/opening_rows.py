"""Tables of employers, their sites and their openings."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.opening import (
    EmploymentForm,
    MappedBy,
    OpeningKind,
    OpeningState,
    SubsidyState,
)
from matcher.domain.sector import Sector
from matcher.persistence.base import Base, Owned, Placed, between, one_of, place_checks


class EmployerRow(Owned, Base):
    """A company or public body."""

    __tablename__ = "employers"
    __table_args__ = (one_of("sector", Sector),)

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    sector: Mapped[str | None]


class SiteRow(Owned, Base):
    """One workplace of an employer."""

    __tablename__ = "sites"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "employer"],
            ["employers.organisation_id", "employers.id"],
            ondelete="CASCADE",
        ),
        between("lat", -90, 90),
        between("lon", -180, 180),
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="point"),
    )

    employer: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    municipality: Mapped[str]
    district: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]


class OpeningRow(Owned, Placed, Base):
    """A job; terms are known when ``form`` is not null, the origin when its source is not null.

    Lists are JSON; ``swedish`` maps an area to a level as it is written (``B1+/B2``).
    """

    __tablename__ = "openings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "employer"], ["employers.organisation_id", "employers.id"]
        ),
        UniqueConstraint("organisation_id", "origin_source", "origin_external_id"),
        Index(None, "organisation_id", "employer"),
        one_of("kind", OpeningKind),
        one_of("state", OpeningState),
        one_of("sector", Sector),
        one_of("mapped_by", MappedBy),
        between("mapping_confidence", 0, 1),
        CheckConstraint("places >= 1", name="places"),
        one_of("form", EmploymentForm),
        CheckConstraint("(form IS NULL) = (pay_line IS NULL)", name="terms"),
        CheckConstraint("trim(pay_line) <> ''", name="pay_line"),
        CheckConstraint("kind <> 'own' OR state <> 'open' OR form IS NOT NULL", name="open_terms"),
        one_of("subsidy_state", SubsidyState),
        CheckConstraint("form <> 'subsidised' OR subsidy_kind IS NOT NULL", name="subsidised"),
        CheckConstraint(
            "form <> 'praktik' OR (decided_by IS NOT NULL AND insured_by IS NOT NULL"
            " AND end_on IS NOT NULL)",
            name="praktik",
        ),
        *place_checks(),
        CheckConstraint(
            "(origin_source IS NULL) = (origin_external_id IS NULL)"
            " AND (origin_url IS NULL OR origin_source IS NOT NULL)",
            name="origin",
        ),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("places_taken BETWEEN 0 AND places", name="places_taken"),
        CheckConstraint("slots_taken >= 0", name="slots_taken"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    version: Mapped[int] = mapped_column(server_default=text("1"))
    places_taken: Mapped[int] = mapped_column(server_default=text("0"))
    slots_taken: Mapped[int] = mapped_column(server_default=text("0"))
    kind: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    state: Mapped[str]
    employer: Mapped[str | None]
    step: Mapped[str | None]
    sector: Mapped[str | None]
    mapped_by: Mapped[str | None]
    mapping_confidence: Mapped[float | None]
    places: Mapped[int]
    presentation_slots: Mapped[int | None]
    form: Mapped[str | None]
    pay_line: Mapped[str | None]
    subsidy_kind: Mapped[str | None]
    subsidy_state: Mapped[str | None]
    decided_by: Mapped[str | None]
    insured_by: Mapped[str | None]
    end_on: Mapped[date | None]
    start: Mapped[date | None]
    deadline: Mapped[date | None]
    hours_per_week_min: Mapped[float | None]
    hours_per_week_max: Mapped[float | None]
    shifts: Mapped[list[str]]
    must_have: Mapped[list[str]]
    nice_to_have: Mapped[list[str]]
    swedish: Mapped[dict[str, str]]
    swedish_for_task: Mapped[str | None]
    certificates: Mapped[list[str]]
    driving_licence: Mapped[bool]
    asset_languages: Mapped[list[str]]
    cultural_competence: Mapped[str | None]
    mentor: Mapped[bool | None]
    trainable_on_job: Mapped[bool | None]
    contact: Mapped[str | None]
    exposure_cap: Mapped[int | None]
    origin_source: Mapped[str | None]
    origin_external_id: Mapped[str | None]
    origin_url: Mapped[str | None]
