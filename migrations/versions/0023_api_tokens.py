"""Tokens by which programs act for somebody with an account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ROLES = (
    "linkworker coordinator job_coach health_coach study_coach digital_coach study_counsellor "
    "front_desk ngo_leader employer planner researcher admin auditor"
)


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    listed = ", ".join(f"'{role}'" for role in ROLES.split())
    op.create_table(
        "api_tokens",
        text("organisation_id"),
        text("id"),
        text("digest"),
        text("name"),
        text("user"),
        text("role"),
        sa.Column("scopes", sa.JSON(), nullable=False),
        moment("made_at"),
        text("by"),
        moment("expires_at"),
        moment("last_used_at", nullable=True),
        moment("revoked_at", nullable=True),
        text("revoked_by", nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "id"),
        sa.UniqueConstraint("organisation_id", "digest"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(["organisation_id", "user"], ["users.organisation_id", "users.id"]),
        sa.CheckConstraint(f"role IN ({listed})", name="role"),
        sa.CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked"),
        sa.CheckConstraint("expires_at > made_at", name="lasts"),
    )


def downgrade() -> None:
    op.drop_table("api_tokens")
