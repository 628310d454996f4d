"""Who is responsible for whom and since when, and who stands in for a colleague."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.permissions import CASE_ROLES
from matcher.errors import InputError

if TYPE_CHECKING:
    from datetime import date, datetime

    from matcher.domain.ids import ParticipantCode, UserId
    from matcher.domain.role import Role


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Somebody is a participant's LinkWorker, coordinator or coach.

    Rows are ended and never changed, so that it stays known who was responsible when.

    Parameters
    ----------
    named
        The handler named for a protected identity; nobody else sees such a person.
    since, until
        First day, and the day from which it is somebody else (``None``: it goes on).
    by
        Who said so.
    """

    participant: ParticipantCode
    role: Role
    user: UserId
    since: date
    by: str
    named: bool = False
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Cover:
    """A colleague stands in, from the first day to the last one, both included."""

    id: str
    absent: UserId
    colleague: UserId
    role: Role
    first_day: date
    last_day: date
    by: str
    at: datetime

    def holds_on(self, day: date) -> bool:
        """Say whether the colleague stands in on a day."""
        return self.first_day <= day <= self.last_day


MOST_DAYS_OF_COVER = 92


def check_cover(cover: Cover) -> Cover:
    """Return a cover that can be so.

    Raises
    ------
    InputError
        It names one person twice, ends before it begins, lasts longer than three months, or is in
        a role without a caseload.
    """
    if cover.absent == cover.colleague:
        raise InputError("Nobody stands in for herself: name two people.", code="cover.herself")
    if cover.last_day < cover.first_day:
        raise InputError(
            f"The cover ends ({cover.last_day}) before it begins ({cover.first_day}). Give a "
            "last day that is not before the first one.",
            code="days.order",
        )
    days = (cover.last_day - cover.first_day).days + 1
    if days > MOST_DAYS_OF_COVER:
        raise InputError(
            f"A cover of {days} days is too long: at most {MOST_DAYS_OF_COVER}. Hand the caseload "
            "over instead (`stegvis accounts assign`).",
            code="cover.long",
            most=MOST_DAYS_OF_COVER,
        )
    check_case_role(cover.role)
    return cover


def check_case_role(role: Role) -> None:
    """Raise :class:`InputError` for a role in which nobody has a caseload."""
    if role not in CASE_ROLES:
        listed = ", ".join(CASE_ROLES)
        raise InputError(
            f"The role {role} has no caseload; choose one of: {listed}.", code="role.no_caseload"
        )
