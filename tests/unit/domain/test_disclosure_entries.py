"""What the log says of permissions, of what was told and of messages, compared whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from matcher.domain.audit import AuditEntry
from matcher.domain.disclosure import Disclosure, How
from matcher.domain.disclosure_entries import (
    disclosed,
    message_handled,
    message_not_sent,
    message_put,
    permission_granted,
    permission_withdrawn,
)
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.message import Recipient
from matcher.domain.outbox import MessageState, OutboxMessage
from matcher.domain.permission import FieldGroup, Permission, Withdrawal

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = AT + timedelta(days=2)
GIVEN = Permission(
    "p1", "P001", "E1", "O1", FieldGroup.SKILLS, date(2026, 3, 2), None, AT,
    AnswerMode.PHONE, "Åsa",
)  # fmt: skip
WAITING = OutboxMessage(
    "m1", Recipient.PARTICIPANT, "P001", "P001", "O1", "ask", {"opening": "O1"}, AT, "Åsa"
)


@pytest.mark.parametrize(("last_day", "until"), [(None, None), (date(2026, 5, 31), "2026-05-31")])
def test_a_yes_is_recorded_with_whom_it_is_for_and_its_days(last_day, until):
    assert permission_granted(replace(GIVEN, ends_on=last_day)) == AuditEntry(
        AT, "Åsa", "permission.grant", "permission", "p1", "P001",
        {
            "employer": "E1", "opening": "O1", "field_group": "skills", "from": "2026-03-02",
            "until": until, "mode": "phone",
        },
    )  # fmt: skip


@pytest.mark.parametrize(("mode", "said"), [(AnswerMode.SELF, "self"), (None, None)])
def test_what_is_taken_back_is_recorded_by_who_wrote_it_down_then(mode, said):
    back = Withdrawal("P001", None, FieldGroup.CODE, mode, "Bo", LATER)

    assert permission_withdrawn(GIVEN, back) == AuditEntry(
        LATER, "Bo", "permission.withdraw", "permission", "p1", "P001",
        {"employer": "E1", "opening": "O1", "field_group": "skills", "mode": said},
    )  # fmt: skip


@pytest.mark.parametrize("message", [None, "m1"])
def test_what_was_told_is_recorded_without_who_at_the_employer(message):
    told = Disclosure(
        "d1", "ab" * 32, "E1", "O1", "Eva", FieldGroup.CODE, How.LETTER, "Åsa", AT, "p1", message
    )

    assert disclosed(told, "P001") == AuditEntry(
        AT, "Åsa", "disclosure.tell", "disclosure", "d1", "P001",
        {
            "employer": "E1", "opening": "O1", "field_group": "code", "how": "letter",
            "permission": "p1", "message": message,
        },
    )  # fmt: skip


def of_message(at, by, action, person="P001", to_kind="participant", template="ask"):
    details = {"to_kind": to_kind, "template": template}
    return AuditEntry(at, by, action, "message", "m1", person, details)


def test_a_message_is_recorded_when_it_waits_when_it_goes_and_when_it_does_not():
    sent = replace(WAITING, state=MessageState.SENT)

    assert message_put(WAITING) == of_message(AT, "Åsa", "message.wait")
    assert message_handled(sent, "Bo", LATER) == of_message(LATER, "Bo", "message.sent")
    assert message_not_sent(sent, "clock", LATER) == of_message(LATER, "clock", "message.not_sent")


def test_a_message_about_nobody_is_recorded_about_nobody():
    other = replace(
        WAITING, to_kind=Recipient.EMPLOYER, to="E1", about=None, template="posting_link"
    )

    assert message_put(other) == of_message(
        AT, "Åsa", "message.wait", None, "employer", "posting_link"
    )
