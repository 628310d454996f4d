"""Tables of the public taxonomies: reference data that every organisation reads and none owns."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.concept import ConceptKind, Match, RelationKind, Scheme
from matcher.domain.taxonomy_version import VersionState
from matcher.persistence.base import Base, between, one_of


class TaxonomyVersionRow(Base):
    """One imported state of a scheme."""

    __tablename__ = "taxonomy_versions"
    __table_args__ = (
        one_of("scheme", Scheme),
        one_of("state", VersionState),
        # Of each scheme one version at most is built, and one is in use.
        Index(
            "ix_taxonomy_versions_scheme_state",
            "scheme",
            "state",
            unique=True,
            sqlite_where=text("state <> 'earlier'"),
            postgresql_where=text("state <> 'earlier'"),
        ),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str]
    name: Mapped[str]
    state: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    counts: Mapped[dict[str, Any]] = mapped_column(JSON())
    prepared_for: Mapped[str | None]


class PartOfVersion:
    """Mixin: a row that goes with its version."""

    version: Mapped[int] = mapped_column(
        ForeignKey("taxonomy_versions.number", ondelete="CASCADE"), primary_key=True, sort_order=-2
    )


class TaxonomyFileRow(PartOfVersion, Base):
    """One file that was read whole."""

    __tablename__ = "taxonomy_files"

    name: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    sha256: Mapped[str]
    rows: Mapped[int]
    rejected: Mapped[int]
    set_aside: Mapped[int]


class ConceptRow(PartOfVersion, Base):
    """One concept; tables that refer to it hold its ``number`` in the version, which is short."""

    __tablename__ = "taxonomy_concepts"
    __table_args__ = (
        one_of("kind", ConceptKind),
        Index("ix_taxonomy_concepts_version_id", "version", "id", unique=True),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    kind: Mapped[str]
    code: Mapped[str | None]


def _to_concept(column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["version", column],
        ["taxonomy_concepts.version", "taxonomy_concepts.number"],
        ondelete="CASCADE",
    )


class LabelRow(PartOfVersion, Base):
    """One label; ``position`` 0 is the preferred one. ``folded`` is what it is looked up by."""

    __tablename__ = "taxonomy_labels"
    __table_args__ = (
        _to_concept("concept"),
        Index("ix_taxonomy_labels_folded", "folded"),
    )

    concept: Mapped[int] = mapped_column(primary_key=True)
    lang: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    folded: Mapped[str]


class DescriptionRow(PartOfVersion, Base):
    """What a concept means, in one language."""

    __tablename__ = "taxonomy_descriptions"
    __table_args__ = (_to_concept("concept"),)

    concept: Mapped[int] = mapped_column(primary_key=True)
    lang: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class RelationRow(PartOfVersion, Base):
    """Two concepts of the same version."""

    __tablename__ = "taxonomy_relations"
    __table_args__ = (
        _to_concept("source"),
        _to_concept("target"),
        one_of("kind", RelationKind),
        between("percentage", 1, 100),
        CheckConstraint("(kind = 'substitute') = (percentage IS NOT NULL)", name="substitute"),
        Index("ix_taxonomy_relations_version_target", "version", "target"),
    )

    source: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[int] = mapped_column(primary_key=True)
    percentage: Mapped[int | None]


class CrosswalkRow(PartOfVersion, Base):
    """Two concepts of two schemes, by id: either may be missing from the versions in use."""

    __tablename__ = "taxonomy_crosswalks"
    __table_args__ = (
        one_of("source_scheme", Scheme),
        one_of("target_scheme", Scheme),
        one_of("match", Match),
        Index("ix_taxonomy_crosswalks_target_label_folded", "target_label_folded"),
        Index("ix_taxonomy_crosswalks_target", "target"),
    )

    source_scheme: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    target_scheme: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    match: Mapped[str] = mapped_column(primary_key=True)
    target_label: Mapped[str]
    target_label_folded: Mapped[str]
