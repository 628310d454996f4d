"""Tables of what employers do by links."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.employer_answer import HowItGoes
from matcher.domain.periods import FollowUpPoint
from matcher.persistence.base import Base, Owned, one_of


class MeetingTimeRow(Owned, Base):
    """A time offered for a meeting; it goes with the suggestion."""

    __tablename__ = "meeting_times"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "suggestion"],
            ["suggestions.organisation_id", "suggestions.id"],
            ondelete="CASCADE",
        ),
        CheckConstraint("(chosen_by IS NULL) = (chosen_at IS NULL)", name="chosen"),
    )

    suggestion: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    by: Mapped[str]
    offered_at: Mapped[datetime]
    chosen_by: Mapped[str | None]
    chosen_at: Mapped[datetime | None]


class WorkplaceAnswerRow(Owned, Base):
    """How a placement goes, as the workplace says; it goes with the placement."""

    __tablename__ = "workplace_answers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "placement"],
            ["placements.organisation_id", "placements.id"],
            ondelete="CASCADE",
        ),
        one_of("point", FollowUpPoint),
        one_of("said", HowItGoes),
    )

    placement: Mapped[str] = mapped_column(primary_key=True)
    point: Mapped[str] = mapped_column(primary_key=True)
    said: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class PostingLinkRow(Owned, Base):
    """A link by which a contact of an employer posts a job, as the digest of its token."""

    __tablename__ = "posting_links"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "employer"], ["employers.organisation_id", "employers.id"]
        ),
        ForeignKeyConstraint(
            ["organisation_id", "opening"],
            ["openings.organisation_id", "openings.id"],
            ondelete="CASCADE",
        ),
    )

    digest: Mapped[str] = mapped_column(primary_key=True)
    employer: Mapped[str]
    contact: Mapped[str]
    made_at: Mapped[datetime]
    by: Mapped[str]
    opening: Mapped[str | None]
