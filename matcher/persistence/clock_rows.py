"""Tables of what passes with time: who runs the jobs, and what each did last."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.persistence.base import Base, Owned


class LeaseRow(Owned, Base):
    """Who may do something alone, until when."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    expires_at: Mapped[datetime]


class JobRunRow(Owned, Base):
    """The last run of a job; see :class:`matcher.domain.jobs.JobRun`."""

    __tablename__ = "job_runs"
    __table_args__ = (CheckConstraint("moved >= 0", name="moved"),)

    job: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    moved: Mapped[int]
    next_on: Mapped[date | None]
    waiting: Mapped[list[str]]
    problem: Mapped[str | None]
