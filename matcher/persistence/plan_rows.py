"""Table of people's plans."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.machines.activity import ActivityState, ActivityStopReason
from matcher.domain.plan import PlanMove
from matcher.domain.plan_activity import ActivityKind, Timing
from matcher.persistence.base import Base, Owned, one_of


class PlanVersionRow(Owned, Base):
    """What an activity of a person's plan was after one move; rows are only ever added."""

    __tablename__ = "plan_versions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
            ondelete="CASCADE",
        ),
        one_of("move", PlanMove),
        one_of("kind", ActivityKind),
        one_of("timing", Timing),
        one_of("state", ActivityState),
        one_of("reason", ActivityStopReason),
        CheckConstraint("(state = 'stopped') = (reason IS NOT NULL)", name="stopped"),
        CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days"),
        CheckConstraint("number >= 1", name="number"),
    )

    participant: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    activity: Mapped[str]
    move: Mapped[str]
    kind: Mapped[str]
    timing: Mapped[str]
    run_by: Mapped[str]
    text: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    state: Mapped[str]
    reason: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime]
