"""Occupations suggested for openings that came without codes, and who confirmed or refused them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def one_of(column: str, values: str) -> sa.CheckConstraint:
    listed = ", ".join(repr(value) for value in values.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def upgrade() -> None:
    op.create_table(
        "opening_concepts",
        text("organisation_id"),
        text("opening"),
        text("id"),
        text("title"),
        text("scheme"),
        text("concept"),
        text("kind"),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        text("found_by"),
        text("state"),
        sa.Column("version", sa.Integer(), nullable=False),
        text("by", nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "opening", "id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(
            ["organisation_id", "opening"],
            ["openings.organisation_id", "openings.id"],
            ondelete="CASCADE",
        ),
        one_of("scheme", "esco jobtech ladder"),
        one_of("kind", "occupation skill group language keyword"),
        one_of("found_by", "exact normalised crosswalk lexical dense"),
        one_of("state", "suggested confirmed refused"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        sa.CheckConstraint("(version = 0) = (at IS NULL)", name="moved"),
    )


def downgrade() -> None:
    op.drop_table("opening_concepts")
