"""Places that nobody has posted or promised: what employers foresee, and what comes every year."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import StepId


class ExpectedKind(StrEnum):
    """A forecast holds for its own days, a season for the same days of every year."""

    FORECAST = "forecast"
    SEASON = "season"


@dataclass(frozen=True, slots=True)
class Expected:
    """So many places beyond those that are open or promised.

    Parameters
    ----------
    first, last
        Days on which they can be begun, both included; of a season the year does not count, and
        ``last`` may come before ``first``: over the turn of the year.
    said_by
        Whose figure it is: an employer, or where the season is known from.
    area
        The municipality, ``None`` when it is not said.

    Raises
    ------
    ValueError
        A forecast ends before it begins.
    """

    kind: ExpectedKind
    step: StepId
    places: int
    first: date
    last: date
    said_by: str
    area: str | None = None

    def __post_init__(self) -> None:
        if self.kind is ExpectedKind.FORECAST and self.last < self.first:
            raise ValueError(f"a forecast that begins on {self.first} cannot end on {self.last}")

    def holds_on(self, day: date) -> bool:
        """Say whether the places can be begun on a day.

        >>> from datetime import date
        >>> summer = Expected(
        ...     ExpectedKind.SEASON, "s", 3, date(2026, 6, 1), date(2026, 8, 31), "five years"
        ... )
        >>> [summer.holds_on(date(2031, month, 31)) for month in (5, 7)]
        [False, True]
        """
        if self.kind is ExpectedKind.FORECAST:
            return self.first <= day <= self.last
        first, last, asked = ((one.month, one.day) for one in (self.first, self.last, day))
        if first <= last:
            return first <= asked <= last
        return asked >= first or asked <= last
