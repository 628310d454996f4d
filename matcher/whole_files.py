"""Files that are written whole or not at all, for the owner's eyes only."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Yield a name beside a file to write to; it takes the file's place when all went well.

    Parameters
    ----------
    path
        The file, replaced if there; its folder must be there.

    Raises
    ------
    OSError
        It cannot be written; what was there is as before.
    """
    scratch = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        os.close(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield scratch
        sync(scratch)
        scratch.replace(path)
        sync(path.parent)
    finally:
        scratch.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its name and then exchange it in one step; its folder is made.

    Parameters
    ----------
    path
        File to write, replaced if there.
    data
        What it is to hold.

    Raises
    ------
    OSError
        It cannot be written; what was there is as before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(path) as scratch:
        scratch.write_bytes(data)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    link = os.open(path, os.O_RDONLY)
    try:
        os.fsync(link)
    finally:
        os.close(link)


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
