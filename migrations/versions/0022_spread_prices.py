"""Prices of crowded openings, and which of them a list was chosen at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

IN_USE = sa.text("ended_at IS NULL")


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def whole(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def real(name: str) -> sa.Column:
    return sa.Column(name, sa.Double(), nullable=False)


def moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "spread_prices",
        text("organisation_id"),
        text("id"),
        moment("at"),
        text("by"),
        real("strength"),
        text("weighed_by"),
        *(whole(name) for name in ("length", "minimum", "seed")),
        moment("ended_at", nullable=True),
        text("ended_by", nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.CheckConstraint("strength BETWEEN 0 AND 1", name="strength"),
        sa.CheckConstraint("weighed_by IN ('places', 'openings')", name="weighed_by"),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
    )
    op.create_index(
        "one_set_of_prices_at_a_time",
        "spread_prices",
        ["organisation_id"],
        unique=True,
        sqlite_where=IN_USE,
        postgresql_where=IN_USE,
    )
    op.create_table(
        "spread_opening_prices",
        text("organisation_id"),
        text("prices"),
        text("opening"),
        real("price"),
        sa.PrimaryKeyConstraint("organisation_id", "prices", "opening"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(
            ["organisation_id", "prices"], ["spread_prices.organisation_id", "spread_prices.id"]
        ),
        sa.CheckConstraint("price > 0", name="price"),
    )
    op.add_column("run_inputs", text("prices", nullable=True))


def downgrade() -> None:
    op.drop_column("run_inputs", "prices")
    op.drop_table("spread_opening_prices")
    op.drop_table("spread_prices")
