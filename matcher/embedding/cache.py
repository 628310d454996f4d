"""An encoder that remembers: every text is embedded once per encoder and kind."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.embedding.vector_store import VectorStore
    from matcher.ports import TextEncoder, TextKind, Vectors

_AT_ONCE = 512  # what an interrupted run loses at most


class CachedEncoder:
    """Looks vectors up by encoder id, kind and hash of the text before it embeds.

    When all texts are known the encoder behind is not touched, so no weights are loaded.

    Parameters
    ----------
    encoder
        Embeds what is not known yet.
    store
        Where vectors are kept.
    """

    def __init__(self, encoder: TextEncoder, store: VectorStore) -> None:
        self._encoder = encoder
        self._store = store

    @property
    def id(self) -> str:
        """Id of the encoder behind: the cache changes no vector."""
        return self._encoder.id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed texts, see :class:`matcher.ports.TextEncoder`; one look-up for all of them."""
        by_digest = {_digest(text): text for text in texts if text.strip()}
        space = f"{self.id} {kind.value}"
        known = self._store.get(space, list(by_digest))
        known = {d: vector for d, vector in known.items() if vector.shape == (self.dimension,)}
        missing = [digest for digest in by_digest if digest not in known]
        for start in range(0, len(missing), _AT_ONCE):
            part = missing[start : start + _AT_ONCE]
            fresh = self._encoder.encode([by_digest[digest] for digest in part], kind)
            made = dict(zip(part, fresh, strict=True))
            self._store.put(space, made)
            known.update(made)
        result = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            if text.strip():
                result[row] = known[_digest(text)]
        return result

    def forget(self, texts: Sequence[str]) -> None:
        """Delete what is kept of these texts, for every encoder and kind.

        Called when a person stops using the service or corrects a text.

        Raises
        ------
        SettingsError
            The cache stayed busy; call again.
        """
        self._store.forget(list({_digest(text) for text in texts}))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
