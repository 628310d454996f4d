"""Table of notes on the demand in municipalities."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.demand_note import NoteMove
from matcher.persistence.base import Base, Owned, one_of


class DemandNoteRow(Owned, Base):
    """What stood in the note of a municipality after one move; rows are only ever added."""

    __tablename__ = "demand_notes"
    __table_args__ = (
        one_of("move", NoteMove),
        CheckConstraint("number >= 1", name="number"),
    )

    municipality: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    move: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
