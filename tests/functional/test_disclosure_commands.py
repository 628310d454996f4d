"""`stegvis permissions` and `stegvis outbox` from a person's yes to her deletion."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace

import pytest
from disclosing import K003, KITCHEN, MARKS, O1, Office, marked_person, prepare
from functional.conftest import Commands

from matcher.domain.ids import ParticipantCode
from matcher.errors import (
    Conflict,
    DecisionError,
    InputError,
    InvalidTransition,
    NotFound,
    SettingsError,
)

ANNA = ("--by", "Anna")
GRANT = ("permissions", "grant", K003, "--opening", O1, "--mode", "phone", *ANNA)
SAID = ("permissions", "said", K003, "--opening", O1, "--contact", "Eva på köket", *ANNA)


class Programme(Commands):
    """Commands on an office of one person, one employer and one opening."""

    def fails(self, *arguments, **more):
        result = self.run(*arguments, **more)
        assert result.exit_code != 0, result.output
        return result

    def message(self, template, to_kind="participant", to=K003, **facts):
        office = Office.of_home(self.home)
        number = office.put(template, to_kind, to, **facts)
        office.engine.dispose()
        return number


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    home = tmp_path_factory.mktemp("template")
    Office(prepare(home, "demo")).engine.dispose()
    return home


@pytest.fixture
def programme(template, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(template, home)
    return Programme(home, {"STEGVIS_HOME": str(home), "COLUMNS": "200"})


def test_from_a_yes_to_what_was_told(programme):
    given = programme.json(*GRANT, "--up-to", "skills", "--until", "2030-12-31")
    assert [one["field_group"] for one in given] == ["code", "skills"]
    assert {one["until"] for one in given} == {"2030-12-31"}
    may = programme.json("permissions", "may", K003, "--opening", O1)
    assert may["may_be_said"] == ["code", "skills"]
    assert may["view"]["skills"] == ["Diska för hand"]
    told = programme.json(*SAID, "--group", "code", "--group", "skills")
    assert [(one["field_group"], one["contact"], one["how"]) for one in told] == [
        ("code", "Eva på köket", "call"),
        ("skills", "Eva på köket", "call"),
    ]
    refused = programme.fails(*SAID, "--group", "name_and_contact")
    assert isinstance(refused.exception, DecisionError)
    back = programme.json("permissions", "withdraw", K003, "--opening", O1, "--mode", "self", *ANNA)
    assert len(back["withdrawn"]) == 2
    assert isinstance(programme.fails(*SAID, "--group", "code").exception, DecisionError)
    listed = programme.json("permissions", "list", K003)
    assert len(listed["permissions"]) == len(listed["disclosures"]) == 2


def test_it_is_shown_in_words_too(programme):
    assert "Nothing is permitted." in programme.run("permissions", "list", K003).stdout
    nothing = programme.run("permissions", "may", K003, "--opening", O1).stdout
    assert "Nothing may be said now" in nothing
    assert "skills" in programme.run(*GRANT, "--up-to", "skills", "--from", "2026-01-01").stdout
    shown = programme.run("permissions", "may", K003, "--opening", O1).stdout
    assert "May be said now: code, skills." in shown
    assert "Diska för hand" in shown
    assert "Eva på köket" in programme.run(*SAID, "--group", "code").stdout
    back = programme.run("permissions", "withdraw", K003, "--mode", "phone", *ANNA).stdout
    assert "Messages cancelled: 0" in back
    assert "taken back" in programme.run("permissions", "list", K003).stdout


def test_what_cannot_be_is_refused(programme):
    for arguments, error in (
        (("permissions", "list", "K404"), NotFound),
        ((*GRANT[:3], "--opening", "O404", "--mode", "phone", *ANNA), NotFound),
        ((*GRANT, "--from", "2026-02-01", "--until", "2026-01-01"), InputError),
        (("permissions", "withdraw", K003, "--mode", "phone", *ANNA), InvalidTransition),
        (("outbox", "show", "m404"), NotFound),
    ):
        assert isinstance(programme.fails(*arguments).exception, error), arguments
    assert programme.fails(*GRANT, "--up-to", "everything").exit_code == 2


def test_messages_are_taken_out_in_every_way(programme, tmp_path):
    asked = programme.message("ask")
    assert "The outbox is empty" not in programme.run("outbox", "list").stdout
    [listed] = programme.json("outbox", "list")
    assert (listed["id"], listed["state"], listed["to"]) == (asked, "waiting", K003)
    shown = programme.json("outbox", "show", asked, "--lang", "ar")
    assert (shown["text"]["lang"], shown["state"]) == ("ar", "waiting")
    assert "En fråga till dig" in programme.run("outbox", "copy", asked, *ANNA).stdout
    page = tmp_path / "letter.html"
    assert programme.run("outbox", "letter", asked, *ANNA, "--out", str(page)).exit_code == 0
    assert "<h1>En fråga till dig</h1>" in page.read_text(encoding="utf-8")
    assert page.stat().st_mode & 0o077 == 0
    picture = tmp_path / "code.svg"
    assert programme.run("outbox", "qr", asked, *ANNA, "--out", str(picture)).exit_code == 0
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    assert len(programme.run("outbox", "qr", asked, *ANNA).stdout.splitlines()) > 20
    assert "said" in programme.run("outbox", "said", asked, *ANNA).stdout
    assert programme.json("outbox", "cancel", asked, *ANNA)["state"] == "cancelled"
    assert "The outbox is empty" in programme.run("outbox", "list").stdout
    assert [one["handled_by"] for one in programme.json("outbox", "list", "--all")] == ["Anna"]


def test_a_file_that_is_there_stays_and_nothing_is_recorded(programme, tmp_path):
    asked = programme.message("ask")
    page = tmp_path / "letter.html"
    page.write_text("mine", encoding="utf-8")
    refused = programme.fails("outbox", "letter", asked, *ANNA, "--out", str(page))
    assert isinstance(refused.exception, InputError)
    assert page.read_text(encoding="utf-8") == "mine"
    assert programme.json("outbox", "list")[0]["state"] == "waiting"
    presented = programme.message("present", "employer", KITCHEN, participant=K003)
    new = tmp_path / "new.html"
    refused = programme.fails("outbox", "letter", presented, *ANNA, "--out", str(new))
    assert isinstance(refused.exception, DecisionError)
    assert not new.exists()


def test_nothing_is_sent_unless_a_relay_is_set_and_allowed(programme):
    asked = programme.message("ask")
    send = ("outbox", "send", asked, *ANNA, "--to", "amina@example.se")
    assert "No mail relay is set" in str(programme.fails(*send).exception)
    elsewhere = programme.fails(*send, STEGVIS_MAIL_RELAY="192.0.2.1:25").exception
    assert isinstance(elsewhere, SettingsError)
    assert "STEGVIS_MAIL_ALLOW=192.0.2.1" in str(elsewhere)
    closed = programme.fails(*send, STEGVIS_MAIL_RELAY="127.0.0.1:1").exception
    assert "It waits again" in str(closed)
    assert programme.json("outbox", "list")[0]["state"] == "waiting"


def test_an_employer_reads_no_more_than_is_permitted_whatever_is_asked(programme, tmp_path):
    programme.run(*GRANT, "--up-to", "name_and_contact")
    presented = programme.message("present", "employer", KITCHEN, participant=K003)
    contact = ("--contact", "Eva")
    said = [
        programme.run("outbox", "show", presented, "--lang", lang).output
        for lang in ("sv", "en", "ar")
    ]
    said += [programme.run("outbox", "copy", presented, *ANNA, *contact).output]
    said += [
        json.dumps(programme.json("outbox", "copy", presented, *ANNA, *contact), ensure_ascii=False)
    ]
    view = programme.json("permissions", "may", K003, "--opening", O1)["view"]
    said += [json.dumps(view, ensure_ascii=False)]
    page = tmp_path / "letter.html"
    programme.run("outbox", "letter", presented, *ANNA, *contact, "--out", str(page))
    said += [page.read_text(encoding="utf-8")]
    programme.run("permissions", "withdraw", K003, "--mode", "phone", *ANNA)
    said += [str(programme.fails("outbox", "show", presented).exception)]
    said += [str(programme.fails(*SAID, "--group", "code").exception)]

    for text in said:
        assert [mark for mark in MARKS if re.search(rf"\b{mark}\b", text)] == []
    assert all("Diska för hand" in text for text in said[:6])


def test_the_export_says_who_was_told_and_is_hers_alone(programme, tmp_path):
    programme.run(*GRANT, "--up-to", "skills")
    programme.run(*SAID, "--group", "code")
    programme.message("ask")
    office = Office.of_home(programme.home)
    office.keep(replace(marked_person(), code=ParticipantCode("P777")))
    office.engine.dispose()
    folder = tmp_path / "hers"
    rows = programme.json("person", "export", K003, "--out", str(folder))["rows"]

    assert {name: rows[name] for name in ("permissions", "disclosures", "outbox_messages")} == {
        "permissions": 2,
        "disclosures": 1,
        "outbox_messages": 1,
    }
    document = json.loads((folder / "own-data.json").read_text(encoding="utf-8"))
    [told] = document["disclosures"]["rows"]
    assert (told["contact"], told["field_group"], told["by"]) == ("Eva på köket", "code", "Anna")
    assert document["disclosures"]["columns"]["contact"] == "who at the employer was told"
    assert "Eva på köket" in (folder / "disclosures.csv").read_text(encoding="utf-8-sig")
    theirs = programme.json("person", "export", "P777", "--out", str(tmp_path / "other"))["rows"]
    assert not {"permissions", "disclosures", "outbox_messages"} & set(theirs)


def test_two_hands_on_one_message(programme):
    asked = programme.message("ask")
    programme.run("outbox", "cancel", asked, *ANNA)
    late = programme.fails("outbox", "copy", asked, *ANNA).exception
    assert isinstance(late, InvalidTransition | Conflict)
    assert "was cancelled by Anna" in str(late)
