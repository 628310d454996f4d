"""Where a backup is put: over a SQLite file, or over what a server keeps of the programme."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.errors import ChecksumMismatch, Conflict
from matcher.persistence.backup import beside, copy_database, problems_of, remove, steps
from matcher.persistence.copying import copy_all_rows
from matcher.persistence.postgresql import connected_besides
from matcher.persistence.state_folder import made_for_us_only
from matcher.persistence.table_digests import table_digests
from matcher.whole_files import sync

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from matcher.domain.backup import TableDigest

    Progress = Callable[[int, int], None]
    Digests = Mapping[str, TableDigest]

PAGES_AT_ONCE = 1_000
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


@dataclass(frozen=True)
class ServerPlace:
    """A programme on a server.

    Parameters
    ----------
    url
        Of its database.
    aside
        File that keeps what was there before.
    """

    url: str
    aside: Path

    def now(self) -> tuple[Digests, bool]:
        """Return what the tables hold now, and whether that could be read."""
        with beside(self.aside, "now") as file:
            copy_all_rows(self.url, f"sqlite:///{file}")
            with closing(sqlite3.connect(file)) as link:
                return table_digests(link), True

    def exchange(self, staged: Path, then: Digests, progress: Progress) -> Path | None:
        """Put other rows in the place of these in one transaction; return what keeps these."""
        if connected_besides(self.url):
            raise Conflict(
                "Others are connected to the programme's database, so nothing was changed. Stop "
                "`stegvis serve` on every machine and whatever else works with it, then restore."
            )
        copy_all_rows(self.url, f"sqlite:///{self.aside}")
        copy_all_rows(f"sqlite:///{staged}", self.url, replace=True, progress=progress)
        return self.aside


@dataclass(frozen=True)
class FilePlace:
    """A programme in a SQLite file.

    Parameters
    ----------
    file
        The database.
    aside
        File that keeps what was there before.
    wait_seconds
        How long to wait for others to be done with the database.
    """

    file: Path
    aside: Path
    wait_seconds: float

    def now(self) -> tuple[Digests, bool]:
        """Return what the tables hold now, and whether that could be read."""
        if not self.file.exists():
            return {}, True
        try:
            with closing(sqlite3.connect(self.file, timeout=self.wait_seconds)) as link:
                return table_digests(link), True
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in _BUSY:
                raise self._in_use() from error
            return {}, False

    def exchange(self, staged: Path, then: Digests, progress: Progress) -> Path | None:
        """Write a database over this one in one transaction; return what keeps this one."""
        kept = self.aside if self.file.exists() else None
        with closing(self._open_live(kept)) as live, closing(exclusive(staged, 0)) as source:
            source.backup(live, pages=PAGES_AT_ONCE, progress=steps(progress))
            live.execute("PRAGMA journal_mode = WAL")
            if problems_of(live) or table_digests(live) != then:
                raise ChecksumMismatch(
                    f"{self.file} is not what was written to it: the disk may be failing. The "
                    f"database of before is {kept}. Keep that file, look at the disk, and restore "
                    "to another one."
                )
        return kept

    def _open_live(self, aside: Path | None) -> sqlite3.Connection:
        """Return the database for nobody else, after keeping what it holds aside."""
        live: sqlite3.Connection | None = None
        try:
            live = exclusive(self.file, self.wait_seconds)
            if aside:
                aside.touch(mode=0o600, exist_ok=False)
                copy_database(live, aside, lambda _done, _total: None)
                sync(aside)
        except sqlite3.DatabaseError as error:
            if live is not None:
                live.close()
            if error.sqlite_errorcode in _BUSY:
                raise self._in_use() from error
            if aside is None:
                raise
            # So damaged that it cannot be copied: it is moved as it is.
            remove(aside)
            _move(self.file, aside)
            live = exclusive(self.file, self.wait_seconds)
        return live

    def _in_use(self) -> Conflict:
        return Conflict(
            f"{self.file} is in use, so nothing was changed. Stop `stegvis serve` and whatever "
            "else works with it, then restore."
        )


def exclusive(database: Path, wait_seconds: float) -> sqlite3.Connection:
    """Return a connection that no other process can be beside."""
    made_for_us_only(database)
    link = sqlite3.connect(database, timeout=wait_seconds, isolation_level=None)
    try:
        link.execute("PRAGMA locking_mode = EXCLUSIVE")
        link.execute("BEGIN EXCLUSIVE")
        link.execute("COMMIT")
    except BaseException:
        link.close()
        raise
    return link


def _move(database: Path, to: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        part = database.with_name(database.name + suffix)
        if part.exists():
            part.rename(to.with_name(to.name + suffix))
