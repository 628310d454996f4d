"""How long things take: the durations that the clock and the undo button go by.

Days are calendar days and months calendar months, so no time zone and no summer time enter.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Interval:
    """Calendar months and days; the months are counted first."""

    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if self.months < 0 or self.days < 0:
            raise ValueError(f"{self.months} months and {self.days} days; time goes onward only")

    def after(self, day: date) -> date:
        """Return the day that lies so far after another.

        A month that has no such day ends with its last one.

        >>> Interval(months=3).after(date(2027, 11, 30))
        datetime.date(2028, 2, 29)
        >>> Interval(days=14).after(date(2026, 12, 24))
        datetime.date(2027, 1, 7)
        """
        years, month = divmod(day.month - 1 + self.months, 12)
        year, month = day.year + years, month + 1
        last = monthrange(year, month)[1]
        return date(year, month, min(day.day, last)) + timedelta(days=self.days)


class Window(StrEnum):
    """What kind of move may be taken back for a while; the length stands in the periods."""

    REVIEW = "review"


class FollowUpPoint(StrEnum):
    """How long after the start of a placement one asks how it goes."""

    TWO_WEEKS = "two_weeks"
    THREE_MONTHS = "three_months"
    SIX_MONTHS = "six_months"
    TWELVE_MONTHS = "twelve_months"


FOLLOW_UPS = (
    (FollowUpPoint.TWO_WEEKS, Interval(days=14)),
    (FollowUpPoint.THREE_MONTHS, Interval(months=3)),
    (FollowUpPoint.SIX_MONTHS, Interval(months=6)),
    (FollowUpPoint.TWELVE_MONTHS, Interval(months=12)),
)


@dataclass(frozen=True, slots=True)
class Periods:
    """All durations of a programme.

    Parameters
    ----------
    review_undo
        How long a LinkWorker may take a confirm or a decline back.
    undecided
        How long a suggestion waits for a decision before it lapses, from the day it came into its
        state.
    follow_ups
        When one asks, counted from the first day at work, in that order.
    follow_up_grace
        How long a follow-up may wait after its day before it is overdue.
    settling_in
        How long a placement is "started" before it is "ongoing".
    """

    review_undo: timedelta = timedelta(minutes=30)
    undecided: Interval = Interval(days=28)
    follow_ups: tuple[tuple[FollowUpPoint, Interval], ...] = FOLLOW_UPS
    follow_up_grace: Interval = Interval(days=7)
    settling_in: Interval = Interval(days=14)

    def __post_init__(self) -> None:
        if self.review_undo < timedelta(0):
            raise ValueError(f"an undo window of {self.review_undo}; it cannot be negative")
        points = [point for point, _ in self.follow_ups]
        if len(set(points)) < len(points):
            raise ValueError("a follow-up point stands twice; each has one interval")

    def window(self, window: Window) -> timedelta:
        """Return how long a kind of move may be taken back."""
        return {Window.REVIEW: self.review_undo}[window]


STANDARD = Periods()
"""What a programme starts with."""
