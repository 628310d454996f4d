"""Read models of what a person lets employers know, and whom she could let know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.permission import may_be_said

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from matcher.domain.ids import OpeningId
    from matcher.domain.permission import Permission


@dataclass(frozen=True, slots=True)
class Permitted:
    """A permission with the names that a reader needs.

    Parameters
    ----------
    title
        Of the opening, as the employer wrote it.
    employer
        Name of the employer whom it was given for.
    is_theirs
        Whether the opening is still that employer's; else it lets nobody know anything.
    """

    permission: Permission
    title: str
    employer: str
    is_theirs: bool


class NotHolding(StrEnum):
    """Why a permission lets an employer know nothing any more."""

    TAKEN_BACK = "taken_back"
    LAST_DAY_PASSED = "last_day_passed"
    OTHER_EMPLOYER = "other_employer"
    RESTS_ON_NOTHING = "rests_on_nothing"


def not_holding(row: Permitted, rows: Iterable[Permitted], day: date) -> NotHolding | None:
    """Return why a permission has ended by a day; ``None`` while it holds, or begins later.

    Parameters
    ----------
    rows
        Everything that the same person has permitted: a step rests on those before it.
    """
    one = row.permission
    if one.withdrawn_at is not None:
        return NotHolding.TAKEN_BACK
    if one.ends_on is not None and one.ends_on < day:
        return NotHolding.LAST_DAY_PASSED
    if not row.is_theirs:
        return NotHolding.OTHER_EMPLOYER
    on = max(one.starts_on, day)
    given = [other.permission for other in rows]
    if one.field_group not in may_be_said(given, one.participant, one.employer, one.opening, on):
        return NotHolding.RESTS_ON_NOTHING
    return None


@dataclass(frozen=True, slots=True)
class AgreedOpening:
    """An own opening that has an employer and is not closed."""

    id: OpeningId
    title: str
    employer: str
