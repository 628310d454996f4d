"""Table of the versions of ladders that were written here."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.ladder_version import LadderAction
from matcher.domain.sector import Sector
from matcher.persistence.base import Base, Owned, one_of


class LadderVersionRow(Owned, Base):
    """One change of a ladder; ``text`` is the whole ladder after it, in the format of its file."""

    __tablename__ = "ladder_versions"
    __table_args__ = (
        one_of("sector", Sector),
        one_of("action", LadderAction),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("before BETWEEN 0 AND number - 1", name="before"),
        CheckConstraint(
            "(action = 'agree') = (with_whom IS NOT NULL AND agreed_on IS NOT NULL)",
            name="agreement",
        ),
    )

    sector: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    before: Mapped[int | None]
    steps: Mapped[list[str]]
    with_whom: Mapped[str | None]
    agreed_on: Mapped[date | None]
