"""A message as it waits, whole, and why one that cannot wait is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from matcher.domain.message import Message, Recipient
from matcher.domain.message_texts import TEMPLATES
from matcher.domain.outbox import MessageState, OutboxMessage, wait_in_outbox
from matcher.errors import InputError, InvalidTransition

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def waiting(to_kind="participant", to="K003", template="ask", by=" Anna  Ek ", **facts):
    return wait_in_outbox(Message(to_kind, to, template, facts), "m1", by=by, at=NOW)


def test_a_message_waits_whole():
    assert waiting(opening="O1", suggestion="s1") == OutboxMessage(
        id="m1",
        to_kind=Recipient.PARTICIPANT,
        to="K003",
        about="K003",
        opening="O1",
        template="ask",
        facts={"opening": "O1", "suggestion": "s1"},
        created_at=NOW,
        by="Anna Ek",
        state=MessageState.WAITING,
        handled_at=None,
        handled_by=None,
    )


KNOWN = "Use one of: " + ", ".join(f"{kind} {code}" for kind, code in TEMPLATES) + "."
EMPTY = "Say whom the message is for and who causes it (--by): one of them is empty."
NUMBER = "A message never holds a personal identity number. Take it out."
MEND = "Give the missing ones and leave the others out."


@pytest.mark.parametrize(
    ("changes", "code", "text"),
    [
        (
            {"template": "none"},
            "message.unknown",
            f"There is no message 'none' to 'participant'. {KNOWN}",
        ),
        (
            {"to_kind": "nobody"},
            "message.unknown",
            f"There is no message 'ask' to 'nobody'. {KNOWN}",
        ),
        (
            {"opening": " "},
            "message.facts",
            f"Message 'ask': missing facts ['opening'], facts it does not take none. {MEND}",
        ),
        (
            {"other": "x"},
            "message.facts",
            f"Message 'ask': missing facts none, facts it does not take ['other']. {MEND}",
        ),
        ({"by": " "}, "message.to_whom", EMPTY),
        ({"to": " "}, "message.to_whom", EMPTY),
        ({"opening": "19811218-9876"}, "personal_number", NUMBER),
        ({"by": "19811218-9876"}, "personal_number", NUMBER),
    ],
)
def test_a_message_that_cannot_wait_is_refused(changes, code, text):
    with pytest.raises(InputError) as refused:
        waiting(**{"opening": "O1"} | changes)

    assert (refused.value.code, str(refused.value)) == (code, text)


def test_a_message_is_handled_by_somebody():
    handled = waiting(opening="O1").handled(MessageState.SAID, by=" Bo  Ek ", at=NOW)

    assert (handled.state, handled.handled_by, handled.handled_at) == ("said", "Bo Ek", NOW)
    with pytest.raises(InputError) as refused:
        waiting(opening="O1").handled(MessageState.SAID, by=" ", at=NOW)
    assert (refused.value.code, str(refused.value)) == (
        "who.missing",
        "Say who does it (--by): it is kept with the message.",
    )


def test_what_was_sent_says_by_whom_and_when():
    sent = waiting(opening="O1").handled(MessageState.SENT, by="Bo", at=NOW)

    with pytest.raises(InvalidTransition) as refused:
        sent.handled(MessageState.SAID, by="Anna", at=NOW)
    assert refused.value.code == "move.not_now"
    assert str(refused.value) == (
        "Message m1 was sent by Bo on 2026-11-24 08:00 UTC; nothing was changed. Look at what "
        "waits with `stegvis outbox list`."
    )


def test_a_bad_outcome_is_rung_first():
    with pytest.raises(InvalidTransition) as refused:
        waiting(template="not_hired", opening="O1").handled(MessageState.SENT, by="Bo", at=NOW)
    assert refused.value.code == "message.person_first"
    assert str(refused.value) == (
        "Message m1 is told by a person first. Ring or meet, then note it with "
        "`stegvis outbox said m1`; the text can be given after that."
    )


def to_tell(**facts):
    about = {"opening": "O1", "participant": "K003", "suggestion": "s1"} | facts
    return waiting(to_kind="linkworker", to="Anna Ek", template="tell_not_hired", **about)


def test_what_was_told_in_person_is_given_in_writing_too():
    said = to_tell().handled(MessageState.SAID, by="Bo", at=NOW + timedelta(hours=2))

    assert said.then("m2") == OutboxMessage(
        id="m2",
        to_kind=Recipient.PARTICIPANT,
        to="K003",
        about="K003",
        opening="O1",
        template="not_hired",
        facts={"opening": "O1", "suggestion": "s1"},
        created_at=NOW + timedelta(hours=2),
        by="Bo",
        state=MessageState.SAID,
        handled_at=NOW + timedelta(hours=2),
        handled_by="Bo",
    )


def test_nothing_follows_what_was_not_told_or_tells_of_nobody():
    assert to_tell().then("m2") is None
    assert waiting(opening="O1").handled(MessageState.SAID, by="Bo", at=NOW).then("m2") is None
    assert replace(to_tell(), about=None, state=MessageState.SAID).then("m2") is None
