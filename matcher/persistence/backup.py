"""Copying a database into one file while others read and write it."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from matcher.domain.backup import BackupManifest
from matcher.errors import ChecksumMismatch, InputError, NotFound
from matcher.persistence.backup_archive import write_archive
from matcher.persistence.state_folder import said_of
from matcher.persistence.table_digests import schema_of, table_digests
from matcher.whole_files import sha256_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from matcher.domain.backup import BackupAbout

    Progress = Callable[[int, int], None]

PAGES_AT_ONCE = 1_000
WAIT_SECONDS = 10.0


def back_up(
    database: Path, archive: Path, about: BackupAbout, *, force: bool, progress: Progress
) -> BackupManifest:
    """Write a backup of a database, whole or not at all.

    The copy is of one moment, whatever is written meanwhile, and nobody waits for it.

    Parameters
    ----------
    database
        Its file; a copy lies beside it for as long as this takes.
    archive
        Where the backup goes.
    about
        What the backup says of itself.
    force
        Replace an archive that is there.
    progress
        Called with steps done and steps in all.

    Raises
    ------
    NotFound
        There is no database.
    InputError
        The archive is there already, or cannot be written.
    ChecksumMismatch
        The database is damaged: a copy would be, too.
    """
    if not database.is_file():
        raise NotFound(
            f"There is no database {database}, so there is nothing to back up. Check "
            "STEGVIS_HOME: the database lies there."
        )
    if archive.exists() and not force:
        raise InputError(f"{archive} is there already. Choose another name, or give --force.")
    if not archive.parent.is_dir():
        raise InputError(f"There is no folder {archive.parent}. Make it, or choose another.")
    with beside(database, "backup") as copy:
        with closing(reading(database)) as source:
            copy_database(source, copy, halves(progress, first=True))
        with closing(sqlite3.connect(copy, isolation_level=None)) as link:
            refuse_damaged(link, database)
            tables, schema = table_digests(link), schema_of(link)
        if schema is None:
            raise InputError(
                f"{database} is no database of Stegvis: it has no schema. Check STEGVIS_HOME and "
                "STEGVIS_DATABASE_URL: they say which file it is."
            )
        manifest = BackupManifest(about, schema, tables, copy.stat().st_size, sha256_of(copy))
        try:
            write_archive(archive, copy, manifest, halves(progress, first=False))
        except OSError as error:
            raise InputError(
                f"{archive} cannot be written: {error.strerror or error}. What was there is as "
                "before. Make room, or choose another place."
            ) from error
    return manifest


def reading(database: Path) -> sqlite3.Connection:
    """Return a connection that sees the database as it is now, for as long as it is open."""
    try:
        link = sqlite3.connect(database, timeout=WAIT_SECONDS, isolation_level=None)
        # The snapshot is taken with the first look. Without it the copy would begin again with
        # each write of somebody else.
        link.execute("PRAGMA query_only = ON")
        link.execute("BEGIN")
        link.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise (said_of(error, database) or error) from error
    return link


def copy_database(source: sqlite3.Connection, to: Path, progress: Progress) -> None:
    """Copy what a connection sees to a file, in one piece without a log beside it."""
    with closing(sqlite3.connect(to, isolation_level=None)) as target:
        source.backup(target, pages=PAGES_AT_ONCE, progress=steps(progress))
        target.execute("PRAGMA journal_mode = DELETE")


def steps(progress: Progress) -> Callable[[int, int, int], None]:
    """Return what SQLite calls with a status, pages left and pages in all."""
    return lambda _status, left, total: progress(total - left, total)


def halves(progress: Progress, *, first: bool) -> Progress:
    """Return the progress of one half of the work, in thousandths of the whole."""
    start = 0 if first else 500
    return lambda done, total: progress(start + 500 * done // max(total, 1), 1000)


def refuse_damaged(link: sqlite3.Connection, database: Path) -> None:
    """Look through a copy of a database.

    Raises
    ------
    ChecksumMismatch
        Pages do not fit together, or rows point nowhere.
    """
    problems = problems_of(link)
    if problems:
        raise ChecksumMismatch(
            f"{database} is damaged: {problems[0]}. Nothing was written. Keep the file, and "
            "restore the last backup with `stegvis restore FILE`."
        )


def problems_of(link: sqlite3.Connection) -> list[str]:
    """Return what is wrong inside a database; an empty list when all is in order."""
    try:
        found = [row[0] for row in link.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
        lost = {row[0] for row in link.execute("PRAGMA foreign_key_check")}
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return found + [f"rows of {table} point nowhere" for table in sorted(lost)]


@contextmanager
def beside(database: Path, purpose: str) -> Iterator[Path]:
    """Yield an empty file beside a database that is gone afterwards, with its log."""
    path = database.with_name(f".{purpose}-{database.stem}-{secrets.token_hex(4)}.db")
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield path
    finally:
        remove(path)


def remove(database: Path) -> None:
    """Delete a database file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
