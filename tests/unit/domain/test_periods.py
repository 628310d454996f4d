"""Calendar months that end where they end, leap years, and durations that make sense."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.periods import STANDARD, FollowUpPoint, Interval, Periods, Window

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 5, 17), 0, date(2026, 5, 17)),
    ],
)
def test_months_later(start: date, months: int, expected: date):
    assert Interval(months=months).after(start) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2026, 12, 24), date(2027, 1, 7)),
        (date(2028, 2, 20), date(2028, 3, 5)),
        (date(2027, 2, 20), date(2027, 3, 6)),
        # The clocks change in between; a day is a day.
        (date(2026, 3, 20), date(2026, 4, 3)),
        (date(2026, 10, 20), date(2026, 11, 3)),
    ],
)
def test_two_weeks_later(start: date, expected: date):
    assert Interval(days=14).after(start) == expected


def test_months_come_before_days():
    assert Interval(months=1, days=1).after(date(2026, 1, 31)) == date(2026, 3, 1)


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_a_longer_interval_never_ends_sooner(day: date, months: int, more: int):
    later = Interval(months=months).after(day)

    assert later >= day
    assert Interval(months=months + more).after(day) >= later
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(st.integers(0, 60), DAYS, DAYS)
def test_who_starts_later_is_not_followed_up_sooner(months: int, one: date, other: date):
    first, second = sorted((one, other))

    assert Interval(months=months).after(first) <= Interval(months=months).after(second)


@pytest.mark.parametrize("wrong", [{"months": -1}, {"days": -1}])
def test_time_goes_onward(wrong: dict[str, int]):
    with pytest.raises(ValueError, match="onward only"):
        Interval(**wrong)


def test_durations_that_make_no_sense_are_refused():
    twice = ((FollowUpPoint.TWO_WEEKS, Interval(days=14)),) * 2

    with pytest.raises(ValueError, match="cannot be negative"):
        Periods(review_undo=timedelta(seconds=-1))
    with pytest.raises(
        ValueError, match=r"^a follow-up point stands twice; each has one interval$"
    ):
        Periods(follow_ups=twice)


def test_a_window_may_be_shut_at_once():
    assert Periods(review_undo=timedelta(0)).window(Window.REVIEW) == timedelta(0)


def test_the_standard_periods():
    assert [point for point, _ in STANDARD.follow_ups] == list(FollowUpPoint)
    assert {window: STANDARD.window(window) for window in Window} == {
        Window.REVIEW: timedelta(minutes=30)
    }
