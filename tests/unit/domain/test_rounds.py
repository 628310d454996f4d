"""Rounds of questions: what holds of each, which round is open, first beside latest answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from matcher.domain.instrument import Indicator, Instrument, Item, Respondent
from matcher.domain.rounds import (
    ASKED_IN,
    TOOK_PART,
    AnswerStatus,
    FirstAndLatest,
    HowAnswered,
    Response,
    Round,
    RoundStanding,
    asked_of,
    first_and_latest,
    open_on,
    standing_of,
)
from matcher.domain.text import LocalText

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = AT.date()
NAME = LocalText("Frågor", "Questions", "أسئلة")
CLOSER, KNOWS = (
    Item(code, Indicator.CLOSER, Respondent.PARTICIPANT, NAME, 1, 5, {})
    for code in ("closer", "knows")
)
OWN = Instrument("own", 1, "none", own=True, names=NAME, items=(CLOSER, KNOWS), closer_from=4)
NOBODY_ASKED, SKIPPED = AnswerStatus.NOT_ASKED, AnswerStatus.SKIPPED


def said(item, value, number=1):
    """Return what came of a question: an answer, or skipped, or that she was not asked."""
    if isinstance(value, int):
        status, mode = AnswerStatus.ANSWERED, HowAnswered.SELF
        return Response("r1", number, item.code, status, AT, value, mode)
    mode = HowAnswered.SELF if value is SKIPPED else None
    return Response("r1", number, item.code, value, AT, None, mode)


def asked(*responses, due=DAY, name="r1", at=AT, instrument=OWN):
    put = Round(name, "P001", instrument.id, instrument.version, due, "Åsa", at)
    return asked_of(put, instrument, responses)


def test_who_takes_part_is_asked_and_who_has_completed_took_part():
    here = {"mapped", "active", "paused", "placed", "moved_up"}

    assert {state.value for state in ASKED_IN} == here
    assert {state.value for state in TOOK_PART} == here | {"completed"}


@pytest.mark.parametrize(
    ("status", "value", "mode", "fault"),
    [
        (AnswerStatus.ANSWERED, None, HowAnswered.SELF, "answered with the value None"),
        (AnswerStatus.SKIPPED, 3, HowAnswered.SELF, "skipped with the value 3"),
        (AnswerStatus.NOT_ASKED, None, HowAnswered.SELF, "not_asked in the mode self"),
        (AnswerStatus.SKIPPED, None, None, "skipped in the mode None"),
    ],
)
def test_only_an_answer_has_a_value_and_only_who_was_asked_a_way(status, value, mode, fault):
    with pytest.raises(ValueError, match=f"^{fault}$"):
        Response("r1", 1, "closer", status, AT, value, mode)


@pytest.mark.parametrize(
    ("responses", "done", "not_asked"),
    [
        ((), False, False),
        ((said(CLOSER, 1),), False, False),
        ((said(CLOSER, 1), said(KNOWS, SKIPPED)), True, False),
        ((said(CLOSER, NOBODY_ASKED), said(KNOWS, NOBODY_ASKED)), False, True),
        ((said(CLOSER, 2), said(KNOWS, NOBODY_ASKED)), False, False),
        ((said(CLOSER, NOBODY_ASKED), said(CLOSER, 2, 2), said(KNOWS, 2)), True, False),
        ((said(CLOSER, 2), said(KNOWS, 2), said(KNOWS, NOBODY_ASKED, 2)), False, False),
    ],
)
def test_staff_are_told_that_a_round_was_gone_through_by_what_was_said_last(
    responses, done, not_asked
):
    assert standing_of(asked(*responses)) == RoundStanding("r1", DAY, done, not_asked)


def test_the_last_round_that_is_due_is_open_until_the_next_one_is():
    first = asked(name="r9")
    second = asked(due=DAY + timedelta(days=7))
    days = [DAY + timedelta(days=number) for number in (-1, 0, 6, 7, 400)]

    assert [open_on([second, first], day) for day in days] == [None, first, first, second, second]


def test_of_rounds_due_on_one_day_the_one_made_last_is_open():
    late, soon = asked(name="r1", at=AT + timedelta(hours=1)), asked(name="r2")

    assert open_on([late, soon], DAY) is late
    assert open_on([asked(name="r1"), soon, asked(name="r0")], DAY) is soon


def test_first_and_latest_answer_of_each_question_stand_beside_each_other():
    second, third = DAY + timedelta(days=30), DAY + timedelta(days=60)
    rounds = [
        asked(said(CLOSER, 5), said(KNOWS, SKIPPED), due=third),
        asked(said(CLOSER, 2), due=DAY),
        asked(said(CLOSER, 3), said(KNOWS, 4), due=second),
    ]

    assert first_and_latest(rounds) == (
        FirstAndLatest(CLOSER, (DAY, 2), (third, 5)),
        FirstAndLatest(KNOWS, (second, 4), (second, 4)),
    )


def test_of_rounds_due_on_one_day_the_one_made_first_comes_first():
    early = asked(said(CLOSER, 2), at=AT)
    late = asked(said(CLOSER, 4), at=AT + timedelta(hours=1))

    assert first_and_latest([late, early]) == (FirstAndLatest(CLOSER, (DAY, 2), (DAY, 4)),)


@pytest.mark.parametrize("other", [replace(OWN, version=2), replace(OWN, id="theirs")])
def test_answers_to_another_version_are_not_put_beside_each_other(other):
    later = date(2026, 6, 1)
    rounds = [asked(said(CLOSER, 2)), asked(said(CLOSER, 4), due=later, instrument=other)]

    assert first_and_latest(rounds) == (
        FirstAndLatest(CLOSER, (DAY, 2), (DAY, 2)),
        FirstAndLatest(CLOSER, (later, 4), (later, 4)),
    )
