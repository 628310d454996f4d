"""Table of what was done with the steps of the ladders."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.ladder import StepState
from matcher.domain.machines.ladder_step import StepAction
from matcher.domain.role import Role
from matcher.persistence.base import Base, Owned, one_of


class StepMoveRow(Owned, Base):
    """One move of a step; ladders are files, so that a step is no foreign key."""

    __tablename__ = "step_moves"
    __table_args__ = (
        one_of("action", StepAction),
        one_of("state_before", StepState),
        one_of("state_after", StepState),
        one_of("actor", Role),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint(
            "(action = 'agree') = (with_whom IS NOT NULL AND agreed_on IS NOT NULL)",
            name="agreement",
        ),
    )

    step: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[str]
    state_before: Mapped[str]
    state_after: Mapped[str]
    actor: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    with_whom: Mapped[str | None]
    agreed_on: Mapped[date | None]
