"""The audit log, what runs were made from, and the stop switch.

Runs of before have no inputs and no row in the log: they cannot be replayed.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from matcher.persistence.triggers import drop_rules, make_rules

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TRIGGERS = {
    "audit_events_follow": (
        "BEFORE INSERT ON audit_events\n"
        "WHEN NEW.sequence IS NOT 1 + coalesce(\n"
        "(SELECT rows FROM audit_heads WHERE organisation_id = NEW.organisation_id), 0)\n"
        "BEGIN SELECT RAISE(ABORT, 'an audit row must follow the last one'); END"
    ),
    "audit_events_stay": (
        "BEFORE UPDATE ON audit_events\n"
        "BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END"
    ),
    "audit_events_never_go": (
        "BEFORE DELETE ON audit_events\n"
        "BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END"
    ),
    "audit_heads_count": (
        "BEFORE UPDATE ON audit_heads\n"
        "WHEN NEW.rows IS NOT OLD.rows + 1 OR NEW.organisation_id IS NOT OLD.organisation_id\n"
        "BEGIN SELECT RAISE(ABORT, 'the head of the audit log only grows'); END"
    ),
    "audit_heads_never_go": (
        "BEFORE DELETE ON audit_heads\n"
        "BEGIN SELECT RAISE(ABORT, 'the head of the audit log is never deleted'); END"
    ),
}


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


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
        "audit_events",
        text("organisation_id"),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        *(text(name) for name in ("at", "actor", "action")),
        text("subject", nullable=True),
        *(text(name) for name in ("object_kind", "object_id", "details", "previous", "hash")),
        *of_organisation("sequence"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit_heads",
        text("organisation_id"),
        sa.Column("rows", sa.Integer(), nullable=False),
        text("hash"),
        *of_organisation(),
    )
    make_rules(op.get_bind(), TRIGGERS)
    op.create_table(
        "subject_keys",
        text("organisation_id"),
        text("participant"),
        text("key"),
        *of_organisation("participant"),
        of_participant(),
    )
    op.create_table(
        "run_contents",
        text("organisation_id"),
        text("digest"),
        text("participant", nullable=True),
        text("content"),
        *of_organisation("digest"),
        of_participant(),
    )
    op.create_index(None, "run_contents", ["organisation_id", "participant"])
    op.create_table(
        "run_inputs",
        text("organisation_id"),
        text("run"),
        sa.Column("day", sa.Date(), nullable=False),
        *(text(name) for name in ("people", "openings")),
        sa.Column("left_out", sa.JSON(), nullable=False),
        *(text(name) for name in ("lang", "ladders", "software")),
        *of_organisation("run"),
        sa.ForeignKeyConstraint(["organisation_id", "run"], ["runs.organisation_id", "runs.id"]),
    )
    op.create_table(
        "suggestion_stops",
        text("organisation_id"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        text("by"),
        text("reason"),
        *of_organisation(),
    )


def downgrade() -> None:
    drop_rules(op.get_bind(), TRIGGERS)
    for table in (
        "suggestion_stops",
        "run_inputs",
        "run_contents",
        "subject_keys",
        "audit_heads",
        "audit_events",
    ):
        op.drop_table(table)
