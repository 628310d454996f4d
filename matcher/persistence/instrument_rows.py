"""Tables of questions to people: instruments, rounds, and what came of each question."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.rounds import AnswerStatus, HowAnswered
from matcher.persistence.base import Base, Owned, one_of


class InstrumentRow(Owned, Base):
    """One version of an instrument, as it is asked; the newest ``used_from`` is in use."""

    __tablename__ = "instruments"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    licence: Mapped[str]
    own: Mapped[bool]
    names: Mapped[dict[str, str]]
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    target: Mapped[str]
    closer_from: Mapped[int]
    by: Mapped[str]
    used_from: Mapped[datetime]


class RoundRow(Owned, Base):
    """An instrument put to a person from a day on."""

    __tablename__ = "rounds"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organisation_id", "instrument", "version"],
            ["instruments.organisation_id", "instruments.id", "instruments.version"],
        ),
        Index(None, "organisation_id", "participant"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    participant: Mapped[str]
    instrument: Mapped[str]
    version: Mapped[int]
    due: Mapped[date]
    by: Mapped[str]
    at: Mapped[datetime]


class ResponseRow(Owned, Base):
    """What came of one question of a round; rows are only ever added."""

    __tablename__ = "responses"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "round"],
            ["rounds.organisation_id", "rounds.id"],
            ondelete="CASCADE",
        ),
        one_of("status", AnswerStatus),
        one_of("mode", HowAnswered),
        CheckConstraint("(status = 'answered') = (value IS NOT NULL)", name="value"),
        CheckConstraint("(status = 'not_asked') = (mode IS NULL)", name="asked"),
        CheckConstraint("number >= 1", name="number"),
    )

    round: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str]
    status: Mapped[str]
    value: Mapped[int | None]
    mode: Mapped[str | None]
    at: Mapped[datetime]
