"""Tables of the audit log: rows that the database itself refuses to change.

Everything is text, so that what is hashed is what is stored, byte by byte.
"""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.persistence.base import Base, Owned

# The rows are their primary key's tree: there is no second copy of a value that could differ.
_ONE_COPY = {"sqlite_with_rowid": False}


class AuditEventRow(Owned, Base):
    """One row of the log; see :class:`matcher.domain.audit.AuditEvent`."""

    __tablename__ = "audit_events"
    __table_args__ = (_ONE_COPY,)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str | None]
    object_kind: Mapped[str]
    object_id: Mapped[str]
    details: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class AuditHeadRow(Owned, Base):
    """How many rows an organisation's log has, and the hash of the last one."""

    __tablename__ = "audit_heads"

    rows: Mapped[int]
    hash: Mapped[str]


class FeedRow(Owned, Base):
    """Which rows of the log are events, and what about, so that the others need not be read.

    What an event says is read from the log, which must say that it is about the same.
    """

    __tablename__ = "feed_rows"
    __table_args__ = (_ONE_COPY,)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    object_kind: Mapped[str]
    object_id: Mapped[str]


class SubjectKeyRow(Owned, Base):
    """What a participant's pseudonym in the log is made with; it goes with the participant."""

    __tablename__ = "subject_keys"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
            ondelete="CASCADE",
        ),
    )

    participant: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]


TRIGGERS = {
    "audit_events_follow": (
        "BEFORE INSERT ON audit_events\n"
        "WHEN NEW.sequence IS NOT 1 + coalesce(\n"
        "(SELECT rows FROM audit_heads WHERE organisation_id = NEW.organisation_id), 0)\n"
        "BEGIN SELECT RAISE(ABORT, 'an audit row must follow the last one'); END"
    ),
    "audit_events_stay": (
        "BEFORE UPDATE ON audit_events\n"
        "BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END"
    ),
    "audit_events_never_go": (
        "BEFORE DELETE ON audit_events\n"
        "BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END"
    ),
    "audit_heads_count": (
        "BEFORE UPDATE ON audit_heads\n"
        "WHEN NEW.rows IS NOT OLD.rows + 1 OR NEW.organisation_id IS NOT OLD.organisation_id\n"
        "BEGIN SELECT RAISE(ABORT, 'the head of the audit log only grows'); END"
    ),
    "audit_heads_never_go": (
        "BEFORE DELETE ON audit_heads\n"
        "BEGIN SELECT RAISE(ABORT, 'the head of the audit log is never deleted'); END"
    ),
    "feed_rows_stay": (
        "BEFORE UPDATE ON feed_rows\n"
        "BEGIN SELECT RAISE(ABORT, 'which rows are events is never changed'); END"
    ),
    "feed_rows_never_go": (
        "BEFORE DELETE ON feed_rows\n"
        "BEGIN SELECT RAISE(ABORT, 'which rows are events is never forgotten'); END"
    ),
}
"""What the database refuses by itself; ``INSERT OR REPLACE`` is met by the first one."""
