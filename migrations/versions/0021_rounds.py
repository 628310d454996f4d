"""Questions to people: instruments, rounds, and what came of each question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def whole(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def one_of(column: str, values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def upgrade() -> None:
    op.create_table(
        "instruments",
        text("organisation_id"),
        text("id"),
        whole("version"),
        text("licence"),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        text("target"),
        whole("closer_from"),
        text("by"),
        moment("used_from"),
        sa.PrimaryKeyConstraint("organisation_id", "id", "version"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.CheckConstraint("version >= 1", name="version"),
    )
    op.create_table(
        "rounds",
        text("organisation_id"),
        text("id"),
        text("participant"),
        text("instrument"),
        whole("version"),
        sa.Column("due", sa.Date(), nullable=False),
        text("by"),
        moment("at"),
        sa.PrimaryKeyConstraint("organisation_id", "id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "instrument", "version"],
            ["instruments.organisation_id", "instruments.id", "instruments.version"],
        ),
    )
    op.create_index(None, "rounds", ["organisation_id", "participant"])
    op.create_table(
        "responses",
        text("organisation_id"),
        text("round"),
        whole("number"),
        text("item"),
        text("status"),
        whole("value", nullable=True),
        text("mode", nullable=True),
        moment("at"),
        sa.PrimaryKeyConstraint("organisation_id", "round", "number"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(
            ["organisation_id", "round"],
            ["rounds.organisation_id", "rounds.id"],
            ondelete="CASCADE",
        ),
        one_of("status", "answered skipped not_asked"),
        one_of("mode", "self interpreter read_aloud"),
        sa.CheckConstraint("(status = 'answered') = (value IS NOT NULL)", name="value"),
        sa.CheckConstraint("(status = 'not_asked') = (mode IS NULL)", name="asked"),
        sa.CheckConstraint("number >= 1", name="number"),
    )


def downgrade() -> None:
    op.drop_table("responses")
    op.drop_table("rounds")
    op.drop_table("instruments")
