"""What stands still, from which day, and why."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from day import queue_person as person

from matcher.domain.day_views import UnderWay
from matcher.domain.ids import ParticipantCode, SuggestionId
from matcher.domain.machines.suggestion import SuggestionState
from matcher.domain.opening import OpeningKind
from matcher.domain.stuck import PATIENCE, UNDER_WAY, StuckWhy, stuck_people, why_stuck

_S = SuggestionState
THURSDAY = date(2026, 11, 26)


def weekday(day):
    return day.weekday() < 5


def under_way(state, since, kind=OpeningKind.OWN):
    at = datetime.combine(since, time(9), UTC)
    return UnderWay(
        SuggestionId("s1"), ParticipantCode("P001"), state, "Diskare", kind, None, None, at, False
    )


@pytest.mark.parametrize(
    ("state", "kind", "why"),
    [
        (_S.NEEDS_INFO, OpeningKind.OWN, StuckWhy.FACT_MISSING),
        (_S.CONFIRMED, OpeningKind.OWN, StuckWhy.NOT_ASKED),
        (_S.ASKED, OpeningKind.OWN, StuckWhy.PERSON_SILENT),
        (_S.ACCEPTED, OpeningKind.OWN, StuckWhy.NOT_PRESENTED),
        (_S.ACCEPTED, OpeningKind.LEAD, StuckWhy.NOT_APPLIED),
        (_S.ACCEPTED, None, StuckWhy.NOT_APPLIED),
        (_S.MEETING, OpeningKind.OWN, StuckWhy.MEETING_UNTOLD),
        (_S.TRIAL, OpeningKind.OWN, StuckWhy.TRIAL_OPEN),
    ],
)
def test_each_state_has_its_patience_and_its_reason(state, kind, why):
    last = THURSDAY - timedelta(days=PATIENCE[state])

    assert why_stuck(under_way(state, last, kind), THURSDAY, weekday) is None
    assert why_stuck(under_way(state, last - timedelta(days=1), kind), THURSDAY, weekday) is why


def test_an_employer_has_working_days():
    presented = under_way(_S.PRESENTED, date(2026, 11, 19))

    assert why_stuck(presented, THURSDAY, weekday) is None
    assert why_stuck(presented, date(2026, 11, 27), weekday) is StuckWhy.EMPLOYER_SILENT


def test_every_state_under_way_can_be_told():
    for state in UNDER_WAY:
        assert why_stuck(under_way(state, date(2026, 1, 2)), THURSDAY, weekday) is not None


def test_a_person_with_whom_nothing_goes_on_is_told_after_two_weeks():
    old = datetime(2026, 11, 5, tzinfo=UTC)
    nobody = {"proposed": 0, "first_listed": None, "last_listed": None}
    people = [
        person("P1", **nobody),
        person("P2", proposed=0, last_listed=old, reviewed=old),
        person("P3", proposed=0, last_listed=old, under_way=1),
        person("P4", last_listed=old),
        person("P5", **nobody | {"mine_since": date(2026, 11, 12)}),
        person("P6", proposed=0, last_listed=old, reviewed=old + timedelta(days=8)),
    ]

    found = stuck_people(people, THURSDAY)

    assert [(one.code, one.why, one.since) for one in found] == [
        ("P1", StuckWhy.NEVER_LISTED, date(2026, 11, 1)),
        ("P2", StuckWhy.NOTHING_GOING_ON, date(2026, 11, 5)),
    ]
