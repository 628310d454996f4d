"""Places beyond those that are open or promised: on which days they are there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.expected import Expected, ExpectedKind
from matcher.domain.ids import StepId

FORECAST = Expected(
    ExpectedKind.FORECAST,
    StepId("care"),
    4,
    date(2027, 6, 1),
    date(2027, 8, 31),
    "the town's homes",
)
SEASON = replace(FORECAST, kind=ExpectedKind.SEASON)


@pytest.mark.parametrize(
    ("day", "forecast", "season"),
    [
        (date(2027, 5, 31), False, False),
        (date(2027, 6, 1), True, True),
        (date(2027, 8, 31), True, True),
        (date(2027, 9, 1), False, False),
        (date(2029, 7, 1), False, True),
        (date(2020, 7, 1), False, True),
    ],
)
def test_a_forecast_has_its_own_days_and_a_season_the_same_every_year(day, forecast, season):
    assert (FORECAST.holds_on(day), SEASON.holds_on(day)) == (forecast, season)


def test_a_season_may_last_over_the_turn_of_the_year():
    winter = replace(SEASON, first=date(2026, 12, 1), last=date(2026, 1, 31))
    days = [date(2030, 11, 30), date(2030, 12, 1), date(2031, 1, 31), date(2031, 2, 1)]

    assert [winter.holds_on(day) for day in days] == [False, True, True, False]


def test_a_forecast_ends_no_earlier_than_it_begins():
    with pytest.raises(ValueError, match="cannot end on 2027-05-31"):
        replace(FORECAST, last=date(2027, 5, 31))


def test_both_may_be_of_a_single_day():
    day = date(2027, 6, 1)
    forecast, season = (replace(one, last=day) for one in (FORECAST, SEASON))
    asked = [date(2027, 5, 31), day, date(2027, 6, 2), date(2028, 6, 1)]

    assert [forecast.holds_on(one) for one in asked] == [False, True, False, False]
    assert [season.holds_on(one) for one in asked] == [False, True, False, True]
