"""Permissions and placements follow a merged person; what was handed over is found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from matcher.persistence.triggers import drop_rules, make_rules

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MERGED = (
    "EXISTS (SELECT 1 FROM merged_codes AS m\n"
    "WHERE m.organisation_id = NEW.organisation_id\n"
    "AND m.code = OLD.participant AND m.participant = NEW.participant)"
)
SAME_PERMISSION = (
    "OR NEW.opening IS NOT OLD.opening OR NEW.field_group IS NOT OLD.field_group\n"
    "OR NEW.starts_on IS NOT OLD.starts_on OR NEW.ends_on IS NOT OLD.ends_on\n"
    "OR NEW.given_at IS NOT OLD.given_at OR NEW.mode IS NOT OLD.mode OR NEW.by IS NOT OLD.by\n"
)
ONLY_END = "BEGIN SELECT RAISE(ABORT, 'a permission is only ever taken back'); END"
BACKED = (
    "confirmed_by, confirmed_at,\n"
    "confirmed_version, yes_at, yes_mode, yes_version ON placements\n"
    "BEGIN SELECT RAISE(ABORT, 'on whose word somebody is placed is never changed'); END"
)

NEW = {
    "permissions_only_end": (
        "BEFORE UPDATE ON permissions\n"
        "WHEN NEW.organisation_id IS NOT OLD.organisation_id OR NEW.id IS NOT OLD.id\n"
        "OR NEW.employer IS NOT OLD.employer\n" + SAME_PERMISSION + "OR NOT (\n"
        "(NEW.participant IS OLD.participant\n"
        "AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)\n"
        "OR (NEW.withdrawn_at IS OLD.withdrawn_at AND NEW.withdrawn_by IS OLD.withdrawn_by\n"
        "AND NEW.withdrawn_mode IS OLD.withdrawn_mode\n"
        f"AND {MERGED}))\n" + ONLY_END
    ),
    "placements_stay_backed": f"BEFORE UPDATE OF suggestion, opening, {BACKED}",
    "placements_keep_their_person": (
        "BEFORE UPDATE OF participant ON placements\n"
        f"WHEN NOT {MERGED}\n"
        "BEGIN SELECT RAISE(ABORT, 'who is placed is never changed'); END"
    ),
}
OLD = {
    "permissions_only_end": (
        "BEFORE UPDATE ON permissions\n"
        "WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL\n"
        "OR NEW.organisation_id IS NOT OLD.organisation_id OR NEW.id IS NOT OLD.id\n"
        "OR NEW.participant IS NOT OLD.participant OR NEW.employer IS NOT OLD.employer\n"
        + SAME_PERMISSION
        + ONLY_END
    ),
    "placements_stay_backed": f"BEFORE UPDATE OF participant, suggestion, opening, {BACKED}",
}


def exchange(gone: dict[str, str], made: dict[str, str]) -> None:
    drop_rules(op.get_bind(), gone)
    make_rules(op.get_bind(), made)


STATES = "('draft', 'agreed', 'published', 'retired')"
ROLES = (
    "linkworker", "coordinator", "job_coach", "health_coach", "study_coach", "digital_coach",
    "study_counsellor", "front_desk", "ngo_leader", "employer", "site_manager", "planner",
    "participant", "researcher", "admin", "auditor", "system", "clock",
)  # fmt: skip


def make_step_moves() -> None:
    texts = ("step", "action", "state_before", "state_after", "actor", "by")
    op.create_table(
        "step_moves",
        sa.Column("organisation_id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("with_whom", sa.String(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "step", "number"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.CheckConstraint("action IN ('agree', 'publish', 'retire')", name="action"),
        sa.CheckConstraint(f"state_before IN {STATES}", name="state_before"),
        sa.CheckConstraint(f"state_after IN {STATES}", name="state_after"),
        sa.CheckConstraint(f"actor IN ({', '.join(repr(role) for role in ROLES)})", name="actor"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint(
            "(action = 'agree') = (with_whom IS NOT NULL AND agreed_on IS NOT NULL)",
            name="agreement",
        ),
    )


def upgrade() -> None:
    exchange(OLD, NEW)
    make_step_moves()
    handed = sa.text("handed_to IS NOT NULL")
    op.create_index(
        "handed_over",
        "suggestions",
        ["organisation_id", "handed_to"],
        sqlite_where=handed,
        postgresql_where=handed,
    )


def downgrade() -> None:
    op.drop_table("step_moves")
    op.drop_index("handed_over", "suggestions")
    exchange(NEW, OLD)
