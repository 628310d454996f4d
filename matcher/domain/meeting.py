"""Three times offered for a first meeting, of which an employer takes one with a tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from matcher.domain.reminders import working_day_after
from matcher.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import SuggestionId
    from matcher.domain.reminders import IsWorkingDay

TIMES_OFFERED = 3
ZONE = ZoneInfo("Europe/Stockholm")
_USUAL = ((2, time(10)), (3, time(13)), (4, time(15)))
"""Working days ahead, and the hour: far enough for the person to be told, spread over the day."""


@dataclass(frozen=True, slots=True)
class MeetingTime:
    """A time offered for a meeting.

    Parameters
    ----------
    at
        When one would meet.
    by, offered_at
        Who offered it, and when.
    chosen_by, chosen_at
        Who took it at the employer, and when.
    """

    suggestion: SuggestionId
    at: datetime
    by: str
    offered_at: datetime
    chosen_by: str | None = None
    chosen_at: datetime | None = None


def usual_times(today: date, is_working_day: IsWorkingDay) -> tuple[datetime, ...]:
    """Return the three times that are offered unless a LinkWorker offers others.

    >>> from datetime import date
    >>> [f"{at:%a %H:%M}" for at in usual_times(date(2026, 11, 26), lambda d: d.weekday() < 5)]
    ['Mon 10:00', 'Tue 13:00', 'Wed 15:00']
    """
    return tuple(
        datetime.combine(working_day_after(today, days, is_working_day), hour, ZONE)
        for days, hour in _USUAL
    )


def check_times(times: tuple[datetime, ...], now: datetime) -> None:
    """Refuse times that cannot be offered.

    Raises
    ------
    InputError
        There are none or more than three, two are the same, or one is past.
    """
    if not 1 <= len(times) <= TIMES_OFFERED or len(set(times)) < len(times):
        raise InputError("Offer one to three times, each of them once.", code="times.number")
    if min(times) <= now:
        raise InputError(
            "A time that is offered has to lie ahead. Offer a later one.", code="times.past"
        )
