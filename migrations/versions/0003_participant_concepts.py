"""Concepts suggested for what people told, with who confirmed or refused them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def one_of(column: str, values: str) -> sa.CheckConstraint:
    listed = ", ".join(repr(value) for value in values.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def upgrade() -> None:
    op.create_table(
        "participant_concepts",
        text("organisation_id"),
        text("participant"),
        text("id"),
        text("experience"),
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
        sa.PrimaryKeyConstraint("organisation_id", "participant", "id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
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
    op.drop_table("participant_concepts")
