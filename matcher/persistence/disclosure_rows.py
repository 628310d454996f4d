"""Tables of permissions to disclose, of what was told, and of the outbox.

The database itself refuses what must not happen: a permission is only ever ended, and what was
told rests on a permission that held, and never changes or goes.
"""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.disclosure import How
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.message import Recipient
from matcher.domain.outbox import MessageState
from matcher.domain.permission import FieldGroup
from matcher.persistence.base import Base, Owned, one_of
from matcher.persistence.person_rows import IS_MERGED


class PermissionRow(Owned, Base):
    """One step of a person's yes, for one employer and opening.

    Without ``ON DELETE``: neither person nor opening goes unnoticed while a yes rests on them.
    """

    __tablename__ = "permissions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
        ),
        ForeignKeyConstraint(
            ["organisation_id", "employer"], ["employers.organisation_id", "employers.id"]
        ),
        ForeignKeyConstraint(
            ["organisation_id", "opening"], ["openings.organisation_id", "openings.id"]
        ),
        Index(None, "organisation_id", "participant", "opening"),
        Index(None, "organisation_id", "opening"),
        one_of("field_group", FieldGroup),
        one_of("mode", AnswerMode),
        one_of("withdrawn_mode", AnswerMode),
        CheckConstraint("starts_on <= ends_on", name="days"),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)"
            " AND (withdrawn_at IS NOT NULL OR withdrawn_mode IS NULL)",
            name="withdrawn",
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    participant: Mapped[str]
    employer: Mapped[str]
    opening: Mapped[str]
    field_group: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    given_at: Mapped[datetime]
    mode: Mapped[str]
    by: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]
    withdrawn_mode: Mapped[str | None]


class DisclosureRow(Owned, Base):
    """Who told whom at an employer what about whom: the person is a pseudonym."""

    __tablename__ = "disclosures"
    __table_args__ = (
        Index(None, "organisation_id", "subject"),
        one_of("field_group", FieldGroup),
        one_of("how", How),
    )

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    subject: Mapped[str]
    employer: Mapped[str]
    opening: Mapped[str]
    contact: Mapped[str]
    field_group: Mapped[str]
    how: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    permission: Mapped[str]
    message: Mapped[str | None]


class OutboxRow(Owned, Base):
    """A message that waits, or what became of it; it goes with the person it is about."""

    __tablename__ = "outbox_messages"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
            ondelete="CASCADE",
        ),
        Index(None, "organisation_id", "state"),
        Index(None, "organisation_id", "participant"),
        one_of("to_kind", Recipient),
        one_of("state", MessageState),
        CheckConstraint("to_kind <> 'participant' OR participant = recipient", name="about"),
        CheckConstraint(
            "(state = 'waiting') = (handled_at IS NULL)"
            " AND (handled_at IS NULL) = (handled_by IS NULL)",
            name="handled",
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    to_kind: Mapped[str]
    recipient: Mapped[str]
    participant: Mapped[str | None]
    opening: Mapped[str | None]
    template: Mapped[str]
    facts: Mapped[dict[str, str]]
    created_at: Mapped[datetime]
    by: Mapped[str]
    state: Mapped[str]
    handled_at: Mapped[datetime | None]
    handled_by: Mapped[str | None]


TRIGGERS = {
    "permissions_only_end": (
        "BEFORE UPDATE ON permissions\n"
        "WHEN NEW.organisation_id IS NOT OLD.organisation_id OR NEW.id IS NOT OLD.id\n"
        "OR NEW.employer IS NOT OLD.employer\n"
        "OR NEW.opening IS NOT OLD.opening OR NEW.field_group IS NOT OLD.field_group\n"
        "OR NEW.starts_on IS NOT OLD.starts_on OR NEW.ends_on IS NOT OLD.ends_on\n"
        "OR NEW.given_at IS NOT OLD.given_at OR NEW.mode IS NOT OLD.mode OR NEW.by IS NOT OLD.by\n"
        "OR NOT (\n"
        "(NEW.participant IS OLD.participant\n"
        "AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)\n"
        "OR (NEW.withdrawn_at IS OLD.withdrawn_at AND NEW.withdrawn_by IS OLD.withdrawn_by\n"
        "AND NEW.withdrawn_mode IS OLD.withdrawn_mode\n"
        f"AND {IS_MERGED}))\n"
        "BEGIN SELECT RAISE(ABORT, 'a permission is only ever taken back'); END"
    ),
    "disclosures_rest_on_permission": (
        "BEFORE INSERT ON disclosures\n"
        "WHEN NOT EXISTS (SELECT 1 FROM permissions AS p\n"
        "WHERE p.organisation_id = NEW.organisation_id AND p.id = NEW.permission\n"
        "AND p.employer = NEW.employer AND p.opening = NEW.opening\n"
        "AND p.field_group = NEW.field_group AND p.withdrawn_at IS NULL\n"
        "AND p.starts_on <= substr(NEW.at, 1, 10)\n"
        "AND (p.ends_on IS NULL OR p.ends_on >= substr(NEW.at, 1, 10)))\n"
        "BEGIN SELECT RAISE(ABORT, 'nothing is told without a permission that holds'); END"
    ),
    "disclosures_replace_none": (
        "BEFORE INSERT ON disclosures\n"
        "WHEN EXISTS (SELECT 1 FROM disclosures AS d\n"
        "WHERE d.organisation_id = NEW.organisation_id AND d.id = NEW.id)\n"
        "BEGIN SELECT RAISE(ABORT, 'what was told is never replaced'); END"
    ),
    "disclosures_stay": (
        "BEFORE UPDATE ON disclosures\n"
        "BEGIN SELECT RAISE(ABORT, 'what was told is never changed'); END"
    ),
    "disclosures_never_go": (
        "BEFORE DELETE ON disclosures\n"
        "BEGIN SELECT RAISE(ABORT, 'what was told is never deleted'); END"
    ),
}
"""What the database refuses by itself."""
