"""Reminders after working days, and covers that end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matcher.domain.reminders import (
    ReminderMove,
    Waiting,
    next_reminder_on,
    reminder_moves,
    working_day_after,
)
from matcher.interchange.working_days import is_swedish_working_day

REMIND, TELL = ReminderMove


def moves(since, today, *done):
    return reminder_moves(Waiting(since, frozenset(done)), today, is_swedish_working_day)


def test_three_working_days_pass_before_an_employer_is_reminded():
    monday = date(2026, 11, 23)
    assert working_day_after(monday, 3, is_swedish_working_day) == date(2026, 11, 26)

    assert moves(monday, date(2026, 11, 26)) == ()
    assert moves(monday, date(2026, 11, 27)) == (REMIND,)
    assert moves(monday, date(2026, 11, 27), REMIND) == ()
    assert moves(monday, date(2026, 11, 28)) == ()  # a Saturday
    assert moves(monday, date(2026, 11, 30)) == (REMIND,)
    assert moves(monday, date(2026, 12, 1), REMIND) == (TELL,)
    assert moves(monday, date(2026, 12, 1), REMIND, TELL) == ()


def test_over_christmas_and_easter_nobody_is_hurried():
    """Told on 22 December 2026: working days are 23, 28, 29, 30 December, 4 and 5 January."""
    since = date(2026, 12, 22)
    days = [since + timedelta(days=count) for count in range(1, 20)]

    assert [d.day for d in days if is_swedish_working_day(d)][:6] == [23, 28, 29, 30, 4, 5]
    assert [d for d in days if moves(since, d) == (REMIND,)] == [
        date(2026, 12, 30),
        date(2027, 1, 4),
    ]
    assert next(d for d in days if moves(since, d, REMIND) == (TELL,)) == date(2027, 1, 5)
    easter = (date(2027, 3, 26), date(2027, 3, 29))
    assert not any(is_swedish_working_day(day) for day in easter)


@pytest.mark.parametrize("year", [2026, 2027, 2028, 2035])
def test_the_eves_are_free_and_their_eves_are_not(year):
    assert not is_swedish_working_day(date(year, 12, 24))
    assert not is_swedish_working_day(date(year, 12, 31))
    assert not is_swedish_working_day(date(year, 6, 6))
    midsummer = next(
        date(year, 6, day) for day in range(19, 26) if date(year, 6, day).weekday() == 4
    )
    assert not is_swedish_working_day(midsummer)
    assert is_swedish_working_day(midsummer - timedelta(days=1))


def test_after_a_long_silence_a_person_is_told_and_the_employer_left_alone():
    assert moves(date(2026, 3, 2), date(2026, 11, 24)) == (TELL,)


@pytest.mark.parametrize(
    ("today", "done", "day"),
    [
        (date(2026, 11, 24), (), date(2026, 11, 27)),
        (date(2026, 11, 27), (), date(2026, 12, 1)),  # reminded today
        (date(2026, 11, 28), (), date(2026, 11, 30)),  # a Saturday
        (date(2026, 11, 28), (REMIND,), date(2026, 12, 1)),
        (date(2026, 12, 1), (REMIND,), None),  # told today
        (date(2026, 12, 1), (REMIND, TELL), None),
        (date(2026, 12, 5), (REMIND,), date(2026, 12, 7)),
    ],
)
def test_the_next_day_is_one_that_is_worked(today, done, day):
    waiting = Waiting(date(2026, 11, 23), frozenset(done))
    assert next_reminder_on(waiting, today, is_swedish_working_day) == day


def test_days_are_counted_from_one():
    with pytest.raises(ValueError, match="count from 1"):
        working_day_after(date(2026, 11, 23), 0, is_swedish_working_day)
