"""Tables of users, caseloads, cover, one-time codes, and links for those without an account."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.account import CodePurpose
from matcher.domain.answer_link import LINK_ROLES
from matcher.domain.permissions import ACCOUNT_ROLES, CASE_ROLES
from matcher.persistence.base import Base, Owned, one_of


def _of_user(column: str = "user") -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["organisation_id", column], ["users.organisation_id", "users.id"])


class UserRow(Owned, Base):
    """Somebody who works with Stegvis; never deleted while anything names her, only inactive."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("organisation_id", "login"),
        UniqueConstraint("organisation_id", "stamp"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    login: Mapped[str]
    name: Mapped[str]
    stamp: Mapped[str]
    active: Mapped[bool]
    changed_at: Mapped[datetime]
    password: Mapped[str | None]
    totp_secret: Mapped[str | None]
    totp_counter: Mapped[int | None]
    recovery: Mapped[list[str]]


class MembershipRow(Owned, Base):
    """A user has a role."""

    __tablename__ = "memberships"
    __table_args__ = (
        _of_user(),
        ForeignKeyConstraint(
            ["organisation_id", "employer"], ["employers.organisation_id", "employers.id"]
        ),
        one_of("role", ACCOUNT_ROLES),
    )

    user: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    by: Mapped[str]
    employer: Mapped[str | None]


class CaseloadRow(Owned, Base):
    """Somebody is responsible for a participant from a day; ended, never changed."""

    __tablename__ = "caseloads"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "participant"],
            ["participants.organisation_id", "participants.code"],
            ondelete="CASCADE",
        ),
        _of_user(),
        Index(None, "organisation_id", "user", "role"),
        one_of("role", CASE_ROLES),
        CheckConstraint("until IS NULL OR until >= since", name="until"),
        CheckConstraint("number >= 1", name="number"),
    )

    participant: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    named: Mapped[bool] = mapped_column(server_default=false())
    by: Mapped[str]


class CoverRow(Owned, Base):
    """A colleague stands in for some days."""

    __tablename__ = "covers"
    __table_args__ = (
        _of_user("absent"),
        _of_user("colleague"),
        one_of("role", CASE_ROLES),
        CheckConstraint("absent <> colleague", name="two_people"),
        CheckConstraint("last_day >= first_day", name="days"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    absent: Mapped[str]
    colleague: Mapped[str]
    role: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    by: Mapped[str]
    at: Mapped[datetime]


class OneTimeCodeRow(Owned, Base):
    """A code that lets a user choose a password once, as its digest."""

    __tablename__ = "one_time_codes"
    __table_args__ = (_of_user(), one_of("purpose", CodePurpose))

    digest: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str]
    purpose: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    by: Mapped[str]
    used_at: Mapped[datetime | None]


class AnswerLinkRow(Owned, Base):
    """A link about one suggestion, as the digest of its token; it goes with the suggestion."""

    __tablename__ = "answer_links"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "suggestion"],
            ["suggestions.organisation_id", "suggestions.id"],
            ondelete="CASCADE",
        ),
        Index(None, "organisation_id", "suggestion"),
        one_of("role", LINK_ROLES),
        CheckConstraint("role <> 'participant' OR code_digest IS NOT NULL", name="code"),
    )

    digest: Mapped[str] = mapped_column(primary_key=True)
    suggestion: Mapped[str]
    role: Mapped[str]
    name: Mapped[str]
    code_digest: Mapped[str | None]
    wrong_codes: Mapped[int] = mapped_column(server_default=text("0"))
    made_at: Mapped[datetime]
    by: Mapped[str]
    forwarded_from: Mapped[str | None]
    answered_at: Mapped[datetime | None]
