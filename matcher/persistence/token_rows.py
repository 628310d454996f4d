"""The table of tokens of programs."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.persistence.base import Base, Owned, one_of


class ApiTokenRow(Owned, Base):
    """A token, as the digest of its secret; ended, never deleted: the audit log names it."""

    __tablename__ = "api_tokens"
    __table_args__ = (
        UniqueConstraint("organisation_id", "digest"),
        ForeignKeyConstraint(["organisation_id", "user"], ["users.organisation_id", "users.id"]),
        one_of("role", ACCOUNT_ROLES),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked"),
        CheckConstraint("expires_at > made_at", name="lasts"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    name: Mapped[str]
    user: Mapped[str]
    role: Mapped[str]
    scopes: Mapped[list[str]]
    made_at: Mapped[datetime]
    by: Mapped[str]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None]
