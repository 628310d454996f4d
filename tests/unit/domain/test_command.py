"""A command given twice under one key is done once, and is told from any other command."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from refusals import refused

from matcher.domain.command import Command, Done, Outcome, Request
from matcher.domain.ids import EmployerId
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.text import LocalText
from matcher.errors import Conflict

AT = datetime(2027, 1, 4, 9, 5, tzinfo=UTC)
ASKED = Command(
    "suggestion.hire",
    "Åsa",
    {
        "seen": 3,
        "first_day": date(2027, 2, 1),
        "areas": frozenset({"writing", "reading"}),
        "also": {2, 1},
        "text": LocalText("kök", "kitchen", "مطبخ"),
        "note": None,
    },
    "k1",
)
OUTCOME = Outcome("suggestion", "S1", "hired", 4, "L1", ("S2", "S3"))
DONE = Done("suggestion.hire", ASKED.digest, OUTCOME, "Åsa", AT)


def test_a_request_says_of_what_in_which_version_and_in_which_role():
    request = Request("S1", 3, "Anna", key="k1")

    assert request.command("suggestion.hire", note="Bra", days=2) == Command(
        "suggestion.hire",
        "Anna",
        {"about": "S1", "seen": 3, "role": Role.LINKWORKER, "note": "Bra", "days": 2},
        "k1",
    )
    assert request.signed(AT) == Signature(Role.LINKWORKER, "Anna", AT)


def test_a_request_of_an_employer_says_of_which():
    request = Request("O1", 0, "Siv", Role.EMPLOYER, employer=EmployerId("E1"))

    assert request.command("opening.post") == Command(
        "opening.post",
        "Siv",
        {"about": "O1", "seen": 0, "role": Role.EMPLOYER, "employer": "E1"},
        None,
    )
    assert request.signed(AT) == Signature(Role.EMPLOYER, "Siv", AT)


def test_a_command_is_known_again_after_an_upgrade():
    said = (
        r'{"by": "\u00c5sa", "name": "suggestion.hire", "payload": {"also": ["1", "2"], '
        r'"areas": ["reading", "writing"], "first_day": "2027-02-01", "note": null, "seen": 3, '
        r'"text": {"ar": "\u0645\u0637\u0628\u062e", "en": "kitchen", "sv": "k\u00f6k"}}}'
    )

    assert ASKED.digest == hashlib.sha256(said.encode()).hexdigest()
    assert replace(ASKED, key="k2").digest == ASKED.digest


@pytest.mark.parametrize(
    "change", [{"name": "suggestion.try"}, {"by": "Bo"}, {"payload": {**ASKED.payload, "seen": 4}}]
)
def test_under_a_key_that_stands_for_another_command_nothing_is_done(change):
    assert refused(Conflict, DONE.answer, replace(ASKED, **change)) == (
        (
            "The key 'k1' stands for 'suggestion.hire', done by Åsa on 2027-01-04 at 09:05 UTC, "
            "and this is another command. Nothing was saved; send it under a key of its own."
        ),
        "key.other",
        {},
    )


def test_given_again_it_has_the_answer_it_had():
    assert DONE.answer(ASKED) is OUTCOME


def test_an_outcome_is_kept_without_its_messages():
    message = Message(Recipient.LINKWORKER, "Anna", Template.FACT_ENDS)

    assert replace(OUTCOME, messages=(message,)).plain == {
        "kind": "suggestion",
        "id": "S1",
        "state": "hired",
        "version": 4,
        "made": "L1",
        "also": ["S2", "S3"],
    }
