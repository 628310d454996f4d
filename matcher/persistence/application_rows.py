"""Table of the texts of applications."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.application import ApplicationMove, TargetKind
from matcher.persistence.base import Base, Owned, one_of


class ApplicationVersionRow(Owned, Base):
    """What a person's CV and letter for one job were after one move; rows are only ever added."""

    __tablename__ = "application_versions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
            ondelete="CASCADE",
        ),
        one_of("target_kind", TargetKind),
        one_of("move", ApplicationMove),
        CheckConstraint("number >= 1", name="number"),
    )

    participant: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    target_kind: Mapped[str]
    target: Mapped[str]
    move: Mapped[str]
    texts: Mapped[dict[str, str]]
    by: Mapped[str]
    at: Mapped[datetime]
