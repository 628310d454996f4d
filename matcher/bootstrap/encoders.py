"""How texts become vectors."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from matcher.bootstrap.given import Given
from matcher.embedding.opening import open_sentence_encoder, with_cache
from matcher.embedding.uncentred import UncentredEncoder
from matcher.ports import TextKind
from matcher.settings import shared_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matcher.embedding.sentence_encoder import SentenceEncoder
    from matcher.ports import TextEncoder
    from matcher.taxonomy.fusion import Fusion
    from matcher.taxonomy.label_ranker import LabelRanker


class EncoderParts(Given):
    """The encoder, and what measures likeness with it."""

    @cached_property
    def encoder(self) -> TextEncoder:
        """The encoder with its cache."""
        return with_cache(self._model, self.settings)

    @cached_property
    def uncentred_encoder(self) -> TextEncoder:
        """The encoder without means and cache, for measurements."""
        return UncentredEncoder(self._model)

    def load_encoder(self) -> None:
        """Load the weights now, so that the first unknown text does not wait for them."""
        self._model.encode(["."], TextKind.LABEL)

    @cached_property
    def fusion(self) -> Fusion:
        """How dense and lexical likeness of labels become one."""
        from matcher.taxonomy.fusion import parse_fusion  # noqa: PLC0415  (loads SciPy)

        path = shared_path("models", "weights", "fusion-1.json")
        return parse_fusion(path.read_text(encoding="utf-8"))

    def label_ranker(
        self,
        labels: Sequence[str],
        encoder: TextEncoder,
        progress: Callable[[int, int], None] | None = None,
    ) -> LabelRanker:
        """Return a ranker of some labels on an encoder; it reads no database."""
        from matcher.taxonomy.label_ranker import LabelRanker  # noqa: PLC0415  (loads scikit-learn)

        return LabelRanker(labels, encoder, self.fusion, progress)

    @cached_property
    def _model(self) -> SentenceEncoder:
        return open_sentence_encoder(self.settings, self.progress)
