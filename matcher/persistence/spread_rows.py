"""Tables of the prices that lists of suggestions are chosen at."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, Double, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.spread import SpreadBy
from matcher.persistence.base import Base, Owned, between, one_of

IN_USE = "ended_at IS NULL"


class SpreadPricesRow(Owned, Base):
    """One set of prices, under the digest of what is in it; the one without an end is in use."""

    __tablename__ = "spread_prices"
    __table_args__ = (
        Index(
            "one_set_of_prices_at_a_time",
            "organisation_id",
            unique=True,
            sqlite_where=text(IN_USE),
            postgresql_where=text(IN_USE),
        ),
        between("strength", 0, 1),
        one_of("weighed_by", SpreadBy),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    strength: Mapped[float] = mapped_column(Double())
    weighed_by: Mapped[str]
    length: Mapped[int]
    minimum: Mapped[int]
    seed: Mapped[int]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]


class SpreadPriceRow(Owned, Base):
    """The price of one opening in a set; it stays when the opening goes."""

    __tablename__ = "spread_opening_prices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "prices"], ["spread_prices.organisation_id", "spread_prices.id"]
        ),
        CheckConstraint("price > 0", name="price"),
    )

    prices: Mapped[str] = mapped_column(primary_key=True)
    opening: Mapped[str] = mapped_column(primary_key=True)
    price: Mapped[float] = mapped_column(Double())
