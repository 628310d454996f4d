"""An index in a folder: written so that a crash at any moment leaves the old one or the new one.

Vectors and ids get files whose names hold their checksums; only then the manifest, which names
them, is exchanged in one step. Files that no manifest names are deleted last.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np
from filelock import FileLock

from matcher.errors import ChecksumMismatch, ManifestMismatch, NotFound
from matcher.indexing.faiss_index import FaissIndex
from matcher.indexing.manifest import (
    FORMAT,
    REBUILD,
    IndexManifest,
    hash_of_ids,
    parse_manifest,
)
from matcher.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Collection

MANIFEST = "manifest.json"


def save_index(index: FaissIndex, folder: Path, encoder: str) -> IndexManifest:
    """Write an index.

    Parameters
    ----------
    index
        What to write.
    folder
        Made when missing; holds this index alone.
    encoder
        Id of the encoder that made the vectors.

    Returns
    -------
    IndexManifest
        What was written; the same content gives the same manifest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ids = list(index.ids)
    flat = faiss.IndexFlatIP(index.dimension)
    if ids:
        flat.add(index.vectors(ids))
    vectors = faiss.serialize_index(flat).tobytes()
    listed = json.dumps(ids, ensure_ascii=True, indent=0).encode()
    vectors_sha256, ids_sha256 = _sha256(vectors), _sha256(listed)
    manifest = IndexManifest(
        format=FORMAT,
        encoder=encoder,
        dimension=index.dimension,
        rows=len(ids),
        row_ids_sha256=hash_of_ids(ids),
        vectors_file=f"vectors-{vectors_sha256[:16]}.faiss",
        vectors_sha256=vectors_sha256,
        ids_file=f"rows-{ids_sha256[:16]}.json",
        ids_sha256=ids_sha256,
    )
    with FileLock(folder / ".lock"):
        write_whole(folder / manifest.vectors_file, vectors)
        write_whole(folder / manifest.ids_file, listed)
        write_whole(folder / MANIFEST, manifest.to_json().encode())
        _delete_unnamed(folder, manifest)
    return manifest


def load_index(folder: Path, encoder: str, row_ids: Collection[str] | None = None) -> FaissIndex:
    """Read an index and check that it is whole and fits.

    Parameters
    ----------
    folder
        Where :func:`save_index` wrote it.
    encoder
        Id of the encoder in use.
    row_ids
        Ids that the index must hold; ``None`` takes any.

    Raises
    ------
    NotFound
        There is no index in the folder.
    ManifestMismatch
        It was built with another encoder, or for other rows.
    ChecksumMismatch
        A file is missing or its bytes have changed.
    """
    manifest = read_manifest(folder)
    manifest.check(folder / MANIFEST, encoder, row_ids)
    try:
        return _load(folder, manifest)
    except ChecksumMismatch:
        # Another process may have saved a newer index and deleted these files meanwhile.
        newer = read_manifest(folder)
        if newer == manifest:
            raise
        newer.check(folder / MANIFEST, encoder, row_ids)
        return _load(folder, newer)


def read_manifest(folder: Path) -> IndexManifest:
    """Read what the index in a folder says about itself.

    Raises
    ------
    NotFound
        There is no index.
    ManifestMismatch
        The manifest cannot be understood.
    """
    path = folder / MANIFEST
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise NotFound(f"There is no index in {folder}. Run `stegvis index build`.") from error
    except UnicodeDecodeError as error:
        raise ManifestMismatch(f"{path} cannot be read: {error}. {REBUILD}") from error
    return parse_manifest(path, text)


def _load(folder: Path, manifest: IndexManifest) -> FaissIndex:
    path = folder / Path(manifest.vectors_file).name
    data = _read(path, manifest.vectors_sha256)
    ids = json.loads(_read(folder / Path(manifest.ids_file).name, manifest.ids_sha256))
    flat: Any = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
    stated = (manifest.rows, manifest.rows, manifest.dimension, manifest.row_ids_sha256)
    if (len(ids), flat.ntotal, flat.d, hash_of_ids(ids)) != stated:
        raise ManifestMismatch(f"{folder / MANIFEST} does not fit the files it names. {REBUILD}")
    index = FaissIndex(flat.d)
    if ids:
        index.add(ids, faiss.rev_swig_ptr(flat.get_xb(), flat.ntotal * flat.d).reshape(-1, flat.d))
    return index


def _read(path: Path, sha256: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ChecksumMismatch(f"{path} is missing or cannot be read. {REBUILD}") from error
    if _sha256(data) != sha256:
        raise ChecksumMismatch(f"{path} is damaged: its checksum differs. {REBUILD}")
    return data


def _delete_unnamed(folder: Path, manifest: IndexManifest) -> None:
    named = {MANIFEST, manifest.vectors_file, manifest.ids_file}
    for path in folder.iterdir():
        ours = path.name.lstrip(".").startswith(("vectors-", "rows-", MANIFEST))
        if path.is_file() and ours and path.name not in named:
            path.unlink(missing_ok=True)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
