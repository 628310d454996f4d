"""Backing up while others write, and what is refused."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import time
import zipfile
from contextlib import closing
from datetime import UTC, datetime

import pytest

from matcher.domain.backup import BackupAbout
from matcher.errors import ChecksumMismatch, InputError, ManifestMismatch, NotFound
from matcher.persistence.backup import back_up
from matcher.persistence.backup_archive import read_manifest, unpack_database
from matcher.persistence.backup_log import last_backup, remember_backup
from matcher.persistence.database import newest_revision
from matcher.persistence.sqlite_database import file_of
from matcher.persistence.table_digests import schema_of, table_digests
from matcher.whole_files import sha256_of

pytestmark = pytest.mark.sqlite

ABOUT = BackupAbout("0.1", "demo", datetime(2026, 11, 25, 8, tzinfo=UTC), 0)


def nothing(_done, _total):
    pass


def backed_up(database, archive, *, force=False, progress=nothing):
    return back_up(database, archive, ABOUT, force=force, progress=progress)


@pytest.fixture
def database(database_url, units, make):
    with units(write=True) as unit:
        unit.participants.put([make.person(f"P{number:03}") for number in range(50)])
        unit.commit()
    return file_of(database_url)


def unpacked(archive, folder):
    path = folder / "unpacked.db"
    path.touch()
    unpack_database(archive, read_manifest(archive), path, nothing)
    return path


def test_a_backup_is_one_file_with_manifest_and_database(database, tmp_path):
    archive = tmp_path / "one.zip"
    seen = []

    made = backed_up(database, archive, progress=lambda done, total: seen.append((done, total)))

    assert read_manifest(archive) == made
    assert (made.schema, made.about) == (newest_revision(), ABOUT)
    assert made.tables["participants"].rows == 50
    assert seen == sorted(seen)
    assert seen[-1] == (1000, 1000)
    with zipfile.ZipFile(archive) as opened:
        assert sorted(opened.namelist()) == ["database.sqlite", "manifest.json"]
        assert opened.testzip() is None
        said = json.loads(opened.read("manifest.json"))
    assert said["parts"]["database.sqlite"]["sha256"] == made.database_sha256
    assert archive.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_comes_out_is_what_went_in(database, tmp_path):
    made = backed_up(database, tmp_path / "one.zip")

    copy = unpacked(tmp_path / "one.zip", tmp_path)

    assert sha256_of(copy) == made.database_sha256
    with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(copy)) as link:
        assert table_digests(link) == table_digests(live) == made.tables
        assert schema_of(link) == schema_of(live)


def test_a_checksum_of_a_table_changes_with_any_cell_and_not_with_the_order(database):
    with closing(sqlite3.connect(database)) as link:
        before = table_digests(link)["participants"]
        link.execute("CREATE TABLE kept AS SELECT * FROM participants ORDER BY code DESC")
        link.execute("PRAGMA foreign_keys = OFF")
        link.execute("DELETE FROM participants")
        link.execute("INSERT INTO participants SELECT * FROM kept")
        assert table_digests(link)["participants"] == before
        link.execute("UPDATE participants SET preferred_language = 'so' WHERE code = 'P007'")
        after = table_digests(link)["participants"]
    assert after.rows == before.rows
    assert after.sha256 != before.sha256


def test_a_backup_during_writes_is_of_one_moment(database, tmp_path):
    """Each write adds one to two tables at once; a copy of two moments would have them differ."""
    with closing(sqlite3.connect(database, isolation_level=None)) as link:
        link.execute("CREATE TABLE one (n INTEGER PRIMARY KEY, filling TEXT)")
        link.execute("CREATE TABLE two (n INTEGER PRIMARY KEY, filling TEXT)")
    stop, busy, written = threading.Event(), threading.Event(), []

    def write():
        with closing(sqlite3.connect(database, isolation_level=None, timeout=10)) as link:
            while not stop.is_set():
                link.execute("BEGIN IMMEDIATE")
                link.execute("INSERT INTO one (filling) VALUES (?)", ("x" * 2000,))
                link.execute("INSERT INTO two (filling) VALUES (?)", ("x" * 2000,))
                link.execute("COMMIT")
                written.append(1)
                if len(written) == 50:
                    busy.set()
                time.sleep(0.001)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert busy.wait(60)
        manifests = []
        for number in range(5):
            before = len(written)
            made = backed_up(database, tmp_path / f"{number}.zip")
            manifests.append((before, made.tables["one"], made.tables["two"], len(written)))
    finally:
        stop.set()
        writer.join()

    for before, one, two, after in manifests:
        assert one.rows == two.rows
        assert before <= one.rows <= after + 1
    assert manifests[0][1].rows < manifests[-1][1].rows


def test_a_file_that_is_there_is_kept_unless_forced(database, tmp_path):
    archive = tmp_path / "one.zip"
    archive.write_bytes(b"precious")

    with pytest.raises(InputError, match="is there already"):
        backed_up(database, archive)
    assert archive.read_bytes() == b"precious"

    backed_up(database, archive, force=True)
    assert read_manifest(archive).tables["participants"].rows == 50


def test_what_goes_wrong_while_writing_leaves_what_was_there(database, tmp_path):
    archive = tmp_path / "one.zip"
    archive.write_bytes(b"precious")

    def full(done, _total):
        if done > 500:
            raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match=r"cannot be written: No space left.* as before"):
        backed_up(database, archive, force=True, progress=full)

    assert archive.read_bytes() == b"precious"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_there_must_be_a_database_and_a_folder(database, tmp_path):
    with pytest.raises(NotFound, match="nothing to back up"):
        backed_up(tmp_path / "none.db", tmp_path / "one.zip")
    with pytest.raises(InputError, match="There is no folder"):
        backed_up(database, tmp_path / "none" / "one.zip")


def test_a_damaged_database_is_not_backed_up(database, tmp_path):
    with closing(sqlite3.connect(database)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = link.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'participants'"
        ).fetchone()[0]
    data = bytearray(database.read_bytes())
    data[(root - 1) * 4096 : (root - 1) * 4096 + 64] = b"\xff" * 64
    database.write_bytes(bytes(data))

    with pytest.raises(ChecksumMismatch, match=r"is damaged.*stegvis restore"):
        backed_up(database, tmp_path / "one.zip")

    assert not (tmp_path / "one.zip").exists()


def test_another_database_is_none_of_ours(tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as link:
        link.execute("CREATE TABLE t (a)")

    with pytest.raises(InputError, match="has no schema"):
        backed_up(tmp_path / "other.db", tmp_path / "one.zip")


@pytest.mark.parametrize(
    ("content", "problem"), [(b"", "no backup"), (b"%PDF-1.7", "no backup"), (b"PK", "damaged")]
)
def test_what_is_no_backup_is_told(tmp_path, content, problem):
    (tmp_path / "one.zip").write_bytes(content)

    with pytest.raises((InputError, ChecksumMismatch), match=problem):
        read_manifest(tmp_path / "one.zip")
    with pytest.raises(InputError, match="cannot be read"):
        read_manifest(tmp_path / "none.zip")


def resealed(archive, change):
    """Change the parts of an archive and seal it again, as somebody with a purpose would."""
    with zipfile.ZipFile(archive) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    change(parts)
    with zipfile.ZipFile(archive, "w") as opened:
        opened.comment = b"0" * 64
        for name, data in parts.items():
            opened.writestr(name, data)
    data = archive.read_bytes()[:-64]
    archive.write_bytes(data + hashlib.sha256(data).hexdigest().encode())


def test_a_manifest_that_cannot_be_used_is_refused(database, tmp_path):
    archive = tmp_path / "one.zip"
    for text, problem in (
        (b"{}", "cannot be understood"),
        (b"[]", "cannot be understood"),
        (b'{"format": 2}', "layout 2"),
        (b"{", "cannot be understood"),
    ):
        backed_up(database, archive, force=True)
        resealed(archive, lambda parts, text=text: parts.update({"manifest.json": text}))
        with pytest.raises(ManifestMismatch, match=problem):
            read_manifest(archive)


def test_other_parts_and_another_database_are_refused(database, tmp_path):
    archive = tmp_path / "one.zip"
    backed_up(database, archive)
    resealed(archive, lambda parts: parts.update({"more.txt": b""}))
    with pytest.raises(InputError, match="something else"):
        read_manifest(archive)

    backed_up(database, archive, force=True)
    resealed(archive, lambda parts: parts.update({"manifest.json": b" " * 1_000_001}))
    with pytest.raises(InputError, match="1 MB"):
        read_manifest(archive)

    for other in (b"another", bytes(10_000_000)):
        backed_up(database, archive, force=True)
        resealed(archive, lambda parts, other=other: parts.update({"database.sqlite": other}))
        with pytest.raises(ChecksumMismatch, match="not the one its manifest names"):
            unpacked(archive, tmp_path)


def test_the_last_backup_is_remembered(database, tmp_path):
    assert last_backup(database) is None
    manifest = backed_up(database, tmp_path / "one.zip")

    remember_backup(database, tmp_path / "one.zip", manifest)

    assert last_backup(database).at == ABOUT.at
    assert last_backup(database).file == str(tmp_path / "one.zip")
    (tmp_path / "last-backup-programme.json").write_text("{")
    assert last_backup(database) is None
