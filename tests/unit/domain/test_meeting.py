"""Times offered for a first meeting: which are usual, and which cannot be offered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from matcher.domain.meeting import ZONE, check_times, usual_times
from matcher.errors import InputError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NUMBER = ("times.number", "Offer one to three times, each of them once.")
PAST = ("times.past", "A time that is offered has to lie ahead. Offer a later one.")


def in_minutes(*minutes):
    return tuple(NOW + timedelta(minutes=number) for number in minutes)


def is_weekday(day):
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 11, 23), ((11, 25), (11, 26), (11, 27))),
        (date(2026, 11, 26), ((11, 30), (12, 1), (12, 2))),
    ],
)
def test_usual_times_are_two_three_and_four_working_days_ahead_by_the_clock_of_sweden(today, days):
    times = usual_times(today, is_weekday)

    assert times == tuple(
        datetime(2026, *day, hour, tzinfo=ZONE)
        for day, hour in zip(days, (10, 13, 15), strict=True)
    )
    assert [at.utcoffset() for at in times] == [timedelta(hours=1)] * 3


def test_usual_times_stay_at_their_hour_when_summer_time_begins():
    first, *_ = usual_times(date(2026, 3, 26), is_weekday)

    assert first.isoformat() == "2026-03-30T10:00:00+02:00"


@pytest.mark.parametrize("minutes", [(1,), (1, 2), (3, 1, 2)])
def test_one_to_three_times_ahead_can_be_offered(minutes):
    check_times(in_minutes(*minutes), NOW)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ((), NUMBER),
        ((1, 2, 3, 4), NUMBER),
        ((1, 2, 1), NUMBER),
        ((5, 0), PAST),
        ((-1,), PAST),
    ],
)
def test_other_times_are_refused(minutes, told):
    with pytest.raises(InputError) as refused:
        check_times(in_minutes(*minutes), NOW)

    assert (refused.value.code, str(refused.value)) == told
