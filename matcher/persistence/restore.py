"""Putting a backup in the place of a database, wholly or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from matcher.domain.backup import RestoreReport, TableChange
from matcher.errors import ChecksumMismatch, Conflict, InputError, ManifestMismatch, SettingsError
from matcher.persistence.backup import beside, halves, problems_of, remove
from matcher.persistence.backup_archive import read_manifest, unpack_database
from matcher.persistence.database import newest_revision, open_engine, upgrade
from matcher.persistence.erasure import SqlErasure, people_in
from matcher.persistence.restore_places import FilePlace, ServerPlace
from matcher.persistence.scrub import scrub
from matcher.persistence.table_digests import schema_of, table_digests
from matcher.persistence.transactions import for_writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from matcher.domain.backup import BackupManifest, TableDigest
    from matcher.persistence.deleted_list import DeletedCodes
    from matcher.settings import Settings

    Progress = Callable[[int, int], None]
    Digests = Mapping[str, TableDigest]

ROOM_FOR = 3
"""The copy beside, the database's log, and the database itself."""


@dataclass(frozen=True)
class Restore:
    """Restores backups into one programme.

    Parameters
    ----------
    settings
        Which programme.
    deleted
        Who stays deleted.
    at
        When this happens; the replaced database is named after it.
    wait_seconds
        How long to wait for others to be done with the database.
    """

    settings: Settings
    deleted: DeletedCodes
    at: datetime
    wait_seconds: float = 2.0

    @property
    def database(self) -> Path:
        """File of the programme's database."""
        return self.settings.database_file

    @property
    def _place(self) -> FilePlace | ServerPlace:
        file = self.database
        aside = file.with_name(f"{file.stem}.replaced-{self.at:%Y%m%dT%H%M%SZ}.db")
        if self.settings.database:
            return ServerPlace(self.settings.database_url, aside)
        return FilePlace(file, aside, self.wait_seconds)

    def run(
        self, archive: Path, *, dry_run: bool, without_list: bool, progress: Progress
    ) -> RestoreReport:
        """Put a backup in the place of the database, or say what that would change.

        The archive is made ready beside the database first: checked, brought to the newest schema,
        and freed of the people deleted since. Then it is written over the database in one
        transaction, so that a crash at any moment leaves the one or the other.

        Parameters
        ----------
        archive
            From :func:`matcher.persistence.backup.back_up`.
        dry_run
            Change nothing.
        without_list
            Go on though the list of deleted people here is shorter than it was.
        progress
            Called with steps done and steps in all.

        Raises
        ------
        InputError
            It is no backup, or there is no room for it.
        ChecksumMismatch
            It is damaged.
        ManifestMismatch
            It is of another programme or of a newer version.
        SettingsError
            The list of deleted people is shorter than it was.
        Conflict
            Somebody uses the database.
        """
        manifest = read_manifest(archive)
        self._check(archive, manifest, without_list=without_list)
        self.database.parent.mkdir(parents=True, exist_ok=True)
        self._check_room(manifest)
        with self._alone(), beside(self.database, "restore") as staged:
            unpack_database(archive, manifest, staged, halves(progress, first=True))
            _must_be(staged, manifest, archive)
            upgrade(f"sqlite:///{staged}")
            gone = self._delete_again(staged)
            with closing(sqlite3.connect(staged)) as source:
                then, schema = table_digests(source), schema_of(source)
            now, readable = self._place.now()
            report = RestoreReport(
                manifest, str(schema), _changes(now, then), gone, readable=readable
            )
            if dry_run:
                return report
            replaced = self._place.exchange(staged, then, halves(progress, first=False))
        # What was made from the old rows is never served again; it is made anew when asked for.
        shutil.rmtree(self.settings.index_folder, ignore_errors=True)
        return replace(report, replaced=str(replaced) if replaced else None)

    def _check(self, archive: Path, manifest: BackupManifest, *, without_list: bool) -> None:
        about = manifest.about
        if about.programme != self.settings.programme:
            raise ManifestMismatch(
                f"{archive} is a backup of '{about.programme}', and STEGVIS_PROGRAMME is "
                f"'{self.settings.programme}': the two never mix. Set the other to restore it."
            )
        if manifest.schema > newest_revision():
            raise ManifestMismatch(
                f"{archive} was made by a newer Stegvis ({about.product}, schema "
                f"{manifest.schema}); this one knows schema {newest_revision()}. "
                "Install that version, or a later one."
            )
        listed = len(self.deleted.marks())
        if listed < about.deleted and not without_list:
            raise SettingsError(
                f"{about.deleted} people had been deleted when {archive.name} was made, and the "
                f"list here has {listed}: whoever was deleted since could come back. Bring "
                f"{self.deleted.path.name} and its key from where they are kept, or give "
                "--without-list when they are lost."
            )

    def _check_room(self, manifest: BackupManifest) -> None:
        free = shutil.disk_usage(self.database.parent).free
        if free < ROOM_FOR * manifest.database_bytes:
            raise InputError(
                f"There are {free / 1e6:.0f} MB free beside {self.database}; a restore takes "
                f"{ROOM_FOR * manifest.database_bytes / 1e6:.0f} MB. Make room first."
            )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = FileLock(self.database.with_name(f".restore-{self.settings.programme}.lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise Conflict("Another restore is running. Wait until it is done.") from error
        try:
            # What a crash has left of an earlier one.
            for left in self.database.parent.glob(f".restore-{self.database.stem}-*.db"):
                remove(left)
            yield
        finally:
            lock.release()

    def _delete_again(self, staged: Path) -> int:
        engine = open_engine(f"sqlite:///{staged}")
        try:
            with engine.connect() as connection, for_writing(connection).begin():
                gone = self.deleted.of(people_in(connection))
                for organisation, code in gone:
                    SqlErasure(connection, organisation).erase(code)
        finally:
            engine.dispose()
        if gone:
            scrub(staged)
        return len(gone)


def _must_be(staged: Path, manifest: BackupManifest, archive: Path) -> None:
    with closing(sqlite3.connect(staged, isolation_level=None)) as link:
        problems = problems_of(link)
        if not problems and table_digests(link) != manifest.tables:
            problems = ["its tables do not hold what its manifest says"]
        if not problems and schema_of(link) != manifest.schema:
            problems = ["its schema is another than its manifest says"]
    if problems:
        raise ChecksumMismatch(
            f"The database in {archive} is damaged: {problems[0]}. Nothing was changed. Take "
            "another backup, or fetch this one again from where it was kept."
        )


def _changes(now: Digests, then: Digests) -> dict[str, TableChange]:
    return {
        name: TableChange(now.get(name), then.get(name))
        for name in sorted({*now, *then})
        if now.get(name) != then.get(name)
    }
