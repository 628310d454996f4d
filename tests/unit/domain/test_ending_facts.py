"""A fact that ends is told of once for each day on which it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from matcher.domain.ending_facts import MAY_WORK, EndingFact
from matcher.domain.ids import ParticipantCode
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.outbox import MessageState, OutboxMessage

ENDS = EndingFact(ParticipantCode("P001"), MAY_WORK, date(2027, 1, 31))
TOLD = OutboxMessage(
    "m1",
    Recipient.LINKWORKER,
    "Anna",
    "P001",
    None,
    "fact_ends",
    {"participant": "P001", "fact": "may_work", "until": "2027-01-31"},
    datetime(2027, 1, 1, 6, tzinfo=UTC),
    "clock",
)


def test_a_linkworker_reads_whose_fact_ends_and_when():
    assert ENDS.message("Anna") == Message(
        Recipient.LINKWORKER,
        "Anna",
        Template.FACT_ENDS,
        {"participant": "P001", "fact": "may_work", "until": "2027-01-31"},
    )
    assert ENDS.key == "P001|may_work|2027-01-31"


@pytest.mark.parametrize("state", [MessageState.WAITING, MessageState.SAID, MessageState.CANCELLED])
def test_a_fact_is_told_whatever_became_of_the_message(state):
    other = replace(TOLD, template="follow_up")

    assert ENDS.is_told([other, replace(TOLD, state=state), other])


@pytest.mark.parametrize(
    "change",
    [
        {"template": "follow_up"},
        {"facts": {"fact": "food_hygiene", "until": "2027-01-31"}},
        {"facts": {"fact": "may_work", "until": "2028-01-31"}},
        {"facts": {}},
    ],
)
def test_another_message_fact_or_day_does_not_count(change):
    assert not ENDS.is_told([replace(TOLD, **change)])
    assert not ENDS.is_told([])
