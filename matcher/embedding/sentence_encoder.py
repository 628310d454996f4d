"""A sentence encoder behind the :class:`matcher.ports.TextEncoder` port."""

from __future__ import annotations

import hashlib
import json
import threading
from typing import TYPE_CHECKING

import numpy as np

from matcher.embedding.engine import open_engine
from matcher.embedding.means import centred, load_means, save_means, unit_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matcher.embedding.engine import Engine
    from matcher.embedding.means import KindMeans
    from matcher.embedding.recipe import EncodingRecipe
    from matcher.embedding.reference import ReferenceTexts
    from matcher.embedding.source import EncoderSource
    from matcher.ports import TextKind, Vectors

RECIPE = 1  # raised when the way from text to vector changes here


class SentenceEncoder:
    """Embeds texts with a model and centres each kind on its own mean.

    Vectors of a multilingual model share one strong direction that says nothing; taking out the
    mean of independent texts of the same kind removes it. Weights are loaded with the first text.

    Parameters
    ----------
    source
        The model's files.
    recipe
        Prompts and length.
    reference
        Texts whose means are taken out.
    progress
        Called with one line before something slow.
    """

    def __init__(
        self,
        source: EncoderSource,
        recipe: EncodingRecipe,
        reference: ReferenceTexts,
        progress: Callable[[str], None] | None = None,
    ) -> None:
        self._source = source
        self._recipe = recipe
        self._reference = reference
        self._progress = progress
        self._hash = _hash_of(source, recipe, reference)
        self._lock = threading.RLock()
        self._engine: Engine | None = None
        self._means: KindMeans | None = None

    @property
    def id(self) -> str:
        """Name and hash over weights, prompts, reference texts and length; known without loading.

        The hash is taken over the texts behind the means rather than over the means, so it is the
        same on machines whose arithmetic differs in the last digit.
        """
        return f"{self._source.name}@{self._hash}"

    @property
    def dimension(self) -> int:
        """Length of a vector; the model is loaded only if it was never used before."""
        return int(next(iter(self._kind_means().values())).shape[0])

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed texts, see :class:`matcher.ports.TextEncoder`."""
        return self._encode(texts, kind, self._kind_means().get(kind))

    def encode_uncentred(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed texts and leave the mean in, to compare with and without.

        Parameters and result as for :meth:`encode`.
        """
        return self._encode(texts, kind, None)

    def _encode(self, texts: Sequence[str], kind: TextKind, mean: Vectors | None) -> Vectors:
        rows = [row for row, text in enumerate(texts) if text.strip()]
        result = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if rows:
            raw = self._raw([texts[row] for row in rows], kind)
            result[rows] = raw if mean is None else centred(raw, mean)
        return result

    def _raw(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        # Lone surrogates, which a broken import can leave in a text, would stop the tokenizer.
        ready = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        with self._lock:  # the tokenizer must not be used by two threads at once
            return unit_rows(self._loaded().embed(ready, kind))

    def _loaded(self) -> Engine:
        if self._engine is None:
            if self._progress is not None:
                self._progress(f"Loading the encoder {self._source.name}")
            self._source.manifest.verify(self._source.folder, self._source.state)
            self._engine = open_engine(self._source, self._recipe)
        return self._engine

    def _kind_means(self) -> KindMeans:
        with self._lock:
            if self._means is None:
                self._means = self._load_or_make_means()
            return self._means

    def _load_or_make_means(self) -> KindMeans:
        path = self._source.state / f"stegvis-means-{self._hash}.safetensors"
        means = load_means(path, self.id)
        if means is None:
            means = self._make_means()
            save_means(path, means, self.id)
        return means

    def _make_means(self) -> KindMeans:
        if self._progress is not None:
            self._progress("Embedding the reference texts")
        return {
            kind: self._raw(texts, kind).mean(axis=0)
            for kind, texts in self._reference.by_kind.items()
        }


def _hash_of(source: EncoderSource, recipe: EncodingRecipe, reference: ReferenceTexts) -> str:
    document = {
        "recipe": RECIPE,
        "weights": source.manifest.fingerprint,
        "prompts": {kind.value: prompt for kind, prompt in recipe.prompts.items()},
        "max_tokens": recipe.max_tokens,
        "reference": reference.digest,
    }
    canonical = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
