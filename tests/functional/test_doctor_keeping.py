"""What `stegvis doctor` says of the file, the backup, the deleted and the register."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from letting_go import let_go
from typer.testing import CliRunner

from matcher import bootstrap
from matcher.cli.main import app
from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.embedding.hashing import HashingEncoder
from matcher.persistence import rows
from matcher.persistence.database import downgrade, newest_revision
from matcher.settings import load_settings

PEOPLE = "code;preferred_language\nP001;so\nP002;ar\n"


class Programme:
    """A programme of one's own with two people."""

    def __init__(self, folder, **more):
        self.home = folder / "home"
        self.environment = {
            "STEGVIS_HOME": str(self.home), "STEGVIS_PROGRAMME": "programme", "COLUMNS": "200",
        }  # fmt: skip
        self.environment |= more
        (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
        self.run("import", "participants", str(folder / "people.csv"))

    @property
    def database(self):
        return self.home / "programme.db"

    @property
    def settings(self):
        return load_settings(self.environment)

    def run(self, *words, **more):
        let_go()
        return CliRunner().invoke(app, list(words), env=self.environment | more)

    def found(self, **more):
        return json.loads(self.run("doctor", "--json", **more).stdout)


@pytest.fixture
def programme(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap.encoders, "open_sentence_encoder", lambda *_: HashingEncoder())
    return Programme(tmp_path)


def test_a_whole_file_of_the_newest_schema_is_in_order(programme):
    found = programme.found()["file"]

    assert found["ok"]
    assert f"whole, schema {newest_revision()}" in found["text"]


def test_an_older_schema_is_said_and_a_newer_one_is_a_fault(programme):
    downgrade(programme.settings.database_url, "0004")
    assert f"schema 0004, brought to {newest_revision()}" in programme.found()["file"]["text"]

    with closing(sqlite3.connect(programme.database)) as link, link:
        link.execute("UPDATE alembic_version SET version_num = '9999'")
    found = programme.found()
    assert not found["file"]["ok"]
    assert "Install" in found["file"]["text"]
    assert "not looked at" in found["database"]["text"]


def test_damage_is_found_and_the_rest_is_still_looked_at(programme):
    with closing(sqlite3.connect(programme.database)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    good = programme.database.read_bytes()

    for bad in (good[:9000] + b"\xff" * 9000 + good[18000:], b"no database at all" * 300):
        programme.database.write_bytes(bad)
        found = programme.found()
        assert not found["file"]["ok"]
        assert "stegvis restore FILE" in found["file"]["text"]
        assert not found["indexes"]["ok"]
        assert found["register"]["ok"]


def test_a_row_that_points_nowhere_is_found(programme):
    with closing(sqlite3.connect(programme.database)) as link, link:
        link.execute("UPDATE participants SET organisation_id = 'nobody' WHERE code = 'P001'")

    assert "rows of participants point nowhere" in programme.found()["file"]["text"]


def test_no_file_yet_is_no_fault(tmp_path, programme):
    elsewhere = programme.found(STEGVIS_HOME=str(tmp_path / "new"))

    assert elsewhere["file"]["ok"]
    assert elsewhere["backup"] == {"ok": True, "text": "there is nobody to lose yet"}


def test_a_backup_is_asked_for_and_is_enough_until_it_is_old(programme, tmp_path, monkeypatch):
    assert "Run `stegvis backup FILE`" in programme.found()["backup"]["text"]
    programme.run("backup", str(tmp_path / "one.zip"))
    assert programme.found()["backup"] == {
        "ok": True,
        "text": f"0 days ago, to {tmp_path / 'one.zip'}",
    }

    later = bootstrap.now() + timedelta(days=9)
    monkeypatch.setattr(bootstrap, "now", lambda: later)

    found = programme.found()["backup"]
    assert (found["ok"], "9 days ago" in found["text"]) == (False, True)
    assert programme.found(STEGVIS_BACKUP_DAYS="9")["backup"]["ok"]
    assert "is 0" in programme.found(STEGVIS_BACKUP_DAYS="0")["backup"]["text"]
    assert programme.found(STEGVIS_PROGRAMME="demo")["backup"]["text"] == "the demo needs none"


def test_somebody_deleted_who_is_there_is_found(programme):
    assert programme.found()["deleted"]["ok"]
    services = bootstrap.build_services(programme.settings)
    services.deleted.add(
        OrganisationId("local"), ParticipantCode("P002"), by="Anna", at=bootstrap.now()
    )

    found = programme.found()["deleted"]

    assert not found["ok"]
    assert "all the same: P002. Run `stegvis person delete" in found["text"]
    programme.run("person", "delete", "P002", "--by", "Anna")
    assert programme.found()["deleted"]["text"].startswith("1 people on the list")


def test_replaced_databases_are_spoken_of(programme, tmp_path):
    programme.run("backup", str(tmp_path / "one.zip"))
    assert programme.run("restore", str(tmp_path / "one.zip")).exit_code == 0

    assert "1 replaced databases lie beside" in programme.found()["deleted"]["text"]


def test_a_column_nobody_answers_for_is_found(programme, monkeypatch):
    there = rows.columns_there() | {("participants", "shoe_size")}
    monkeypatch.setattr(bootstrap.keeping, "columns_there", lambda: there)

    assert "participants.shoe_size is not in" in programme.found()["register"]["text"]
    checked = programme.run("register", "check")
    assert checked.exit_code == 1
    assert "shoe_size" in checked.stdout
    assert programme.run("register", "check", "--json").exit_code == 1


def test_the_register_is_shown(programme):
    assert "columns are registered" in programme.run("register", "check").stdout
    shown = programme.run("register", "show", "openings", "--personal").stdout
    assert "contact" in shown
    assert "mentor" not in shown
    listed = json.loads(programme.run("register", "show", "--json").stdout)
    assert {one["table"] for one in listed} >= {"participants", "decisions"}
    assert listed[0]["retention"]["decided_by"] in {"law", "organisation"}
    unknown = programme.run("register", "show", "horses")
    assert "There is no table horses" in str(unknown.exception)
