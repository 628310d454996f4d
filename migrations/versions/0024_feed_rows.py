"""Which rows of the audit log are events, so that whoever reads events need not read the others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from matcher.persistence.triggers import drop_rules, make_rules

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ACTIONS = {
    "suggestion": (
        "confirm decline need_info give_info undo ask accept refuse not_now propose_again present "
        "meet try hire not_hire withdraw lapse make_obsolete hand_over"
    ),
    "placement": "start go_on complete end_early not_start plan keep_on write_first_day",
    "follow_up": "become_due become_overdue answer waive",
}
"""Those that were ever written before this version."""

TRIGGERS = {
    "feed_rows_stay": (
        "BEFORE UPDATE ON feed_rows\n"
        "BEGIN SELECT RAISE(ABORT, 'which rows are events is never changed'); END"
    ),
    "feed_rows_never_go": (
        "BEFORE DELETE ON feed_rows\n"
        "BEGIN SELECT RAISE(ABORT, 'which rows are events is never forgotten'); END"
    ),
}


def text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "feed_rows",
        text("organisation_id"),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        text("object_kind"),
        text("object_id"),
        sa.PrimaryKeyConstraint("organisation_id", "sequence"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sqlite_with_rowid=False,
    )
    listed = ", ".join(
        f"'{kind}.{action}'" for kind, actions in ACTIONS.items() for action in actions.split()
    )
    op.execute(
        "INSERT INTO feed_rows (organisation_id, sequence, object_kind, object_id)"  # noqa: S608
        " SELECT organisation_id, sequence, object_kind, object_id FROM audit_events"
        f" WHERE action IN ({listed})"
    )
    make_rules(op.get_bind(), TRIGGERS)


def downgrade() -> None:
    drop_rules(op.get_bind(), TRIGGERS)
    op.drop_table("feed_rows")
