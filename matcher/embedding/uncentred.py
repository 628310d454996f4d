"""The encoder without its means, to report what centring is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.embedding.sentence_encoder import SentenceEncoder
    from matcher.ports import TextKind, Vectors


class UncentredEncoder:
    """A :class:`matcher.ports.TextEncoder` that gives the model's own vectors."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoder = encoder

    @property
    def id(self) -> str:
        """Id of the encoder behind, marked."""
        return f"{self._encoder.id}-uncentred"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed texts without centring, see :class:`matcher.ports.TextEncoder`."""
        return self._encoder.encode_uncentred(texts, kind)
