"""A participant's permission to disclose: to one employer, for one opening, step by step.

The person's yes opens one step after the other (code, then skills, then name and contact), each
dated. It is no consent that a legal basis rests on; it says what may be told, and it can be taken
back at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode
    from matcher.domain.machines.suggestion import AnswerMode


class FieldGroup(StrEnum):
    """What an employer is told, in the order in which it is told."""

    CODE = "code"
    SKILLS = "skills"
    NAME_AND_CONTACT = "name_and_contact"


STEPS = tuple(FieldGroup)
"""The steps in order: none is told before all that stand before it."""


def up_to(group: FieldGroup) -> tuple[FieldGroup, ...]:
    """Return a step with those before it.

    >>> [step.value for step in up_to(FieldGroup.SKILLS)]
    ['code', 'skills']
    """
    return STEPS[: STEPS.index(group) + 1]


def from_on(group: FieldGroup) -> tuple[FieldGroup, ...]:
    """Return a step with those after it: who takes back a step takes back what rests on it.

    >>> [step.value for step in from_on(FieldGroup.SKILLS)]
    ['skills', 'name_and_contact']
    """
    return STEPS[STEPS.index(group) :]


@dataclass(frozen=True, slots=True)
class Permission:
    """One step of a person's yes.

    Parameters
    ----------
    employer
        Whom it was given for: when the opening has another employer later, it does not hold.
    starts_on, ends_on
        First and last day; without a last day it holds until it is taken back.
    mode
        How the person gave it.
    by
        Who recorded it.
    withdrawn_at, withdrawn_by
        When it was taken back, and who recorded that; from that moment it does not hold.
    """

    id: str
    participant: ParticipantCode
    employer: EmployerId
    opening: OpeningId
    field_group: FieldGroup
    starts_on: date
    ends_on: date | None
    given_at: datetime
    mode: AnswerMode
    by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise InputError(
                f"The last day {self.ends_on} is before the first day {self.starts_on}. "
                "Check both days.",
                code="days.order",
            )
        if not self.by.strip():
            raise InputError(
                "Say who records the permission (--by): it is kept with it.",
                code="who.missing",
            )

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day: not taken back, and the day is in its time."""
        in_time = self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
        return self.withdrawn_at is None and in_time


@dataclass(frozen=True, slots=True)
class Yes:
    """What a person says yes to.

    Parameters
    ----------
    up_to
        The furthest step; the steps before it are part of it.
    mode
        How the person said it.
    by
        Who records it.
    starts_on, ends_on
        First day, today when ``None``; last day, if there is one.
    """

    up_to: FieldGroup
    mode: AnswerMode
    by: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """About whom, to whom and for what something may be said."""

    participant: ParticipantCode
    employer: EmployerId
    opening: OpeningId


def opened_by(
    yes: Yes,
    audience: Audience,
    given_before: Iterable[Permission],
    at: datetime,
    new_id: Callable[[], str],
) -> tuple[Permission, ...]:
    """Return a permission for each step of a yes that does not hold yet.

    Raises
    ------
    InputError
        Nobody is named, or the days do not fit.
    """
    first = yes.starts_on or at.date()
    who, employer, opening = audience.participant, audience.employer, audience.opening
    held = may_be_said(given_before, who, employer, opening, first)
    return tuple(
        Permission(
            id=new_id(),
            participant=who,
            employer=employer,
            opening=opening,
            field_group=step,
            starts_on=first,
            ends_on=yes.ends_on,
            given_at=at,
            mode=yes.mode,
            by=" ".join(yes.by.split()),
        )
        for step in up_to(yes.up_to)
        if step not in held
    )


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The person takes permission back.

    Parameters
    ----------
    mode
        How the person said it, when it is known.
    opening
        For which opening; ``None`` for every one.
    group
        From which step on; all of it with :data:`FieldGroup.CODE`.
    """

    participant: ParticipantCode
    opening: OpeningId | None
    group: FieldGroup
    mode: AnswerMode | None
    by: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise InputError(
                "Say who records the withdrawal (--by): it is kept with it.",
                code="who.missing",
            )


@dataclass(frozen=True, slots=True)
class Ended:
    """How much ended with a withdrawal.

    Parameters
    ----------
    suggestions
        What the person was asked or had said yes to.
    messages
        What would still have told an employer about her.
    """

    suggestions: int
    messages: int


def may_be_said(
    permissions: Iterable[Permission],
    participant: ParticipantCode,
    employer: EmployerId | None,
    opening: OpeningId,
    day: date,
) -> tuple[FieldGroup, ...]:
    """Return what may be said about somebody to an employer for an opening, in order.

    A step counts only when every step before it holds too.

    Parameters
    ----------
    permissions
        Any; those of others, for others, or out of time count for nothing.
    employer
        Whose opening it is now; nobody may be told when it is not known.
    """
    held = {
        one.field_group
        for one in permissions
        if (one.participant, one.employer, one.opening) == (participant, employer, opening)
        and one.holds_on(day)
    }
    said = []
    for step in STEPS:
        if step not in held:
            break
        said.append(step)
    return tuple(said)
