"""What the log says of questions to people, compared whole: never an answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from matcher.domain.audit import AuditEntry
from matcher.domain.audit_rounds import (
    instrument_used,
    question_passed,
    round_made,
    round_not_asked,
)
from matcher.domain.instrument import Instrument
from matcher.domain.rounds import AnswerStatus, HowAnswered, Response, Round
from matcher.domain.text import LocalText

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = AT + timedelta(days=3)
ROUND = Round("r1", "P001", "own", 2, date(2026, 3, 15), "Åsa", AT)


def test_the_questions_in_use_are_recorded_with_their_version():
    own = Instrument("own", 2, "none", True, LocalText("a", "b", "c"), (), 4)

    assert instrument_used(own, "Åsa", AT) == AuditEntry(
        AT, "Åsa", "instrument.use", "instrument", "own-2"
    )


def test_a_round_is_recorded_with_its_day_and_its_questions():
    assert round_made(ROUND) == AuditEntry(
        AT, "Åsa", "round.make", "round", "r1", "P001",
        {"due": "2026-03-15", "instrument": "own-2"},
    )  # fmt: skip


def test_that_somebody_was_not_asked_is_recorded_by_who_wrote_it():
    assert round_not_asked(ROUND, "Bo", LATER) == AuditEntry(
        LATER, "Bo", "round.not_asked", "round", "r1", "P001"
    )


@pytest.mark.parametrize(
    ("status", "value"), [(AnswerStatus.ANSWERED, 4), (AnswerStatus.SKIPPED, None)]
)
def test_an_answer_and_a_skipped_question_read_the_same_in_the_log(status, value):
    said = Response("r1", 7, "closer", status, LATER, value, HowAnswered.SELF)

    assert question_passed(said, "participant", "P001") == AuditEntry(
        LATER, "participant", "round.answer", "round", "r1", "P001",
        {"item": "closer", "number": 7},
    )  # fmt: skip
