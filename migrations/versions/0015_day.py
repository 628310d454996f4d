"""The lists of a day: what they look up by person gets an index that leads straight to it."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INDEXES = (
    ("runs", ("organisation_id", "participant", "at")),
    ("suggestions", ("organisation_id", "participant", "opening")),
    ("placements", ("organisation_id", "participant")),
)


def upgrade() -> None:
    op.drop_index("ix_runs_organisation_id_participant", "runs")
    for table, columns in INDEXES:
        op.create_index(None, table, list(columns))


def downgrade() -> None:
    for table, columns in INDEXES:
        op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)
    op.create_index(None, "runs", ["organisation_id", "participant"])
