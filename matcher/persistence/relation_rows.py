"""Tables of relations with employers."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.relation import EventKind
from matcher.persistence.base import Base, Owned, one_of


def _of_employer() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organisation_id", "employer"],
        ["employers.organisation_id", "employers.id"],
        ondelete="CASCADE",
    )


class _OfEmployer(Owned):
    """Mixin: a row about an employer, with who wrote it and when."""

    id: Mapped[str] = mapped_column(primary_key=True)
    employer: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class EmployerContactRow(_OfEmployer, Base):
    """Somebody at an employer."""

    __tablename__ = "employer_contacts"
    __table_args__ = (_of_employer(), Index(None, "organisation_id", "employer"))

    name: Mapped[str]
    role: Mapped[str]
    reach: Mapped[str]


class EmployerEventRow(_OfEmployer, Base):
    """A call, a visit or a seminar."""

    __tablename__ = "employer_events"
    __table_args__ = (
        _of_employer(),
        Index(None, "organisation_id", "employer"),
        one_of("kind", EventKind),
    )

    kind: Mapped[str]
    on: Mapped[date]
    note: Mapped[str]


class PromiseRow(_OfEmployer, Base):
    """What an employer promised."""

    __tablename__ = "promises"
    __table_args__ = (
        _of_employer(),
        Index(None, "organisation_id", "employer"),
        CheckConstraint("places >= 1", name="places"),
    )

    places: Mapped[int]
    step: Mapped[str | None]
    on: Mapped[date]
    note: Mapped[str]


class PromiseOpeningRow(Owned, Base):
    """An opening that keeps a promise."""

    __tablename__ = "promise_openings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "promise"],
            ["promises.organisation_id", "promises.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organisation_id", "opening"],
            ["openings.organisation_id", "openings.id"],
            ondelete="CASCADE",
        ),
    )

    opening: Mapped[str] = mapped_column(primary_key=True)
    promise: Mapped[str]


class AssignmentRow(_OfEmployer, Base):
    """What a company asked to learn, and what it changed."""

    __tablename__ = "assignments"
    __table_args__ = (_of_employer(), Index(None, "organisation_id", "employer"))

    question: Mapped[str]
    focus_group: Mapped[str]
    changed: Mapped[str]
