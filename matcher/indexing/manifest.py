"""What an index on disk says about itself, and what it is asked before it is used."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from matcher.errors import ManifestMismatch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMAT = 1
REBUILD = "Run `stegvis index build` to make it anew from the database."


@dataclass(frozen=True)
class IndexManifest:
    """One saved index.

    Parameters
    ----------
    format
        Version of this layout.
    encoder
        Id of the encoder that made the vectors.
    dimension
        Length of a vector.
    rows
        Number of rows.
    row_ids_sha256
        Hash over the sorted row ids (:func:`hash_of_ids`).
    vectors_file, vectors_sha256
        Name and checksum of the FAISS file; row i belongs to the i-th id.
    ids_file, ids_sha256
        Name and checksum of the JSON list of sorted row ids.
    """

    format: int
    encoder: str
    dimension: int
    rows: int
    row_ids_sha256: str
    vectors_file: str
    vectors_sha256: str
    ids_file: str
    ids_sha256: str

    def to_json(self) -> str:
        """Return the manifest as a JSON document."""
        return json.dumps(asdict(self), indent=1) + "\n"

    def check(self, path: Path, encoder: str, row_ids: Iterable[str] | None) -> None:
        """Compare with what the caller needs.

        Parameters
        ----------
        path
            The manifest's file, for the message.
        encoder
            Id of the encoder in use.
        row_ids
            Ids that the index must hold, in any order; ``None`` when the caller takes any.

        Raises
        ------
        ManifestMismatch
            Another encoder made the vectors, or other rows are in it.
        """
        if self.encoder != encoder:
            raise ManifestMismatch(
                f"{path} was built with the encoder {self.encoder}, in use is {encoder}. {REBUILD}"
            )
        if row_ids is not None and hash_of_ids(row_ids) != self.row_ids_sha256:
            raise ManifestMismatch(f"{path} holds other rows than the database. {REBUILD}")


def parse_manifest(path: Path, text: str) -> IndexManifest:
    """Read a manifest.

    Parameters
    ----------
    path
        Its file, for the message.
    text
        Its content.

    Raises
    ------
    ManifestMismatch
        It cannot be understood or has another format.
    """
    try:
        document = json.loads(text)
    except ValueError as error:
        raise ManifestMismatch(f"{path} cannot be read: {error}. {REBUILD}") from error
    kinds = {field.name: int if field.type == "int" else str for field in fields(IndexManifest)}
    if not isinstance(document, dict) or document.keys() != kinds.keys():
        raise ManifestMismatch(f"{path} is no manifest of an index. {REBUILD}")
    wrong = [name for name, kind in kinds.items() if type(document[name]) is not kind]
    if wrong or document["format"] != FORMAT:
        raise ManifestMismatch(
            f"{path} has a {wrong[0] if wrong else 'format'} that cannot be used. {REBUILD}"
        )
    return IndexManifest(**document)


def hash_of_ids(ids: Iterable[str]) -> str:
    """Return the hexadecimal SHA-256 over the sorted ids, whatever their order.

    Examples
    --------
    >>> hash_of_ids(["b", "a"]) == hash_of_ids(["a", "b"]) != hash_of_ids(["ab"])
    True
    """
    canonical = json.dumps(sorted(ids), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
