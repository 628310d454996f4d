"""Time and the rights of the person: leases, runs of jobs, moves, who looked, merged codes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ACTIONS = (
    "inform", "map", "activate", "pause", "resume", "place", "end_place", "move_up", "complete",
    "leave", "withdraw", "archive", "anonymise",
)  # fmt: skip
STATES = (
    "referred", "informed", "mapped", "active", "paused", "placed", "moved_up", "completed",
    "left", "archived", "anonymised",
)  # fmt: skip
ROLES = (
    "linkworker", "coordinator", "job_coach", "health_coach", "study_coach", "digital_coach",
    "study_counsellor", "front_desk", "ngo_leader", "employer", "site_manager", "planner",
    "participant", "researcher", "admin", "auditor", "system", "clock",
)  # fmt: skip
REASONS = (
    "own_wish", "found_work", "started_studies", "moved_away", "other_support", "no_contact",
    "programme_ended",
)  # fmt: skip


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def one_of(column: str, values: tuple[str, ...]) -> sa.Constraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def of_organisation(*keys: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("organisation_id", *keys),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
    )


def of_participant() -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", "participant"],
        ["participants.organisation_id", "participants.code"],
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "leases",
        text("organisation_id"),
        text("name"),
        text("holder"),
        moment("expires_at"),
        *of_organisation("name"),
    )
    op.create_table(
        "job_runs",
        text("organisation_id"),
        text("job"),
        moment("at"),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("waiting", sa.JSON(), nullable=False),
        text("problem", nullable=True),
        *of_organisation("job"),
        sa.CheckConstraint("moved >= 0", name="moved"),
    )
    op.create_table(
        "participant_moves",
        text("organisation_id"),
        text("participant"),
        sa.Column("number", sa.Integer(), nullable=False),
        *(text(name) for name in ("action", "state_before", "state_after", "actor", "by")),
        moment("at"),
        text("reason", nullable=True),
        *of_organisation("participant", "number"),
        of_participant(),
        one_of("action", ACTIONS),
        one_of("state_before", STATES),
        one_of("state_after", STATES),
        one_of("actor", ROLES),
        one_of("reason", REASONS),
        sa.CheckConstraint("number >= 1", name="number"),
    )
    op.create_table(
        "person_views",
        text("organisation_id"),
        text("participant"),
        moment("at"),
        text("by"),
        text("what"),
        *of_organisation("participant", "at", "by", "what"),
        of_participant(),
    )
    op.create_table(
        "merged_codes",
        text("organisation_id"),
        text("code"),
        text("participant"),
        text("subject", nullable=True),
        moment("at"),
        text("by"),
        *of_organisation("code"),
        of_participant(),
    )
    op.create_index(None, "merged_codes", ["organisation_id", "participant"])


def downgrade() -> None:
    for table in ("merged_codes", "person_views", "participant_moves", "job_runs", "leases"):
        op.drop_table(table)
