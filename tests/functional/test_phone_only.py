"""Who asks not to be written to is rung: nothing in writing is made for her."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from functional import test_backup_commands as drill
from functional.test_person_rights import person, services_of, suggest
from line import own

from matcher.domain.asking_again import facts_differ
from matcher.domain.fingerprint import fingerprint
from matcher.domain.machines.suggestion import Action
from matcher.domain.merged import merge_profiles
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.outbox import MessageState
from matcher.domain.participant import Participant
from matcher.errors import DecisionError, InputError, NotFound
from matcher.interchange.exports import participant_rows

prepared, programme = drill.prepared, drill.programme
BY = ("--by", "Anna")


@pytest.fixture
def quiet(programme):
    """A programme in which P001 has asked not to be written to, with a question that waits."""
    assert programme.run("person", "phone-only", "P001", *BY).exit_code == 0
    return programme


def test_it_is_recorded_with_who_and_taken_back(programme):
    said = programme.run("person", "phone-only", "P001", *BY).output
    programme.run("person", "phone-only", "P001", *BY)
    assert "by telephone only" in said
    assert person(programme).phone_only

    programme.run("person", "phone-only", "P001", "--end", *BY)

    assert not person(programme).phone_only
    rows = programme.json("audit", "list", "--subject", "P001")
    assert [(row["action"], row["actor"]) for row in rows] == [
        ("participant.may_be_written_to", "Anna"),
        ("participant.phone_only", "Anna"),
    ]
    assert isinstance(programme.run("person", "phone-only", "P404", *BY).exception, NotFound)
    nobody = programme.run("person", "phone-only", "P001", "--by", " ")
    assert isinstance(nobody.exception, InputError)


def test_no_link_is_made_for_her(quiet):
    suggest(quiet, 3, Action.CONFIRM)
    with pytest.raises(DecisionError, match=r"P001 asked not to be written to\. Ring"):
        services_of(quiet).answer_links.ask("s3", by="Anna")
    with services_of(quiet).units() as unit:
        assert unit.suggestions.get("s3").state == "confirmed"
        assert unit.answer_links.of("s3") == ()
    suggest(quiet, 4, Action.CONFIRM, code="P002")
    assert services_of(quiet).answer_links.ask("s4", by="Anna").token


def test_a_message_to_her_is_said_and_neither_copied_nor_printed(quiet, tmp_path):
    put_opening(quiet)
    [waiting] = services_of(quiet).outbox.put(
        [Message(Recipient.PARTICIPANT, "P001", Template.ASK, {"opening": "O1"})], by="Anna"
    )
    for words in (
        ("copy", waiting.id, *BY),
        ("letter", waiting.id, *BY, "--out", str(tmp_path / "letter.html")),
    ):
        refused = quiet.run("outbox", *words)
        assert isinstance(refused.exception, DecisionError), words
    assert list(tmp_path.glob("letter*")) == []

    assert quiet.run("outbox", "said", waiting.id, *BY).exit_code == 0

    with services_of(quiet).units() as unit:
        assert unit.outbox.get(waiting.id).state is MessageState.SAID


def put_opening(programme):
    with services_of(programme).units(write=True) as unit:
        unit.openings.put([replace(own(), organisation="local", employer=None)])
        unit.commit()


def test_a_file_brings_it_and_an_empty_cell_keeps_it(programme, tmp_path):
    def bring(text):
        file = tmp_path / "people.csv"
        file.write_text(text, encoding="utf-8")
        return programme.run("import", "participants", str(file), *BY)

    assert bring("kod,skriv inte\nP001,ja\nP002,\n").exit_code == 0
    assert (person(programme).phone_only, person(programme, "P002").phone_only) == (True, False)
    bring("kod,skriv inte,myndig\nP001,,ja\n")
    assert (person(programme).phone_only, person(programme).is_adult) == (True, True)
    bring("kod,skriv inte\nP001,nej\n")
    assert not person(programme).phone_only
    wrong = bring("kod,skriv inte\nP001,kanske\n")
    assert "phone_only" in str(wrong.exception) + wrong.output


def test_it_stands_in_her_export_and_in_that_of_the_programme(quiet, tmp_path):
    quiet.run("person", "export", "P001", "--out", str(tmp_path / "own"), *BY)
    own = json.loads(next((tmp_path / "own").glob("*.json")).read_text(encoding="utf-8"))
    assert '"phone_only": true' in json.dumps(own)
    table = (tmp_path / "own" / "participants.csv").read_text("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table), delimiter=";")
    assert row["phone_only"] == "True"
    [shown, other] = participant_rows([person(quiet), person(quiet, "P002")])
    assert (shown["phone_only"], other.get("phone_only")) == ("yes", None)


def test_no_job_is_matched_against_it_and_a_merge_keeps_it():
    before = Participant("demo", "P001")
    after = replace(before, phone_only=True)
    assert fingerprint(before) == fingerprint(after)
    assert not facts_differ(before, after)
    assert merge_profiles(before, replace(after, code="P002")).phone_only
    assert merge_profiles(after, replace(before, code="P002")).phone_only
