"""Public taxonomies: versions, concepts, labels, relations, crosswalks. No organisation owns them.

Values of enumerations are written out, so that this file stays as it was when they grow.
Constraints get their names from the naming convention of ``matcher.persistence.base``.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SCHEMES = "esco jobtech ladder"


def need(name: str, kind: type[sa.types.TypeEngine] = sa.String) -> sa.Column:
    return sa.Column(name, kind(), nullable=False)


def may(name: str, kind: type[sa.types.TypeEngine] = sa.String) -> sa.Column:
    return sa.Column(name, kind(), nullable=True)


def check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=name)


def one_of(column: str, values: str) -> sa.CheckConstraint:
    return check(column, f"{column} IN ({', '.join(repr(value) for value in values.split())})")


def part_of_version(name: str, *parts: sa.Column | sa.Constraint, key: str) -> None:
    """A table of which every row goes with its version; ``key`` is the rest of its key."""
    op.create_table(
        name,
        need("version", sa.Integer),
        *parts,
        sa.PrimaryKeyConstraint("version", *key.split()),
        sa.ForeignKeyConstraint(["version"], ["taxonomy_versions.number"], ondelete="CASCADE"),
    )


def to_concept(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["version", column],
        ["taxonomy_concepts.version", "taxonomy_concepts.number"],
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "taxonomy_versions",
        need("number", sa.Integer),
        need("scheme"),
        need("name"),
        need("state"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        need("by"),
        need("counts", sa.JSON),
        may("prepared_for"),
        sa.PrimaryKeyConstraint("number"),
        one_of("scheme", SCHEMES),
        one_of("state", "building in_use earlier"),
    )
    op.create_index(
        "ix_taxonomy_versions_scheme_state",
        "taxonomy_versions",
        ["scheme", "state"],
        unique=True,
        sqlite_where=sa.text("state <> 'earlier'"),
        postgresql_where=sa.text("state <> 'earlier'"),
    )
    part_of_version(
        "taxonomy_files",
        need("name"),
        need("position", sa.Integer),
        need("sha256"),
        need("rows", sa.Integer),
        need("rejected", sa.Integer),
        need("set_aside", sa.Integer),
        key="name",
    )
    part_of_version(
        "taxonomy_concepts",
        need("number", sa.Integer),
        need("id"),
        need("kind"),
        may("code"),
        one_of("kind", "occupation skill group language keyword"),
        key="number",
    )
    op.create_index(
        "ix_taxonomy_concepts_version_id", "taxonomy_concepts", ["version", "id"], unique=True
    )
    part_of_version(
        "taxonomy_labels",
        need("concept", sa.Integer),
        need("lang"),
        need("position", sa.Integer),
        need("text"),
        need("folded"),
        to_concept("concept"),
        key="concept lang position",
    )
    op.create_index("ix_taxonomy_labels_folded", "taxonomy_labels", ["folded"])
    part_of_version(
        "taxonomy_descriptions",
        need("concept", sa.Integer),
        need("lang"),
        need("text"),
        to_concept("concept"),
        key="concept lang",
    )
    part_of_version(
        "taxonomy_relations",
        need("source", sa.Integer),
        need("kind"),
        need("target", sa.Integer),
        may("percentage", sa.Integer),
        to_concept("source"),
        to_concept("target"),
        one_of("kind", "essential optional broader related substitute"),
        check("percentage", "percentage BETWEEN 1 AND 100"),
        check("substitute", "(kind = 'substitute') = (percentage IS NOT NULL)"),
        key="source kind target",
    )
    op.create_index(
        "ix_taxonomy_relations_version_target", "taxonomy_relations", ["version", "target"]
    )
    part_of_version(
        "taxonomy_crosswalks",
        need("source_scheme"),
        need("source"),
        need("target_scheme"),
        need("target"),
        need("match"),
        need("target_label"),
        need("target_label_folded"),
        one_of("source_scheme", SCHEMES),
        one_of("target_scheme", SCHEMES),
        one_of("match", "exact close narrow broad related"),
        key="source_scheme source target_scheme target match",
    )
    op.create_index(
        "ix_taxonomy_crosswalks_target_label_folded",
        "taxonomy_crosswalks",
        ["target_label_folded"],
    )
    op.create_index("ix_taxonomy_crosswalks_target", "taxonomy_crosswalks", ["target"])


def downgrade() -> None:
    for name in (
        "crosswalks",
        "relations",
        "descriptions",
        "labels",
        "concepts",
        "files",
        "versions",
    ):
        op.drop_table(f"taxonomy_{name}")
