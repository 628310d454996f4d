"""Tables of placements, their follow-ups, and the outcomes of commands."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.machines.follow_up import FollowUpState, WaiveReason
from matcher.domain.machines.placement import (
    DidNotStartReason,
    EndedEarlyReason,
    Party,
    PlacementState,
)
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.periods import FollowUpPoint
from matcher.persistence.base import Base, Owned, one_of

HOLDS = "state IN ('planned', 'started', 'ongoing')"
"""As :data:`matcher.domain.machines.placement.HOLDING`; a person is in one such row at most."""

_STARTED = "state IN ('started', 'ongoing', 'completed', 'ended_early')"


def _reason_by_state() -> CheckConstraint:
    told = " OR ".join(
        f"(state = '{state.value}' AND coalesce(reason, '') IN"
        f" ({', '.join(repr(one.value) for one in kind)}))"
        for state, kind in (
            (PlacementState.DID_NOT_START, DidNotStartReason),
            (PlacementState.ENDED_EARLY, EndedEarlyReason),
        )
    )
    untold = "(state NOT IN ('did_not_start', 'ended_early') AND reason IS NULL)"
    return CheckConstraint(f"{told} OR {untold}", name="reason")


class PlacementRow(Owned, Base):
    """Somebody at a job: not without a named confirm and the person's yes, which it points at."""

    __tablename__ = "placements"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
        ),
        ForeignKeyConstraint(
            ["organisation_id", "opening"], ["openings.organisation_id", "openings.id"]
        ),
        ForeignKeyConstraint(
            ["organisation_id", "suggestion"], ["suggestions.organisation_id", "suggestions.id"]
        ),
        ForeignKeyConstraint(
            ["organisation_id", "suggestion", "confirmed_version"],
            ["decisions.organisation_id", "decisions.suggestion", "decisions.version"],
        ),
        ForeignKeyConstraint(
            ["organisation_id", "suggestion", "yes_version"],
            ["decisions.organisation_id", "decisions.suggestion", "decisions.version"],
        ),
        ForeignKeyConstraint(
            ["organisation_id", "previous"], ["placements.organisation_id", "placements.id"]
        ),
        Index(
            "one_place_at_a_time",
            "organisation_id",
            "participant",
            unique=True,
            sqlite_where=text(HOLDS),
            postgresql_where=text(HOLDS),
        ),
        Index(None, "organisation_id", "participant"),
        Index(None, "organisation_id", "suggestion", unique=True),
        Index(None, "organisation_id", "opening"),
        one_of("state", PlacementState),
        one_of("party", Party),
        one_of("yes_mode", AnswerMode),
        _reason_by_state(),
        CheckConstraint("trim(confirmed_by) <> ''", name="confirmed_by"),
        CheckConstraint("trim(taken_by) <> ''", name="taken_by"),
        CheckConstraint("yes_version > confirmed_version", name="yes_after_confirm"),
        CheckConstraint(f"({_STARTED}) = (started_on IS NOT NULL)", name="started_on"),
        CheckConstraint(
            "(state IN ('completed', 'ended_early')) = (ended_on IS NOT NULL)", name="ended_on"
        ),
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="days"),
        CheckConstraint("(party IS NULL) = (reason IS NULL)", name="party_and_reason"),
        CheckConstraint("version >= 0", name="version"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    participant: Mapped[str]
    suggestion: Mapped[str]
    opening: Mapped[str]
    step: Mapped[str | None]
    previous: Mapped[str | None]
    trial: Mapped[bool]
    state: Mapped[str]
    starts_on: Mapped[date | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    party: Mapped[str | None]
    reason: Mapped[str | None]
    confirmed_by: Mapped[str]
    confirmed_at: Mapped[datetime]
    confirmed_version: Mapped[int]
    yes_at: Mapped[datetime]
    yes_mode: Mapped[str]
    yes_version: Mapped[int]
    taken_by: Mapped[str]
    taken_at: Mapped[datetime]
    first_day: Mapped[dict[str, Any]]


class FollowUpRow(Owned, Base):
    """One question, on its day, of how a placement goes."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "placement"],
            ["placements.organisation_id", "placements.id"],
            ondelete="CASCADE",
        ),
        Index(None, "organisation_id", "state", "due_on"),
        one_of("point", FollowUpPoint),
        one_of("state", FollowUpState),
        one_of("reason", WaiveReason),
        CheckConstraint("(state = 'waived') = (reason IS NOT NULL)", name="waived"),
        CheckConstraint(
            "(state IN ('answered', 'waived')) = (closed_on IS NOT NULL)", name="closed_on"
        ),
        CheckConstraint("version >= 0", name="version"),
    )

    placement: Mapped[str] = mapped_column(primary_key=True)
    point: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    state: Mapped[str]
    due_on: Mapped[date]
    closed_on: Mapped[date | None]
    reason: Mapped[str | None]


class CommandRow(Owned, Base):
    """What a command with a key led to, so that the same command again does nothing twice."""

    __tablename__ = "commands"
    __table_args__ = (CheckConstraint("trim(key) <> ''", name="key"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    command: Mapped[str]
    digest: Mapped[str]
    outcome: Mapped[dict[str, Any]]
    by: Mapped[str]
    at: Mapped[datetime]
