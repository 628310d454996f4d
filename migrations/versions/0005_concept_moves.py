"""Every move of a suggested concept; of those before this, the last one is known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OWNERS = (("participant", "participants", "code"), ("opening", "openings", "id"))
LAST_MOVE = {"confirmed": "confirm", "refused": "refuse", "suggested": "undo"}


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def one_of(column: str, values: str) -> sa.CheckConstraint:
    listed = ", ".join(repr(value) for value in values.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def upgrade() -> None:
    for owner, table, key in OWNERS:
        moves = op.create_table(
            f"{owner}_concept_moves",
            text("organisation_id"),
            text(owner),
            text("suggestion"),
            sa.Column("position", sa.Integer(), nullable=False),
            text("scheme"),
            text("concept"),
            text("label"),
            text("move"),
            text("by", nullable=True),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False),
            sa.PrimaryKeyConstraint("organisation_id", owner, "suggestion", "position"),
            sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
            sa.ForeignKeyConstraint(
                ["organisation_id", owner],
                [f"{table}.organisation_id", f"{table}.{key}"],
                ondelete="CASCADE",
            ),
            one_of("scheme", "esco jobtech ladder"),
            one_of("move", "suggest withdraw confirm refuse undo"),
        )
        op.bulk_insert(moves, _last_moves(owner))


def _last_moves(owner: str) -> list[dict[str, object]]:
    names = ("organisation_id", owner, "id", "scheme", "concept", "state", "by")
    held = sa.table(
        f"{owner}_concepts",
        *(sa.column(name) for name in names),
        sa.column("labels", sa.JSON()),
        sa.column("at", sa.DateTime(timezone=True)),
    )
    rows = op.get_bind().execute(sa.select(held).where(held.c["at"].is_not(None))).mappings().all()
    return [
        {
            **{name: row[name] for name in ("organisation_id", owner, "scheme", "concept", "by")},
            "suggestion": row["id"],
            "position": 1,
            "label": _label(row["labels"]),
            "move": LAST_MOVE[row["state"]],
            "at": row["at"],
        }
        for row in rows
    ]


def _label(labels: dict[str, str]) -> str:
    return next(labels[lang] for lang in ("sv", "en", *sorted(labels)) if lang in labels)


def downgrade() -> None:
    for owner, _, _ in OWNERS:
        op.drop_table(f"{owner}_concept_moves")
