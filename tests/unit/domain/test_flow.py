"""On which days somebody is at a placement, and how sure that is."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain.flow import FlowPlacement
from matcher.domain.ids import ParticipantCode

BEFORE, FIRST, SECOND, LAST, AFTER = (date(2027, 3, day) for day in (1, 2, 3, 30, 31))


def placement(started_on=FIRST, ended_on=None, asked_on=None):
    return FlowPlacement(ParticipantCode("P1"), started_on, ended_on, asked_on=asked_on)


@pytest.mark.parametrize(
    ("one", "days"),
    [
        (placement(), [FIRST, SECOND, LAST, AFTER]),
        (placement(ended_on=LAST), [FIRST, SECOND, LAST]),
        (placement(ended_on=FIRST), [FIRST]),
        (placement(started_on=None), []),
        (placement(started_on=None, ended_on=LAST), []),
    ],
)
def test_a_placement_runs_from_its_first_to_its_last_day(one, days):
    assert [day for day in (BEFORE, FIRST, SECOND, LAST, AFTER) if one.runs_on(day)] == days


@pytest.mark.parametrize(
    ("one", "days"),
    [
        (placement(), [FIRST]),
        (placement(asked_on=SECOND), [BEFORE, FIRST, SECOND]),
        (placement(ended_on=LAST), [BEFORE, FIRST, SECOND, LAST]),
        (placement(ended_on=SECOND, asked_on=LAST), [BEFORE, FIRST, SECOND, LAST]),
        (placement(started_on=None), []),
    ],
)
def test_it_is_known_to_run_until_somebody_was_asked_last_or_it_ended(one, days):
    assert [day for day in (BEFORE, FIRST, SECOND, LAST, AFTER) if one.known_on(day)] == days
