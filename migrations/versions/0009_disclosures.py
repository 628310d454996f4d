"""Permissions to disclose, what employers were told, and the outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from matcher.persistence.triggers import drop_rules, make_rules

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MODES = "('self', 'phone', 'in_person', 'interpreter')"
GROUPS = "('code', 'skills', 'name_and_contact')"
TRIGGERS = {
    "permissions_only_end": (
        "BEFORE UPDATE ON permissions\n"
        "WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL\n"
        "OR NEW.organisation_id IS NOT OLD.organisation_id OR NEW.id IS NOT OLD.id\n"
        "OR NEW.participant IS NOT OLD.participant OR NEW.employer IS NOT OLD.employer\n"
        "OR NEW.opening IS NOT OLD.opening OR NEW.field_group IS NOT OLD.field_group\n"
        "OR NEW.starts_on IS NOT OLD.starts_on OR NEW.ends_on IS NOT OLD.ends_on\n"
        "OR NEW.given_at IS NOT OLD.given_at OR NEW.mode IS NOT OLD.mode OR NEW.by IS NOT OLD.by\n"
        "BEGIN SELECT RAISE(ABORT, 'a permission is only ever taken back'); END"
    ),
    "disclosures_rest_on_permission": (
        "BEFORE INSERT ON disclosures\n"
        "WHEN NOT EXISTS (SELECT 1 FROM permissions AS p\n"
        "WHERE p.organisation_id = NEW.organisation_id AND p.id = NEW.permission\n"
        "AND p.employer = NEW.employer AND p.opening = NEW.opening\n"
        "AND p.field_group = NEW.field_group AND p.withdrawn_at IS NULL\n"
        "AND p.starts_on <= substr(NEW.at, 1, 10)\n"
        "AND (p.ends_on IS NULL OR p.ends_on >= substr(NEW.at, 1, 10)))\n"
        "BEGIN SELECT RAISE(ABORT, 'nothing is told without a permission that holds'); END"
    ),
    "disclosures_replace_none": (
        "BEFORE INSERT ON disclosures\n"
        "WHEN EXISTS (SELECT 1 FROM disclosures AS d\n"
        "WHERE d.organisation_id = NEW.organisation_id AND d.id = NEW.id)\n"
        "BEGIN SELECT RAISE(ABORT, 'what was told is never replaced'); END"
    ),
    "disclosures_stay": (
        "BEFORE UPDATE ON disclosures\n"
        "BEGIN SELECT RAISE(ABORT, 'what was told is never changed'); END"
    ),
    "disclosures_never_go": (
        "BEFORE DELETE ON disclosures\n"
        "BEGIN SELECT RAISE(ABORT, 'what was told is never deleted'); END"
    ),
}


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def texts(*names: str) -> tuple[sa.Column, ...]:
    return tuple(text(name) for name in names)


def day(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def check(condition: str, name: str) -> sa.Constraint:
    return sa.CheckConstraint(condition, name=name)


def of_organisation() -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("organisation_id", "id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
    )


def of(column: str, target: str, ondelete: str | None = None) -> sa.Constraint:
    table, _, key = target.partition(".")
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{table}.organisation_id", f"{table}.{key}"],
        ondelete=ondelete,
    )


def upgrade() -> None:
    op.create_table(
        "permissions",
        *texts("organisation_id", "id", "participant", "employer", "opening", "field_group"),
        day("starts_on"),
        day("ends_on", nullable=True),
        moment("given_at"),
        *texts("mode", "by"),
        moment("withdrawn_at", nullable=True),
        text("withdrawn_by", nullable=True),
        text("withdrawn_mode", nullable=True),
        *of_organisation(),
        of("participant", "participants.code"),
        of("employer", "employers.id"),
        of("opening", "openings.id"),
        check(f"field_group IN {GROUPS}", "field_group"),
        check(f"mode IN {MODES}", "mode"),
        check(f"withdrawn_mode IN {MODES}", "withdrawn_mode"),
        check("starts_on <= ends_on", "days"),
        check(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)"
            " AND (withdrawn_at IS NOT NULL OR withdrawn_mode IS NULL)",
            "withdrawn",
        ),
    )
    op.create_index(None, "permissions", ["organisation_id", "participant", "opening"])
    op.create_index(None, "permissions", ["organisation_id", "opening"])
    op.create_table(
        "disclosures",
        *texts("organisation_id", "id", "subject", "employer", "opening", "contact"),
        *texts("field_group", "how", "by"),
        moment("at"),
        text("permission"),
        text("message", nullable=True),
        *of_organisation(),
        check(f"field_group IN {GROUPS}", "field_group"),
        check("how IN ('call', 'page', 'letter', 'message')", "how"),
    )
    op.create_index(None, "disclosures", ["organisation_id", "subject"])
    op.create_table(
        "outbox_messages",
        *texts("organisation_id", "id", "to_kind", "recipient"),
        text("participant", nullable=True),
        text("opening", nullable=True),
        text("template"),
        sa.Column("facts", sa.JSON(), nullable=False),
        moment("created_at"),
        *texts("by", "state"),
        moment("handled_at", nullable=True),
        text("handled_by", nullable=True),
        *of_organisation(),
        of("participant", "participants.code", "CASCADE"),
        check("to_kind IN ('participant', 'employer', 'linkworker')", "to_kind"),
        check(
            "state IN ('waiting', 'copied', 'printed', 'said', 'sent', 'cancelled')",
            "state",
        ),
        check("to_kind <> 'participant' OR participant = recipient", "about"),
        check(
            "(state = 'waiting') = (handled_at IS NULL)"
            " AND (handled_at IS NULL) = (handled_by IS NULL)",
            "handled",
        ),
    )
    op.create_index(None, "outbox_messages", ["organisation_id", "state"])
    op.create_index(None, "outbox_messages", ["organisation_id", "participant"])
    make_rules(op.get_bind(), TRIGGERS)


def downgrade() -> None:
    drop_rules(op.get_bind(), TRIGGERS)
    for table in ("outbox_messages", "disclosures", "permissions"):
        op.drop_table(table)
