"""What was written in people's plans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KINDS = "work_trial job_search trade_training mentor practice sfi language_cafe study digital other"
REASONS = (
    "found_job other_activity wants_other hours_do_not_fit travel_too_long not_as_agreed "
    "cancelled no_contact mistake"
)


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def one_of(column: str, values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def upgrade() -> None:
    op.create_table(
        "plan_versions",
        text("organisation_id"),
        text("participant"),
        sa.Column("number", sa.Integer(), nullable=False),
        *(text(name) for name in ("activity", "move", "kind", "timing", "run_by", "text")),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        text("state"),
        text("reason", nullable=True),
        text("by"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "participant", "number"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
            ondelete="CASCADE",
        ),
        one_of("move", "add change begin finish stop undo"),
        one_of("kind", KINDS),
        one_of("timing", "beside before"),
        one_of("state", "planned going_on done stopped"),
        one_of("reason", REASONS),
        sa.CheckConstraint("(state = 'stopped') = (reason IS NOT NULL)", name="stopped"),
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days"),
        sa.CheckConstraint("number >= 1", name="number"),
    )


def downgrade() -> None:
    op.drop_table("plan_versions")
