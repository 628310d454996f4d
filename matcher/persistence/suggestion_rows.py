"""Tables of runs, what they suggested, and what people decided."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.judgement import Band
from matcher.domain.role import Role
from matcher.domain.run import RunKind
from matcher.domain.suggestion import (
    Action,
    AnswerMode,
    DeclineReason,
    NotHiredReason,
    SuggestionState,
)
from matcher.persistence.base import Base, Owned, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

ANSWERS = (Action.ACCEPT, Action.REFUSE, Action.NOT_NOW)
"""What a person says when asked; how it came to us is always kept."""


def _listed(values: Iterable[StrEnum]) -> str:
    return ", ".join(f"'{value.value}'" for value in values)


def _reason_by_action() -> CheckConstraint:
    """Two actions have a reason, always, and each its own kind."""
    codes = (("decline", DeclineReason), ("not_hire", NotHiredReason))
    told = [
        f"(action = '{action}' AND coalesce(reason, '') IN ({_listed(kind)}))"
        for action, kind in codes
    ]
    untold = "(action NOT IN ('decline', 'not_hire') AND reason IS NULL)"
    return CheckConstraint(" OR ".join([*told, untold]), name="reason")


def _mode_by_action() -> CheckConstraint:
    """Only an answer, which always does, and a withdrawal say how they came to us."""
    modes = _listed(AnswerMode)
    answers = _listed(ANSWERS)
    return CheckConstraint(
        f"(action IN ({answers}) AND coalesce(mode, '') IN ({modes}))"
        f" OR (action = 'withdraw' AND (mode IS NULL OR mode IN ({modes})))"
        f" OR (action NOT IN ({answers}, 'withdraw') AND mode IS NULL)",
        name="mode",
    )


class RunRow(Owned, Base):
    """One run.

    It is a log and outlives what it was about: ``participant`` and ``opening`` are no foreign keys.
    """

    __tablename__ = "runs"
    __table_args__ = (one_of("kind", RunKind), Index(None, "organisation_id", "participant", "at"))

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    input_hash: Mapped[str]
    encoder: Mapped[str]
    index: Mapped[str]
    weights: Mapped[str]
    seed: Mapped[int] = mapped_column(BigInteger)
    top: Mapped[int]
    participant: Mapped[str | None]
    opening: Mapped[str | None]


class SuggestionRow(Owned, Base):
    """One suggested pair; it goes with its participant and its opening unless decided on."""

    __tablename__ = "suggestions"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "run"], ["runs.organisation_id", "runs.id"]),
        ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organisation_id", "opening"],
            ["openings.organisation_id", "openings.id"],
            ondelete="CASCADE",
        ),
        Index(None, "organisation_id", "participant", "state"),
        Index(None, "organisation_id", "participant", "opening"),
        Index(None, "organisation_id", "opening"),
        Index(None, "organisation_id", "run"),
        Index(
            "handed_over",
            "organisation_id",
            "handed_to",
            sqlite_where=text("handed_to IS NOT NULL"),
            postgresql_where=text("handed_to IS NOT NULL"),
        ),
        CheckConstraint("rank >= 1", name="rank"),
        # A perfect match may sum to a rounding error above 1.
        CheckConstraint("score BETWEEN -1e-9 AND 1 + 1e-9", name="score"),
        one_of("band", Band),
        one_of("state", SuggestionState),
        CheckConstraint("version >= 0", name="version"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    run: Mapped[str]
    participant: Mapped[str]
    opening: Mapped[str | None]
    step: Mapped[str | None]
    title: Mapped[str]
    rank: Mapped[int]
    score: Mapped[float]
    band: Mapped[str]
    contributions: Mapped[dict[str, float]]
    explanation: Mapped[dict[str, Any]]
    state: Mapped[str]
    handed_to: Mapped[str | None]


class DecisionRow(Owned, Base):
    """One move of a suggestion to ``version``: no version is reached twice.

    Without ``ON DELETE``: what was decided keeps its suggestion, and that its participant.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "suggestion"], ["suggestions.organisation_id", "suggestions.id"]
        ),
        one_of("action", Action),
        one_of("state_before", SuggestionState),
        one_of("state_after", SuggestionState),
        one_of("actor", Role),
        _reason_by_action(),
        _mode_by_action(),
    )

    suggestion: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    state_before: Mapped[str]
    state_after: Mapped[str]
    actor: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str | None]
    note: Mapped[str | None]
    mode: Mapped[str | None]
