"""Tables of what runs were made from, and of the stop switch."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from matcher.persistence.base import Base, Owned


class RunContentRow(Owned, Base):
    """A profile, an opening, or a list of such, under its digest; each is kept once.

    A profile goes with its participant, and its digest is keyed, so that what is left in a list
    says nothing about anybody.
    """

    __tablename__ = "run_contents"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
            ondelete="CASCADE",
        ),
        Index(None, "organisation_id", "participant"),
    )

    digest: Mapped[str] = mapped_column(primary_key=True)
    participant: Mapped[str | None]
    content: Mapped[str]


class RunInputRow(Owned, Base):
    """What one run was made from.

    ``people`` and ``openings`` are digests of lists, ``prices`` is that of
    :class:`matcher.persistence.spread_rows.SpreadPricesRow`.
    """

    __tablename__ = "run_inputs"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "run"], ["runs.organisation_id", "runs.id"]),
    )

    run: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]
    people: Mapped[str]
    openings: Mapped[str]
    left_out: Mapped[list[Any]] = mapped_column(JSON())
    lang: Mapped[str]
    ladders: Mapped[str]
    software: Mapped[str]
    prices: Mapped[str | None]


class StopRow(Owned, Base):
    """Suggestions of an organisation are stopped as long as there is its row."""

    __tablename__ = "suggestion_stops"

    at: Mapped[datetime]
    by: Mapped[str]
    reason: Mapped[str]
