"""Restoring: what is refused, what is kept, and that nothing is ever half done."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from restoring import AT, OWNER, Home

from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.errors import (
    ChecksumMismatch,
    Conflict,
    InputError,
    ManifestMismatch,
    SettingsError,
    StegvisError,
)
from matcher.persistence import restore as module
from matcher.persistence import restore_places
from matcher.persistence.database import (
    downgrade,
    newest_revision,
)
from matcher.persistence.deleted_list import DeletedCodes

pytestmark = pytest.mark.sqlite


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home").put("P001", "P002")


@pytest.fixture
def archive(home, tmp_path):
    home.back_up(tmp_path / "one.zip")
    return tmp_path / "one.zip"


def test_the_drill_gives_identical_checksums(home, archive, tmp_path):
    before = home.digests()
    home.put("P003")
    assert home.digests() != before

    report = home.restore(archive)
    again = home.back_up(tmp_path / "two.zip")

    assert home.digests() == before == again.tables
    assert home.people() == ["P001", "P002"]
    assert report.changes["participants"].now.rows == 3
    assert report.changes["participants"].then.rows == 2
    assert "organisations" not in report.changes


def test_the_drill_on_another_machine(home, archive, tmp_path):
    other = Home(tmp_path / "other")

    report = other.restore(archive)

    assert other.digests() == home.digests()
    assert report.replaced is None
    assert report.changes["participants"].now is None
    if os.name == "posix":
        assert stat.S_IMODE(other.database.stat().st_mode) == 0o600


def test_the_database_of_before_is_kept_beside(home, archive):
    home.put("P003")

    report = home.restore(archive)

    assert report.replaced == str(home.settings.home / "demo.replaced-20261125T083000Z.db")
    with closing(sqlite3.connect(report.replaced)) as link:
        assert link.execute("SELECT count(*) FROM participants").fetchone() == (3,)
    assert Path(report.replaced).stat().st_mode & 0o077 == 0


def test_a_dry_run_says_what_would_change_and_changes_nothing(home, archive):
    home.put("P003")
    before, files = home.digests(), home.files()

    report = home.restore(archive, dry_run=True)

    assert set(report.changes) == {"participants", "participant_experiences"}
    assert report.replaced is None
    assert (home.digests(), home.files() - {".restore-demo.lock"}) == (before, files)


def test_indexes_made_from_the_old_rows_go(home, archive):
    folder = home.settings.index_folder / "people"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")

    home.restore(archive, dry_run=True)
    assert folder.exists()
    home.restore(archive)

    assert not home.settings.index_folder.exists()


def test_a_byte_anywhere_that_is_wrong_is_noticed(home, archive):
    """Every byte of the ends, where the parts of a zip are listed, and many in between."""
    good = archive.read_bytes()
    before = home.digests()
    places = {*range(200), *range(len(good) - 400, len(good)), *range(0, len(good), 997)}

    for place in sorted(places):
        bad = bytearray(good)
        bad[place] ^= 0x01
        archive.write_bytes(bytes(bad))
        with pytest.raises((ChecksumMismatch, InputError)):
            home.restore(archive)

    archive.write_bytes(good)
    assert home.digests() == before
    home.restore(archive)


def test_an_archive_that_was_cut_off_or_grew_is_noticed(home, archive):
    good = archive.read_bytes()

    for data in (good[:1], good[:63], good[:64], good[: len(good) // 2], good[:-1], good + b"0"):
        archive.write_bytes(data)
        with pytest.raises((ChecksumMismatch, InputError)):
            home.restore(archive)

    assert home.people() == ["P001", "P002"]


def test_demo_and_programme_never_mix(home, archive, tmp_path):
    real = Home(tmp_path / "home", "programme").put("R001")

    with pytest.raises(ManifestMismatch, match="the two never mix"):
        real.restore(archive)

    assert real.people() == ["R001"]


def test_a_newer_schema_is_refused(home, tmp_path):
    with closing(sqlite3.connect(home.database)) as link, link:
        link.execute("UPDATE alembic_version SET version_num = '9999'")
    home.back_up(tmp_path / "newer.zip")
    with closing(sqlite3.connect(home.database)) as link, link:
        link.execute("UPDATE alembic_version SET version_num = ?", (newest_revision(),))

    with pytest.raises(ManifestMismatch, match=r"newer Stegvis \(0.1, schema 9999\)"):
        home.restore(tmp_path / "newer.zip")

    assert home.people() == ["P001", "P002"]


def test_an_older_schema_is_brought_up(home, tmp_path):
    downgrade(home.settings.database_url, "0004")
    home.back_up(tmp_path / "older.zip")

    report = home.restore(tmp_path / "older.zip")

    assert (report.manifest.schema, report.schema) == ("0004", newest_revision())
    assert home.people() == ["P001", "P002"]


def test_the_deleted_stay_deleted(home, archive):
    home.deleted.add(OWNER, ParticipantCode("P001"), by="Anna", at=AT)
    home.remove("P001")

    report = home.restore(archive)

    assert report.deleted_again == 1
    assert home.people() == ["P002"]
    for path in home.settings.home.iterdir():
        if path.is_file() and ".replaced-" not in path.name:
            assert b"Story of P001" not in path.read_bytes(), path


def test_the_deleted_of_another_programme_or_organisation_are_others(home, archive):
    other = DeletedCodes(home.settings.home, "programme")
    other.add(OWNER, ParticipantCode("P001"), by="Anna", at=AT)
    home.deleted.add(OrganisationId("other"), ParticipantCode("P002"), by="Anna", at=AT)

    assert home.restore(archive).deleted_again == 0
    assert home.people() == ["P001", "P002"]


def test_a_list_that_is_shorter_than_it_was_stops_a_restore(home, archive):
    home.deleted.add(OWNER, ParticipantCode("P009"), by="Anna", at=AT)
    home.back_up(archive)
    home.deleted.path.unlink()

    with pytest.raises(SettingsError, match="--without-list"):
        home.restore(archive)

    assert home.restore(archive, without_list=True).deleted_again == 0


def test_a_database_in_use_is_left_alone(home, archive):
    home.put("P003")
    before = home.digests()
    with closing(sqlite3.connect(home.database)) as other:
        other.execute("SELECT * FROM participants").fetchone()
        assert set(home.restore(archive, dry_run=True).changes)
        with pytest.raises(Conflict, match="is in use"):
            home.restore(archive)

    assert home.digests() == before
    assert not list(home.settings.home.glob("*.replaced-*"))


def test_a_database_that_somebody_writes_to_is_left_alone(home, archive):
    with closing(sqlite3.connect(home.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Conflict, match="is in use"):
            home.restore(archive)


def test_two_restores_do_not_meet(home, archive):
    with (
        FileLock(home.settings.home / ".restore-demo.lock"),
        pytest.raises(Conflict, match="Another restore"),
    ):
        home.restore(archive)


@pytest.mark.parametrize(
    "damage",
    [lambda data: b"no database at all" * 300, lambda data: data[:5000] + b"\xff" * 9000],
    ids=["foreign", "torn"],
)
def test_a_database_that_cannot_be_read_is_put_aside_and_replaced(home, archive, damage):
    with closing(sqlite3.connect(home.database)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    broken = damage(home.database.read_bytes())
    home.database.write_bytes(broken)

    report = home.restore(archive)

    assert not report.readable
    assert home.people() == ["P001", "P002"]
    assert Path(report.replaced).read_bytes()[:20] == broken[:20]


def test_no_room_is_told_first(home, archive, monkeypatch):
    free = shutil.disk_usage(home.settings.home)._replace(free=1000)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _path: free)

    with pytest.raises(InputError, match="Make room"):
        home.restore(archive)


def test_a_disk_that_writes_something_else_is_noticed(home, archive, monkeypatch):
    monkeypatch.setattr(restore_places, "problems_of", _problem_after_exchange)

    with pytest.raises(ChecksumMismatch, match="the disk may be failing"):
        home.restore(archive)


def _problem_after_exchange(link):
    mode = link.execute("PRAGMA locking_mode").fetchone()[0]
    return ["row missing from index"] if mode == "exclusive" else []


def test_a_manifest_that_lies_about_its_tables_is_refused(home, archive, monkeypatch):
    real = module.read_manifest

    def lying(path):
        return replace(real(path), tables={})

    monkeypatch.setattr(module, "read_manifest", lying)
    with pytest.raises(ChecksumMismatch, match="do not hold what its manifest says"):
        home.restore(archive)


@pytest.mark.process
@pytest.mark.parametrize(
    ("at", "kept"), [(100, "old"), (500, "old"), (501, "old"), (900, "old"), (1000, "new")]
)
def test_a_restore_that_is_killed_leaves_the_old_or_the_new(home, archive, at, kept):
    new = home.digests()
    home.put(*(f"X{number:03}" for number in range(300)))
    old = home.digests()
    code = f"""
import os, signal
from datetime import datetime, UTC
from pathlib import Path
from matcher.persistence import restore, restore_places
from matcher.persistence.deleted_list import DeletedCodes
from matcher.settings import Settings
restore_places.PAGES_AT_ONCE = 5
settings = Settings(home=Path({str(home.settings.home)!r}))
def progress(done, total):
    if done >= {at}:
        os.kill(os.getpid(), signal.SIGKILL)
restoring = restore.Restore(settings, DeletedCodes(settings.home, "demo"), datetime.now(UTC))
restoring.run(Path({str(archive)!r}), dry_run=False, without_list=False, progress=progress)
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)

    assert done.returncode == -signal.SIGKILL, done.stderr
    assert home.digests() == {"old": old, "new": new}[kept]
    with closing(sqlite3.connect(home.database)) as link:
        assert link.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    home.restore(archive)

    assert home.people() == ["P001", "P002"]
    assert not list(home.settings.home.glob(".restore-*.db*"))


def test_every_refusal_is_an_error_of_ours(tmp_path):
    with pytest.raises(StegvisError):
        Home(tmp_path).restore(tmp_path / "none.zip")
