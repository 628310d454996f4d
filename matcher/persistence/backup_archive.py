"""The file of a backup: a zip of a database and a manifest, sealed with a checksum.

The comment at the end of the zip is the SHA-256 of all bytes before it, so that no byte can change
unnoticed; any program for zips opens it all the same.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from matcher.errors import ChecksumMismatch, InputError
from matcher.persistence.backup_manifest import DATABASE, manifest_json, parse_manifest
from matcher.whole_files import written_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matcher.domain.backup import BackupManifest

MANIFEST = "manifest.json"
MOST_MANIFEST_BYTES = 1_000_000
CHUNK = 1 << 20
SEAL = 64
"""Characters of a SHA-256."""

DAMAGED = (
    "Nothing was changed. Take another backup, or fetch this one again from where it was kept."
)


def write_archive(
    path: Path,
    database: Path,
    manifest: BackupManifest,
    progress: Callable[[int, int], None],
) -> None:
    """Write a backup, whole or not at all.

    Parameters
    ----------
    path
        The archive, replaced if there.
    database
        The database to put in; its size and checksum are those of the manifest.
    manifest
        What the archive says about itself.
    progress
        Called with bytes done and bytes in all.
    """
    with written_whole(path) as scratch:
        with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = b"0" * SEAL
            archive.writestr(MANIFEST, json.dumps(manifest_json(manifest), indent=1) + "\n")
            entry = zipfile.ZipInfo(DATABASE, manifest.about.at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.file_size = manifest.database_bytes
            with database.open("rb") as source, archive.open(entry, "w") as packed:
                done = 0
                while chunk := source.read(CHUNK):
                    packed.write(chunk)
                    done += len(chunk)
                    progress(done, manifest.database_bytes)
        with scratch.open("r+b") as file:
            seal = _seal_of(file)
            file.seek(-SEAL, 2)
            file.write(seal)


def read_manifest(path: Path) -> BackupManifest:
    """Check that an archive is whole, and return what it says about itself.

    Raises
    ------
    InputError
        There is no such file, or it is no backup of Stegvis.
    ChecksumMismatch
        It is damaged.
    ManifestMismatch
        Its manifest cannot be used.
    """
    try:
        with path.open("rb") as file:
            if file.read(2) != b"PK":
                raise InputError(
                    f"{path} is no backup of Stegvis. Give a file that `stegvis backup` wrote."
                )
            seal = _seal_of(file)
            file.seek(max(file.seek(0, 2) - SEAL, 0))
            if file.read() != seal:
                raise ChecksumMismatch(f"{path} is damaged or not whole. {DAMAGED}")
        with zipfile.ZipFile(path) as archive:
            if sorted(archive.namelist()) != sorted((DATABASE, MANIFEST)):
                raise InputError(
                    f"{path} holds something else than a backup of Stegvis. Give a file that "
                    "`stegvis backup` wrote."
                )
            if archive.getinfo(MANIFEST).file_size > MOST_MANIFEST_BYTES:
                raise InputError(
                    f"{path} has a manifest of more than 1 MB; it is no backup. Give a file that "
                    "`stegvis backup` wrote."
                )
            return parse_manifest(path.name, archive.read(MANIFEST))
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror or error}. Check the name and that you may "
            "read it."
        ) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError) as error:
        raise ChecksumMismatch(f"{path} is damaged: {error}. {DAMAGED}") from error


def unpack_database(
    path: Path, manifest: BackupManifest, to: Path, progress: Callable[[int, int], None]
) -> None:
    """Write the database of an archive to a file that is there already and empty.

    Raises
    ------
    ChecksumMismatch
        Its bytes are not those that the manifest speaks of.
    """
    digest, done = hashlib.sha256(), 0
    try:
        with (
            zipfile.ZipFile(path) as archive,
            archive.open(DATABASE) as packed,
            to.open("wb") as out,
        ):
            while chunk := packed.read(CHUNK):
                digest.update(chunk)
                done += len(chunk)
                if done > manifest.database_bytes:
                    break
                out.write(chunk)
                progress(done, manifest.database_bytes)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ChecksumMismatch(f"{path} is damaged: {error}. {DAMAGED}") from error
    if (done, digest.hexdigest()) != (manifest.database_bytes, manifest.database_sha256):
        raise ChecksumMismatch(f"{path}: {DATABASE} is not the one its manifest names. {DAMAGED}")


def _seal_of(file: BinaryIO) -> bytes:
    left = file.seek(0, 2) - SEAL
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (chunk := file.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest().encode()
