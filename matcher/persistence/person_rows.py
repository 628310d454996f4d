"""Tables about a person beside the profile: her way, who looked, her links, codes of before."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.participant import ParticipantState
from matcher.domain.role import Role
from matcher.persistence.base import Base, Owned, one_of
from matcher.persistence.participant_rows import goes_with_participant


class ParticipantMoveRow(Owned, Base):
    """One move of a person's place in the programme."""

    __tablename__ = "participant_moves"
    __table_args__ = (
        goes_with_participant(),
        one_of("action", ParticipantAction),
        one_of("state_before", ParticipantState),
        one_of("state_after", ParticipantState),
        one_of("actor", Role),
        one_of("reason", LeaveReason),
        CheckConstraint("number >= 1", name="number"),
    )

    participant: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    state_before: Mapped[str]
    state_after: Mapped[str]
    actor: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str | None]


class PersonViewRow(Owned, Base):
    """Somebody looked at a person; once an hour for each who and what."""

    __tablename__ = "person_views"
    __table_args__ = (goes_with_participant(),)

    participant: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    by: Mapped[str] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)


class PersonalLinkRow(Owned, Base):
    """A link to a person's own page, as the digest of its token; it goes with the person."""

    __tablename__ = "personal_links"
    __table_args__ = (
        goes_with_participant(),
        Index(None, "organisation_id", "participant"),
    )

    digest: Mapped[str] = mapped_column(primary_key=True)
    participant: Mapped[str]
    code_digest: Mapped[str]
    wrong_codes: Mapped[int] = mapped_column(server_default=text("0"))
    made_at: Mapped[datetime]
    by: Mapped[str]
    closed_at: Mapped[datetime | None]


class MergedCodeRow(Owned, Base):
    """A code that a person had, before two rows about her were made one."""

    __tablename__ = "merged_codes"
    __table_args__ = (
        goes_with_participant(),
        Index(None, "organisation_id", "participant"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    participant: Mapped[str]
    subject: Mapped[str | None]
    at: Mapped[datetime]
    by: Mapped[str]


IS_MERGED = (
    "EXISTS (SELECT 1 FROM merged_codes AS m\n"
    "WHERE m.organisation_id = NEW.organisation_id\n"
    "AND m.code = OLD.participant AND m.participant = NEW.participant)"
)
"""For triggers: a row moves to another code only when the person was entered twice."""
