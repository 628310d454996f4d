"""A message as it waits, whole, and why one that cannot wait is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from matcher.domain.message import Message, Recipient
from matcher.domain.outbox import MessageState, OutboxMessage, wait_in_outbox
from matcher.errors import InputError

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


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"template": "none"}, "message.unknown"),
        ({"to_kind": "nobody"}, "message.unknown"),
        ({"opening": " "}, "message.facts"),
        ({"other": "x"}, "message.facts"),
        ({"by": " "}, "message.to_whom"),
        ({"to": " "}, "message.to_whom"),
        ({"opening": "19811218-9876"}, "personal_number"),
        ({"by": "19811218-9876"}, "personal_number"),
    ],
)
def test_a_message_that_cannot_wait_is_refused(changes, code):
    with pytest.raises(InputError) as refused:
        waiting(**{"opening": "O1"} | changes)

    assert refused.value.code == code


def test_a_message_is_handled_by_somebody():
    handled = waiting(opening="O1").handled(MessageState.SAID, by=" Bo  Ek ", at=NOW)

    assert (handled.state, handled.handled_by, handled.handled_at) == ("said", "Bo Ek", NOW)
    with pytest.raises(InputError) as refused:
        waiting(opening="O1").handled(MessageState.SAID, by=" ", at=NOW)
    assert refused.value.code == "who.missing"
