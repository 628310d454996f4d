"""Named FAISS indexes, in a folder or in memory."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import structlog

from matcher.errors import ArtifactError, NotFound
from matcher.indexing.faiss_index import FaissIndex
from matcher.indexing.store import load_index, save_index

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.ports import TextEncoder, VectorIndex

_log = structlog.get_logger(__name__)


class FolderShelf:
    """The :class:`matcher.ports.IndexShelf` over one folder, a subfolder an index."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, name: str, encoder: TextEncoder) -> VectorIndex:
        """Return the kept index, or an empty one when it is not there, damaged or foreign."""
        try:
            return load_index(self._folder / name, encoder.id)
        except NotFound:
            pass
        except ArtifactError as refusal:
            _log.warning("index_refused", index=name, reason=str(refusal))
        return FaissIndex(encoder.dimension)

    def keep(self, name: str, index: VectorIndex, encoder: TextEncoder) -> None:
        """Keep an index under its name."""
        if not isinstance(index, FaissIndex):
            raise TypeError(f"a folder shelf keeps FAISS indexes, not {type(index).__name__}")
        save_index(index, self._folder / name, encoder.id)

    def clear(self) -> None:
        """Delete every index; for when they are kept elsewhere, where nobody sees to these."""
        if self._folder.is_dir():
            shutil.rmtree(self._folder)


class MemoryShelf:
    """The :class:`matcher.ports.IndexShelf` that is empty at first and gone with the process."""

    def __init__(self) -> None:
        self._kept: dict[str, VectorIndex] = {}

    def open(self, name: str, encoder: TextEncoder) -> VectorIndex:
        """Return the kept index, or an empty one."""
        return self._kept.get(name) or FaissIndex(encoder.dimension)

    def keep(self, name: str, index: VectorIndex, encoder: TextEncoder) -> None:
        """Keep an index under its name."""
        self._kept[name] = index
