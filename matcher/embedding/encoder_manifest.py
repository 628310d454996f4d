"""What a folder with an encoder holds: every file that shapes a vector, with its checksum."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.errors import ChecksumMismatch, ManifestMismatch
from matcher.whole_files import sha256_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 1
_ANEW = "Delete its folder and run `stegvis index build`: it is made anew."
SHAPING_SUFFIXES = frozenset({".json", ".txt", ".model", ".safetensors"})


@dataclass(frozen=True)
class FileStamp:
    """One file as it was when the manifest was written.

    Parameters
    ----------
    sha256
        Checksum of the content, hexadecimal.
    size
        In bytes.
    modified_ns
        Time of the last change, nanoseconds; tells cheaply that a file was exchanged.
    """

    sha256: str
    size: int
    modified_ns: int


@dataclass(frozen=True)
class EncoderManifest:
    """The files of an encoder and the fingerprint of its weights.

    Parameters
    ----------
    fingerprint
        Hexadecimal SHA-256 of whatever the vectors depend on; part of the encoder's id.
    files
        Relative path with forward slashes to stamp.
    """

    fingerprint: str
    files: Mapping[str, FileStamp]

    def is_fresh(self, folder: Path) -> bool:
        """Tell by size and time, without reading, whether the folder still holds these files."""
        found = shaping_files(folder)
        return found.keys() == self.files.keys() and all(
            (path.stat().st_size, path.stat().st_mtime_ns)
            == (self.files[name].size, self.files[name].modified_ns)
            for name, path in found.items()
        )

    def verify(self, folder: Path, state: Path) -> None:
        """Read every file and compare checksums.

        Parameters
        ----------
        folder
            Where the files lie.
        state
            Our own folder about them; made anew when deleted.

        Raises
        ------
        ChecksumMismatch
            A file is missing or its bytes are others; the message names it.
        """
        for name, stamp in self.files.items():
            path = folder / name
            if not path.is_file() or sha256_of(path) != stamp.sha256:
                raise ChecksumMismatch(
                    f"{path} is missing or its bytes have changed since the encoder was prepared. "
                    f"Delete the folder {state} and run `stegvis index build`: it is made anew."
                )

    def to_json(self) -> str:
        """Return the manifest as a JSON document."""
        files = {
            name: {"sha256": stamp.sha256, "size": stamp.size, "modified_ns": stamp.modified_ns}
            for name, stamp in sorted(self.files.items())
        }
        document = {"format": FORMAT, "fingerprint": self.fingerprint, "files": files}
        return json.dumps(document, indent=1) + "\n"


def read_manifest(path: Path) -> EncoderManifest:
    """Read a manifest.

    Raises
    ------
    ManifestMismatch
        There is none, or it cannot be understood.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        written = document["format"]
        files = {name: FileStamp(**stamp) for name, stamp in document["files"].items()}
        manifest = EncoderManifest(str(document["fingerprint"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestMismatch(f"{path} is no encoder manifest: {error}. {_ANEW}") from error
    if written != FORMAT:
        raise ManifestMismatch(f"{path} has format {written!r}, expected {FORMAT}. {_ANEW}")
    return manifest


def stamp_files(folder: Path) -> dict[str, FileStamp]:
    """Read every shaping file of a folder and return its stamp."""
    return {
        name: FileStamp(sha256_of(path), path.stat().st_size, path.stat().st_mtime_ns)
        for name, path in shaping_files(folder).items()
    }


def shaping_files(folder: Path) -> dict[str, Path]:
    """Return the files that shape a vector: configurations, vocabularies and weights.

    Hidden files, ours (``stegvis-``) and those of other engines (ONNX, OpenVINO) are left out.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        skipped = relative.parts[0] in {"onnx", "openvino"} or any(
            part.startswith((".", "stegvis-")) for part in relative.parts
        )
        if path.suffix in SHAPING_SUFFIXES and not skipped and path.is_file():
            found[relative.as_posix()] = path
    return found


def fingerprint_of(files: Mapping[str, FileStamp]) -> str:
    """Return one checksum over names and contents, whatever their times."""
    lines = [f"{name} {stamp.sha256}\n" for name, stamp in sorted(files.items())]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
