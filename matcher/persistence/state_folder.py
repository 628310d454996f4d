"""The folder of state, and what to say when it or its disk cannot take what is written."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from matcher.errors import SettingsError, StegvisError, Unavailable

if TYPE_CHECKING:
    from pathlib import Path

PRIMARY_CODE = 0xFF
"""SQLite's detailed codes hold the plain one in their last byte."""

NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
NO_WAY_IN = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY})


def made(folder: Path) -> Path:
    """Return a folder of state, made when it is not there.

    Raises
    ------
    SettingsError
        It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise cannot_be_used(folder, "there is a file of this name") from error
    except OSError as error:
        raise cannot_be_used(folder, error.strerror or str(error)) from error
    return folder


def made_for_us_only(file: Path) -> None:
    """Make the file of a new database so that nobody else on the machine can read it.

    SQLite gives the files beside it the same rights. What is there keeps its own.
    """
    # Whether it can be made at all is said where it is opened.
    with contextlib.suppress(OSError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def cannot_be_used(place: Path, reason: str) -> SettingsError:
    """Return the error for a folder or file that this user cannot read and write."""
    return SettingsError(
        f"{place} cannot be used: {reason}. Check that you may write there; STEGVIS_HOME says "
        "where state lies."
    )


def said_of(error: sqlite3.Error, file: Path) -> StegvisError | None:
    """Return what SQLite could not do with its file; ``None`` when the disk has no part in it."""
    code = getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE
    if code in NO_ROOM:
        return Unavailable(
            f"{file} cannot be written: {error}. What was not confirmed was not stored. Make room "
            "on the disk and try again; `stegvis doctor` says how much is free."
        )
    if code == sqlite3.SQLITE_READONLY and os.access(file, os.W_OK):
        # A reading transaction that wrote: our mistake, and no matter of the disk.
        return None
    return cannot_be_used(file, str(error)) if code in NO_WAY_IN else None
