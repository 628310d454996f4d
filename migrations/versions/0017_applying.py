"""What was written of people's CVs and letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def whole_number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def of_person() -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("organisation_id", "participant", "number"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("number >= 1", name="number"),
    )


def upgrade() -> None:
    op.create_table(
        "application_versions",
        text("organisation_id"),
        text("participant"),
        whole_number("number"),
        *(text(name) for name in ("target_kind", "target", "move")),
        sa.Column("texts", sa.JSON(), nullable=False),
        text("by"),
        moment("at"),
        *of_person(),
        sa.CheckConstraint("target_kind IN ('opening', 'step')", name="target_kind"),
        sa.CheckConstraint("move IN ('write', 'undo', 'restore')", name="move"),
    )


def downgrade() -> None:
    op.drop_table("application_versions")
