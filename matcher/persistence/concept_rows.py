"""Tables of concepts suggested for what people told, and for the titles of openings."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.concept import ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptState
from matcher.domain.link import FoundBy
from matcher.persistence.base import Base, Owned, between, one_of


class SuggestedConcept(Owned):
    """Mixin: one suggested concept; ``by`` and ``at`` are of the last move."""

    id: Mapped[str] = mapped_column(primary_key=True)
    scheme: Mapped[str]
    concept: Mapped[str]
    kind: Mapped[str]
    labels: Mapped[dict[str, str]]
    confidence: Mapped[float]
    found_by: Mapped[str]
    state: Mapped[str]
    version: Mapped[int]
    by: Mapped[str | None]
    at: Mapped[datetime | None]


def _checks() -> tuple[CheckConstraint, ...]:
    return (
        one_of("scheme", Scheme),
        one_of("kind", ConceptKind),
        one_of("found_by", FoundBy),
        one_of("state", ConceptState),
        between("confidence", 0, 1),
        CheckConstraint("(version = 0) = (at IS NULL)", name="moved"),
    )


def _goes_with(column: str, owner: str) -> ForeignKeyConstraint:
    """Return the key to a person or an opening, whose concepts go when it goes."""
    table, _, key = owner.partition(".")
    return ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{table}.organisation_id", f"{table}.{key}"],
        ondelete="CASCADE",
    )


class ParticipantConceptRow(SuggestedConcept, Base):
    """One concept suggested for one told experience."""

    __tablename__ = "participant_concepts"
    __table_args__ = (_goes_with("participant", "participants.code"), *_checks())

    participant: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    experience: Mapped[str]


class OpeningConceptRow(SuggestedConcept, Base):
    """One occupation suggested for the title of an opening."""

    __tablename__ = "opening_concepts"
    __table_args__ = (_goes_with("opening", "openings.id"), *_checks())

    opening: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    title: Mapped[str]


class MovedConcept(Owned):
    """Mixin: one move of a suggested concept.

    It refers to the person or opening and not to the suggestion, which goes when nobody touched it.
    """

    suggestion: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str]
    concept: Mapped[str]
    label: Mapped[str]
    move: Mapped[str]
    by: Mapped[str | None]
    at: Mapped[datetime]


class ParticipantConceptMoveRow(MovedConcept, Base):
    """One move of a concept suggested for a told experience."""

    __tablename__ = "participant_concept_moves"
    __table_args__ = (
        _goes_with("participant", "participants.code"),
        one_of("scheme", Scheme),
        one_of("move", ConceptMove),
    )

    participant: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)


class OpeningConceptMoveRow(MovedConcept, Base):
    """One move of an occupation suggested for an opening."""

    __tablename__ = "opening_concept_moves"
    __table_args__ = (
        _goes_with("opening", "openings.id"),
        one_of("scheme", Scheme),
        one_of("move", ConceptMove),
    )

    opening: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
