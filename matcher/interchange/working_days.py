"""Which days are worked in Sweden."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import holidays
from holidays.constants import OPTIONAL, PUBLIC

if TYPE_CHECKING:
    from datetime import date

SATURDAY = 5
EVES = frozenset({"Midsummer Eve", "Christmas Eve", "New Year's Eve"})
"""Count as Sundays in the Annual Leave Act (Semesterlagen 3 a §); other eves are worked."""


@cache
def _catalogue(category: str) -> holidays.HolidayBase:
    # Years are filled in as they are asked for.
    return holidays.country_holidays("SE", categories={category}, language="en_US")


def is_swedish_working_day(day: date) -> bool:
    """Say whether a day is worked: no Saturday, Sunday, public holiday or eve of a great one.

    >>> from datetime import date
    >>> is_swedish_working_day(date(2026, 6, 18)), is_swedish_working_day(date(2026, 6, 19))
    (True, False)
    """
    if day.weekday() >= SATURDAY or day in _catalogue(PUBLIC):
        return False
    return _catalogue(OPTIONAL).get(day) not in EVES
