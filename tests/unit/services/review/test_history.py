"""What happened to somebody at a job: how it began and ended, and what was asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from line import own

from matcher.domain.machines.follow_up import FollowUpState, WaiveReason
from matcher.domain.machines.placement import DidNotStartReason, EndedEarlyReason, Party
from matcher.domain.periods import FollowUpPoint
from matcher.services.histories import HistoryService
from matcher.services.review.ending import End

FIRST, LAST = date(2026, 12, 1), date(2027, 3, 1)


@pytest.fixture
def hired(line):
    [first] = line.put(1, own(start=FIRST))
    line.present(first)
    return line.hire(first).made


def told(line, kind):
    """Return what a kind of thing says of the person: day, state, job, reason, whose decision."""
    found = HistoryService(line.units).of(line.person().code, ())
    return [
        (one.day, one.what, one.about, one.reason, one.party)
        for one in found
        if one.kind.value == kind
    ]


def test_a_job_that_began_and_ended_early(line, hired):
    assert told(line, "placement") == []
    line.placements.start(line.moved(hired), FIRST)
    away = End(Party.PARTICIPANT, EndedEarlyReason.FOUND_OTHER_WORK, LAST)
    line.placements.end(line.moved(hired), away)

    ended, began = told(line, "placement")

    assert began[:2] == (FIRST, "started")
    assert ended[:2] == (LAST, "ended_early")
    assert began[2] == ended[2] is not None
    assert ended[3:] == (EndedEarlyReason.FOUND_OTHER_WORK, Party.PARTICIPANT)


def test_a_job_that_never_began_stands_at_the_day_that_was_agreed(line, hired):
    line.placements.end(line.moved(hired), End(Party.EMPLOYER, DidNotStartReason.WORK_NOT_THERE))

    [(day, what, _, reason, party)] = told(line, "placement")

    assert (day, what) == (FIRST, "did_not_start")
    assert (reason, party) == (DidNotStartReason.WORK_NOT_THERE, Party.EMPLOYER)


def test_follow_ups_are_told_when_they_are_answered_or_waived(line, hired):
    line.placements.start(line.moved(hired), FIRST)
    assert told(line, "follow_up") == []
    with line.units(write=True) as unit:
        first, second, *_ = unit.follow_ups.of(hired)
        for one, state, day, reason in (
            (first, FollowUpState.ANSWERED, date(2026, 12, 16), None),
            (second, FollowUpState.WAIVED, LAST, WaiveReason.PERSON_DECLINES),
        ):
            unit.follow_ups.save(
                replace(one, state=state, closed_on=day, reason=reason, version=one.version + 1)
            )
        unit.commit()

    assert told(line, "follow_up") == [
        (LAST, "waived", FollowUpPoint.THREE_MONTHS, WaiveReason.PERSON_DECLINES, None),
        (date(2026, 12, 16), "answered", FollowUpPoint.TWO_WEEKS, None, None),
    ]
