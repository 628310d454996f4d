"""Versions of ladders: every change with the whole ladder after it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "ladder_versions",
        text("organisation_id"),
        text("sector"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        text("action"),
        text("text"),
        text("by"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("steps", sa.JSON(), nullable=False),
        text("with_whom", nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "sector", "number"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.CheckConstraint(
            "sector IN ('elderly_care', 'industry', 'kitchens', 'construction')", name="sector"
        ),
        sa.CheckConstraint(
            "action IN ('edit', 'upload', 'undo', 'agree', 'publish')", name="action"
        ),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("before BETWEEN 0 AND number - 1", name="before"),
        sa.CheckConstraint(
            "(action = 'agree') = (with_whom IS NOT NULL AND agreed_on IS NOT NULL)",
            name="agreement",
        ),
    )


def downgrade() -> None:
    op.drop_table("ladder_versions")
