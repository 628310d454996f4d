"""What the columns of an office's own lists hold, so that it need not be said again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "import_columns",
        *(text(name) for name in ("organisation_id", "kind", "header", "holds")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        text("by"),
        sa.PrimaryKeyConstraint("organisation_id", "kind", "header"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.CheckConstraint("kind IN ('participants', 'openings')", name="kind"),
    )


def downgrade() -> None:
    op.drop_table("import_columns")
