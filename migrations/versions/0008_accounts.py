"""Users with their roles, caseloads and cover, one-time codes, and links for answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CASE_ROLES = (
    "linkworker",
    "coordinator",
    "job_coach",
    "health_coach",
    "study_coach",
    "digital_coach",
    "study_counsellor",
)
ACCOUNT_ROLES = (
    *CASE_ROLES,
    "front_desk",
    "ngo_leader",
    "employer",
    "planner",
    "researcher",
    "admin",
    "auditor",
)


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def day(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def one_of(column: str, values: tuple[str, ...]) -> sa.Constraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def of_organisation(*keys: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("organisation_id", *keys),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
    )


def of(column: str, table: str, key: str = "id", *, cascade: bool = False) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{table}.organisation_id", f"{table}.{key}"],
        ondelete="CASCADE" if cascade else None,
    )


def upgrade() -> None:
    op.create_table(
        "users",
        *(text(name) for name in ("organisation_id", "id", "login", "name", "stamp")),
        sa.Column("active", sa.Boolean(), nullable=False),
        moment("changed_at"),
        *(text(name, nullable=True) for name in ("password", "totp_secret")),
        sa.Column("totp_counter", sa.Integer(), nullable=True),
        sa.Column("recovery", sa.JSON(), nullable=False),
        *of_organisation("id"),
        sa.UniqueConstraint("organisation_id", "login"),
        sa.UniqueConstraint("organisation_id", "stamp"),
    )
    op.create_table(
        "memberships",
        *(text(name) for name in ("organisation_id", "user", "role")),
        moment("since"),
        text("by"),
        text("employer", nullable=True),
        *of_organisation("user", "role"),
        of("user", "users"),
        of("employer", "employers"),
        one_of("role", ACCOUNT_ROLES),
    )
    op.create_table(
        "caseloads",
        *(text(name) for name in ("organisation_id", "participant", "role")),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        text("user"),
        day("since"),
        day("until", nullable=True),
        sa.Column("named", sa.Boolean(), server_default=sa.false(), nullable=False),
        text("by"),
        *of_organisation("participant", "role", "number"),
        of("participant", "participants", "code", cascade=True),
        of("user", "users"),
        one_of("role", CASE_ROLES),
        sa.CheckConstraint("until IS NULL OR until >= since", name="until"),
        sa.CheckConstraint("number >= 1", name="number"),
    )
    op.create_index(None, "caseloads", ["organisation_id", "user", "role"])
    op.create_table(
        "covers",
        *(text(name) for name in ("organisation_id", "id", "absent", "colleague", "role")),
        *(day(name) for name in ("first_day", "last_day")),
        text("by"),
        moment("at"),
        *of_organisation("id"),
        of("absent", "users"),
        of("colleague", "users"),
        one_of("role", CASE_ROLES),
        sa.CheckConstraint("absent <> colleague", name="two_people"),
        sa.CheckConstraint("last_day >= first_day", name="days"),
    )
    op.create_table(
        "one_time_codes",
        *(text(name) for name in ("organisation_id", "digest", "user", "purpose")),
        *(moment(name) for name in ("made_at", "expires_at")),
        text("by"),
        moment("used_at", nullable=True),
        *of_organisation("digest"),
        of("user", "users"),
        one_of("purpose", ("invite", "reset")),
    )
    op.create_table(
        "answer_links",
        *(text(name) for name in ("organisation_id", "digest", "suggestion", "role", "name")),
        text("code_digest", nullable=True),
        sa.Column("wrong_codes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        moment("made_at"),
        text("by"),
        text("forwarded_from", nullable=True),
        moment("answered_at", nullable=True),
        *of_organisation("digest"),
        of("suggestion", "suggestions", cascade=True),
        one_of("role", ("participant", "employer", "site_manager")),
        sa.CheckConstraint("role <> 'participant' OR code_digest IS NOT NULL", name="code"),
    )
    op.create_index(None, "answer_links", ["organisation_id", "suggestion"])


def downgrade() -> None:
    for table in (
        "answer_links",
        "one_time_codes",
        "covers",
        "caseloads",
        "memberships",
        "users",
    ):
        op.drop_table(table)
