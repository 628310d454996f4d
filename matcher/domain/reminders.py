"""Answers that are waited for: when to remind an employer, and when to tell the LinkWorker.

Working days are counted from the day after; whether a day is one, the caller says
(:mod:`matcher.interchange.working_days` knows the Swedish ones).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    IsWorkingDay = Callable[[date], bool]

REMIND_AFTER = 3
TELL_AFTER = 5
"""Working days without an answer."""


class ReminderMove(StrEnum):
    """What is done because nobody has answered."""

    REMIND_EMPLOYER = "remind_employer"
    TELL_LINKWORKER = "tell_linkworker"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer of an employer that is waited for.

    Parameters
    ----------
    since
        The day the employer was told.
    done
        What was done about it already.
    """

    since: date
    done: frozenset[ReminderMove] = frozenset()


def working_day_after(day: date, number: int, is_working_day: IsWorkingDay) -> date:
    """Return the working day that is so many working days after a day.

    >>> from datetime import date
    >>> friday = date(2026, 11, 27)
    >>> working_day_after(friday, 3, lambda day: day.weekday() < 5)
    datetime.date(2026, 12, 2)
    """
    if number < 1:
        raise ValueError(f"{number} working days; count from 1")
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def reminder_moves(
    waiting: Waiting, today: date, is_working_day: IsWorkingDay
) -> tuple[ReminderMove, ...]:
    """Return what is to be done today, in order; each is done once.

    Nobody is reminded on a day that is free: what fell due on one waits for the next working day.
    After a long silence of the clock the LinkWorker is told at once, and the employer is not
    reminded any more: a person takes over.
    """
    if not is_working_day(today):
        return ()
    told = ReminderMove.TELL_LINKWORKER
    if today > working_day_after(waiting.since, TELL_AFTER, is_working_day):
        return () if told in waiting.done else (told,)
    reminded = ReminderMove.REMIND_EMPLOYER
    late = today > working_day_after(waiting.since, REMIND_AFTER, is_working_day)
    return (reminded,) if late and not waiting.done else ()


def next_reminder_on(waiting: Waiting, today: date, is_working_day: IsWorkingDay) -> date | None:
    """Return the next day on which something is to be done, when today's part is done."""
    done = waiting.done | set(reminder_moves(waiting, today, is_working_day))
    if ReminderMove.TELL_LINKWORKER in done:
        return None
    number = TELL_AFTER if done else REMIND_AFTER
    day = working_day_after(waiting.since, number + 1, is_working_day)
    return max(day, working_day_after(today, 1, is_working_day))
