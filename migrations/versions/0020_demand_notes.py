"""What planners write about the demand in a municipality."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "demand_notes",
        text("organisation_id"),
        text("municipality"),
        sa.Column("number", sa.Integer(), nullable=False),
        *(text(name) for name in ("move", "text", "by")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "municipality", "number"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.CheckConstraint("move IN ('write', 'undo')", name="move"),
        sa.CheckConstraint("number >= 1", name="number"),
    )


def downgrade() -> None:
    op.drop_table("demand_notes")
