"""Vectors on disk under a hash of their text, bounded, shared by processes (SQLite).

No text is stored. What is here can always be made again, so a damaged file is set aside.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from matcher.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from matcher.ports import Vectors

SCHEMA_VERSION = 1
WAIT_SECONDS = 10.0
_AT_ONCE = 500
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SCHEMA = """
CREATE TABLE vectors (
    space TEXT NOT NULL,
    digest BLOB NOT NULL,
    vector BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    used INTEGER NOT NULL,
    UNIQUE (space, digest)
);
CREATE INDEX vectors_used ON vectors (used);
"""

T = TypeVar("T")


class VectorStore:
    """A bounded table of vectors by space and digest.

    ``used`` is a counter, not a time: it grows with every batch that is put in.

    Parameters
    ----------
    path
        Database file; made when missing.
    limit
        Rows kept at most; those unused for longest go first.
    """

    def __init__(self, path: Path, limit: int) -> None:
        self._path = path
        self._limit = limit

    def get(self, space: str, digests: Sequence[bytes]) -> dict[bytes, Vectors]:
        """Return the vectors that are there.

        Parameters
        ----------
        space
            What the digests belong to: encoder and kind of text.
        digests
            Hashes of texts.

        Returns
        -------
        dict[bytes, Vectors]
            Digest to vector of shape (d,), float32; rows with damaged bytes are left out.
        """
        return self._run(lambda link: _read(link, space, digests)) or {}

    def put(self, space: str, vectors: Mapping[bytes, Vectors]) -> None:
        """Keep vectors, then drop the rows unused for longest beyond the limit."""
        if self._limit:
            self._run(lambda link: _write(link, space, vectors, self._limit))

    def forget(self, digests: Sequence[bytes]) -> None:
        """Delete the vectors of these texts, whatever encoder made them, and overwrite the bytes.

        Raises
        ------
        SettingsError
            Another process kept the file busy, so the vectors may still be there.
        """
        if self._run(lambda link: _delete(link, digests)) is None:
            raise SettingsError(f"{self._path} was busy for {WAIT_SECONDS} s. Try again.")

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._run(_count) or 0

    def _run(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do the work; ``None`` when the file stays busy, after a damaged file on a new one."""
        try:
            return self._attempt(work)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in _BUSY:
                return None
            raise SettingsError(
                f"The cache of embeddings {self._path} cannot be used: {error}. Make room and see "
                "that the folder can be written, or set STEGVIS_CACHE_TEXTS=0."
            ) from error
        except sqlite3.DatabaseError:
            self._set_aside()
            return self._attempt(work)

    def _attempt(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # One connection a call: safe across threads and forks, and opening costs a fraction of
        # what embedding one text does.
        with closing(
            sqlite3.connect(self._path, timeout=WAIT_SECONDS, isolation_level=None)
        ) as link:
            _prepare(link)
            return work(link)

    def _set_aside(self) -> None:
        self._path.replace(self._path.with_name(self._path.name + ".damaged"))
        for suffix in ("-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


def _prepare(link: sqlite3.Connection) -> None:
    link.execute("PRAGMA secure_delete = ON")
    if _version(link) == SCHEMA_VERSION:
        return
    link.execute("PRAGMA journal_mode = WAL")
    with _writing(link):
        version = _version(link)
        tables = link.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version == 0 and tables == 0:
            for statement in _SCHEMA.split(";"):
                link.execute(statement)
            link.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        elif version != SCHEMA_VERSION:
            raise sqlite3.DatabaseError("a database of another kind")


def _version(link: sqlite3.Connection) -> int:
    return int(link.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _writing(link: sqlite3.Connection) -> Iterator[None]:
    link.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        link.execute("ROLLBACK")
        raise
    link.execute("COMMIT")


def _read(link: sqlite3.Connection, space: str, digests: Sequence[bytes]) -> dict[bytes, Vectors]:
    found: dict[bytes, Vectors] = {}
    stale: list[int] = []
    now = _counter(link)
    for part in _parts(digests):
        rows = link.execute(
            "SELECT rowid, digest, vector, checksum, used FROM vectors "  # noqa: S608
            f"WHERE space = ? AND digest IN ({_marks(part)})",
            (space, *part),
        )
        for row, digest, vector, checksum, used in rows:
            if zlib.crc32(vector) == checksum:
                found[digest] = np.frombuffer(vector, dtype="<f4").astype(np.float32)
            if used < now:
                stale.append(row)
    _touch(link, stale, now)
    return found


def _touch(link: sqlite3.Connection, rows: Sequence[int], now: int) -> None:
    if not rows:
        return
    with _writing(link):
        link.executemany("UPDATE vectors SET used = ? WHERE rowid = ?", [(now, r) for r in rows])


def _write(
    link: sqlite3.Connection, space: str, vectors: Mapping[bytes, Vectors], limit: int
) -> int:
    with _writing(link):
        used = _counter(link) + 1
        blobs = ((digest, vector.astype("<f4").tobytes()) for digest, vector in vectors.items())
        link.executemany(
            "INSERT OR REPLACE INTO vectors (space, digest, vector, checksum, used) "
            "VALUES (?, ?, ?, ?, ?)",
            ((space, digest, blob, zlib.crc32(blob), used) for digest, blob in blobs),
        )
        surplus = max(0, _count(link) - limit)
        link.execute(
            "DELETE FROM vectors WHERE rowid IN "
            "(SELECT rowid FROM vectors ORDER BY used, rowid LIMIT ?)",
            (surplus,),
        )
    return surplus


def _delete(link: sqlite3.Connection, digests: Sequence[bytes]) -> int:
    deleted = 0
    with _writing(link):
        for part in _parts(digests):
            cursor = link.execute(
                f"DELETE FROM vectors WHERE digest IN ({_marks(part)})",  # noqa: S608
                tuple(part),
            )
            deleted += cursor.rowcount
    # The pages wait in the write-ahead log until it is emptied.
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return deleted


def _count(link: sqlite3.Connection) -> int:
    return int(link.execute("SELECT count(*) FROM vectors").fetchone()[0])


def _counter(link: sqlite3.Connection) -> int:
    return int(link.execute("SELECT coalesce(max(used), 0) FROM vectors").fetchone()[0])


def _parts(digests: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(digests), _AT_ONCE):
        yield digests[start : start + _AT_ONCE]


def _marks(part: Sequence[bytes]) -> str:
    return ",".join("?" * len(part))
