"""The drill with the commands: backup, restore, and that the deleted stay deleted."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from letting_go import let_go
from typer.testing import CliRunner

from matcher import bootstrap
from matcher.cli.main import app
from matcher.domain.ids import ParticipantCode, RunId, SuggestionId
from matcher.domain.judgement import Band
from matcher.domain.machines.suggestion import Action
from matcher.domain.role import Role
from matcher.domain.run import Run, RunKind
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Suggestion
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import (
    ChecksumMismatch,
    Conflict,
    InputError,
    ManifestMismatch,
    NotFound,
    SettingsError,
)
from matcher.persistence.unit_of_work import SqlUnitOfWork
from matcher.settings import load_settings

MARK = "zebraffe"
PEOPLE = (
    "code;preferred_language;experience_1;experience_1_lang;skills\n"
    f"P001;so;{MARK} washed dishes;en;{MARK} cooking\n"
    "P002;ar;okapi cared for children;en;okapi cleaning\n"
)
HOLD = """
import sys
from matcher.bootstrap import build_services
from matcher.persistence.unit_of_work import SqlUnitOfWork
from matcher.settings import load_settings
services = build_services(load_settings())
with services.units() as unit:
    print(len(unit.participants.all()), flush=True)
sys.stdin.read()
"""


@dataclass
class Programme:
    """A home of its own, and the commands on it."""

    home: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {"STEGVIS_HOME": str(self.home), "COLUMNS": "200", **self.more}

    def run(self, *words: str) -> Any:
        # A command is a process of its own; here what the last one opened is closed first.
        let_go()
        return CliRunner().invoke(app, list(words), env=self.environment)

    def json(self, *words: str) -> Any:
        result = self.run(*words, "--json")
        assert result.exit_code == 0, result.output + repr(result.exception)
        return json.loads(result.stdout)

    def codes(self) -> list[str]:
        services = bootstrap.build_services(load_settings(self.environment))
        with services.units() as unit:
            return [person.code for person in unit.participants.all()]

    def files_with(self, mark: bytes) -> list[str]:
        files = (path for path in self.home.rglob("*") if path.is_file())
        return [str(path.relative_to(self.home)) for path in files if mark in path.read_bytes()]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The home of :func:`programme`, made once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bootstrap.encoders, "open_sentence_encoder", lambda *_: HashingEncoder())
        home = _prepare(tmp_path_factory.mktemp("prepared"))
    let_go()
    return home


@pytest.fixture
def programme(prepared, tmp_path, monkeypatch):
    """Two people who told of work, with index rows, and a decision about the first."""
    monkeypatch.setattr(bootstrap.encoders, "open_sentence_encoder", lambda *_: HashingEncoder())
    return Programme(Path(shutil.copytree(prepared, tmp_path / "home")))


def _prepare(tmp_path: Path) -> Path:
    made = Programme(tmp_path / "home")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    made.json("import", "participants", str(tmp_path / "people.csv"))
    (tmp_path / "people.csv").write_text(PEOPLE.replace("washed", "rinsed"), encoding="utf-8")
    made.json("import", "participants", str(tmp_path / "people.csv"))
    services = bootstrap.build_services(load_settings(made.environment))
    run = Run(RunId("r1"), RunKind.PARTICIPANT, bootstrap.now(), "Anna", *"abcd", 1, 1,
              participant=ParticipantCode("P001"))  # fmt: skip
    suggested = Suggestion(
        SuggestionId("s1"), run.id, ParticipantCode("P001"), None, "kitchens.kitchen_porter",
        "Diskare", 1, 0.5, Band.READY, {"experience": 0.5}, {"text": MARK},
    )  # fmt: skip
    with services.units(write=True) as unit:
        unit.suggestions.add(run, [suggested])
        unit.suggestions.save(
            *suggested.move(
                Action.CONFIRM, Signature(Role.LINKWORKER, "Anna", bootstrap.now()), note=MARK
            )
        )
        unit.commit()
    made.run("index", "build")
    return made.home


def test_the_drill_identical_checksums(programme, tmp_path):
    first = programme.json("backup", str(tmp_path / "one.zip"))
    (tmp_path / "more.csv").write_text("kod;språk\nP003;sv\n", encoding="utf-8")
    programme.json("import", "participants", str(tmp_path / "more.csv"))

    looked = programme.json("restore", str(tmp_path / "one.zip"), "--dry-run")
    assert programme.codes() == ["P001", "P002", "P003"]
    done = programme.json("restore", str(tmp_path / "one.zip"))
    second = programme.json("backup", str(tmp_path / "two.zip"))

    assert second["tables"] == first["tables"]
    assert programme.codes() == ["P001", "P002"]
    assert looked["changes"] == done["changes"]
    assert looked["changes"]["participants"]["now"]["rows"] == 3
    assert (looked["replaced"], Path(done["replaced"]).is_file()) == (None, True)


def test_it_is_said_in_words_too(programme, tmp_path):
    archive = str(tmp_path / "one.zip")
    said = programme.run("backup", archive).stdout
    assert "of 'demo'" in said
    assert "people's data" in said
    same = programme.run("restore", archive, "--dry-run").stdout
    assert "exactly the same rows" in same
    assert "Nothing was written" in same
    programme.run("person", "delete", "P001", "--by", "Anna")

    done = programme.run("restore", archive)

    assert "they stay deleted" in done.stdout
    assert "The database of before is" in done.stdout
    assert programme.codes() == ["P002"]


def test_a_deleted_person_stays_deleted(programme, tmp_path):
    programme.json("backup", str(tmp_path / "one.zip"))
    looked = programme.json("person", "delete", "P001", "--by", "Anna", "--dry-run")
    assert programme.codes() == ["P001", "P002"]
    gone = programme.json("person", "delete", "P001", "--by", "Anna")
    assert {**gone, "dry_run": True} == looked
    assert gone["rows"]["decisions"] == 1
    assert gone["index_rows"] == 2
    assert programme.codes() == ["P002"]

    done = programme.json("restore", str(tmp_path / "one.zip"))

    assert done["deleted_again"] == 1
    assert programme.codes() == ["P002"]
    programme.run("index", "build")
    assert [name for name in programme.files_with(MARK.encode()) if "replaced" not in name] == []


def test_nothing_of_a_deleted_person_is_left_anywhere(programme):
    told = [f"{MARK} washed dishes", f"{MARK} rinsed dishes", f"{MARK} cooking"]
    digests = [hashlib.sha256(text.encode()).digest() for text in told]
    rows = [digest.hex()[:12].encode() for digest in digests]
    assert programme.files_with(MARK.encode())
    assert [name for name in programme.files_with(digests[1]) if name.startswith("cache")]
    assert [name for name in programme.files_with(rows[1]) if name.startswith("index")]

    assert programme.run("person", "delete", "P001", "--by", "Anna").exit_code == 0

    for mark in (MARK.encode(), b"P001", *digests, *rows):
        assert programme.files_with(mark) == []
    assert programme.files_with(b"okapi")


def test_deleting_again_finishes_and_deleting_nobody_is_refused(programme):
    assert programme.run("person", "delete", "P001", "--by", "Anna").exit_code == 0

    again = programme.json("person", "delete", "P001", "--by", "Anna")

    assert (again["rows"], again["texts"], again["index_rows"]) == ({}, 0, 0)
    for words in (("P404", "--by", "Anna"), ("P404", "--by", "Anna", "--dry-run")):
        assert isinstance(programme.run("person", "delete", *words).exception, NotFound)
    assert isinstance(programme.run("person", "delete", "P002", "--by", " ").exception, InputError)
    assert programme.run("person", "delete", "P002").exit_code == 2
    assert programme.codes() == ["P002"]


def test_a_deletion_that_was_interrupted_is_finished_by_the_next(programme, monkeypatch):
    def cut(_self):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(SqlUnitOfWork, "commit", cut)
        assert programme.run("person", "delete", "P001", "--by", "Anna").exit_code != 0
    assert programme.codes() == ["P001", "P002"]

    assert programme.json("person", "delete", "P001", "--by", "Anna")["rows"]["participants"] == 1
    assert programme.files_with(MARK.encode()) == []


def test_replaced_databases_are_named_when_somebody_is_deleted(programme, tmp_path):
    programme.json("backup", str(tmp_path / "one.zip"))
    programme.json("restore", str(tmp_path / "one.zip"))

    said = programme.run("person", "delete", "P001", "--by", "Anna")

    assert "demo.replaced-" in said.stderr
    assert "may still hold" in said.stderr


def test_another_process_keeps_a_restore_from_happening_and_not_a_backup(programme, tmp_path):
    archive = str(tmp_path / "one.zip")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **programme.environment},  # noqa: TID251
    ) as server:
        assert server.stdout.readline().strip() == "2"
        assert programme.json("backup", archive)["tables"]["participants"]["rows"] == 2
        refused = programme.run("restore", archive)
        assert isinstance(refused.exception, Conflict)
        server.communicate("")

    assert programme.run("restore", archive).exit_code == 0


def test_what_is_refused_has_its_exit_code_and_changes_nothing(programme, tmp_path):
    archive = tmp_path / "one.zip"
    programme.json("backup", str(archive))

    assert isinstance(programme.run("backup", str(archive)).exception, InputError)
    assert programme.run("backup", str(archive), "--force").exit_code == 0
    real = Programme(programme.home, {"STEGVIS_PROGRAMME": "programme"})
    assert isinstance(real.run("restore", str(archive)).exception, ManifestMismatch)
    assert isinstance(real.run("backup", str(tmp_path / "two.zip")).exception, NotFound)
    data = bytearray(archive.read_bytes())
    data[1000] ^= 1
    (tmp_path / "bad.zip").write_bytes(bytes(data))
    assert isinstance(
        programme.run("restore", str(tmp_path / "bad.zip")).exception, ChecksumMismatch
    )
    assert programme.codes() == ["P001", "P002"]


def test_a_lost_list_stops_a_restore_until_it_is_said(programme, tmp_path):
    programme.run("person", "delete", "P001", "--by", "Anna")
    programme.json("backup", str(tmp_path / "one.zip"))
    (programme.home / "deleted-demo.jsonl").unlink()

    refused = programme.run("restore", str(tmp_path / "one.zip"))

    assert isinstance(refused.exception, SettingsError)
    assert programme.run("restore", str(tmp_path / "one.zip"), "--without-list").exit_code == 0


def test_a_person_gets_all_her_data_and_nobody_elses(programme, tmp_path):
    folder = tmp_path / "hers"

    said = programme.json("person", "export", "P001", "--out", str(folder))

    document = json.loads((folder / "own-data.json").read_text(encoding="utf-8"))
    assert {name: len(held["rows"]) for name, held in document.items()} == said["rows"]
    assert said["rows"]["imported_rows"] == 2
    assert document["decisions"]["rows"][0]["note"] == MARK
    assert document["decisions"]["rows"][0]["at"].startswith("20")
    assert document["participants"]["columns"]["code"].startswith("stands for the person")
    told = (folder / "participant_experiences.csv").read_text(encoding="utf-8-sig")
    assert told.splitlines()[0].startswith("organisation_id;participant;position;text")
    assert f"{MARK} rinsed dishes" in told
    assert sorted(map(str, folder.iterdir())) == sorted(said["files"])
    assert not [path for path in folder.iterdir() if b"okapi" in path.read_bytes()]
    assert folder.stat().st_mode & 0o077 == 0


def test_an_export_overwrites_nothing_and_runs_nothing(programme, tmp_path):
    (tmp_path / "people.csv").write_text(
        "code;experience_1;experience_1_lang\nP009;=cmd();en\n", encoding="utf-8"
    )
    programme.json("import", "participants", str(tmp_path / "people.csv"))
    folder = str(tmp_path / "new")
    assert "files in" in programme.run("person", "export", "P009", "--out", folder).stdout
    told = (tmp_path / "new" / "participant_experiences.csv").read_text(encoding="utf-8-sig")
    assert ";'=cmd();" in told

    again = programme.run("person", "export", "P009", "--out", folder)
    assert isinstance(again.exception, InputError)
    file = programme.run("person", "export", "P009", "--out", str(tmp_path / "people.csv"))
    assert "cannot be written to" in str(file.exception)
    nobody = programme.run("person", "export", "P404", "--out", str(tmp_path / "none"))
    assert isinstance(nobody.exception, NotFound)
    assert not (tmp_path / "none").exists()
