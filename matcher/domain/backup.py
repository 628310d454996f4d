"""What a backup says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

FORMAT = 1


@dataclass(frozen=True, slots=True)
class TableDigest:
    """How many rows a table has, and the SHA-256 over all of them in order of their keys."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BackupAbout:
    """Why and when a backup is made.

    Parameters
    ----------
    product
        Version of Stegvis.
    programme
        ``demo`` or ``programme``: a backup is never restored into the other.
    at
        When, with a time zone.
    deleted
        How many people the list of the deleted held; see :class:`matcher.ports.DeletedList`.
    """

    product: str
    programme: str
    at: datetime
    deleted: int


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """One backup.

    Parameters
    ----------
    about
        Why and when.
    schema
        Revision of the database.
    tables
        What each table held, by name.
    database_bytes, database_sha256
        Size and checksum of the database inside the archive.
    """

    about: BackupAbout
    schema: str
    tables: Mapping[str, TableDigest]
    database_bytes: int
    database_sha256: str


@dataclass(frozen=True, slots=True)
class TableChange:
    """What a restore makes of one table; ``None`` when there is, or will be, no such table."""

    now: TableDigest | None
    then: TableDigest | None


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What a restore did, or would do.

    Parameters
    ----------
    manifest
        What the archive says.
    schema
        Revision the database has afterwards; another than the archive's when it was brought up.
    changes
        Every table whose rows differ, by name.
    deleted_again
        People who were in the archive and have been deleted since: they stay deleted.
    replaced
        Where the database of before lies now; ``None`` when there was none.
    readable
        Whether the database of before could be read.
    """

    manifest: BackupManifest
    schema: str
    changes: Mapping[str, TableChange]
    deleted_again: int
    replaced: str | None = None
    readable: bool = True
