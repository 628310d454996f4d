"""A compact model, run by ONNX Runtime; PyTorch is not needed."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

from matcher.embedding.compact_model import BAGS, LAYERS, TABLES, TOKENIZER, WORDS
from matcher.embedding.four_bit_table import FourBitTable
from matcher.embedding.means import unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from matcher.embedding.compact_model import CompactModel
    from matcher.embedding.recipe import EncodingRecipe
    from matcher.ports import TextKind, Vectors


class OnnxEngine:
    """The :class:`matcher.embedding.engine.Engine` over a compact model.

    A vector has two parts: what the network makes of a text, and the mean of its pieces' vectors
    (the bag). Each has length one and is weighted so that the inner product of two vectors is the
    weighted mean of the two likenesses.

    Parameters
    ----------
    folder
        The model's files, already verified.
    model
        Its card.
    recipe
        Prompts, length and threads.
    """

    def __init__(self, folder: Path, model: CompactModel, recipe: EncodingRecipe) -> None:
        # Not needed where vectors are cached.
        from safetensors.numpy import load_file  # noqa: PLC0415

        self._model = model
        self._recipe = recipe
        self._tokenizer = _tokenizer(folder / TOKENIZER, recipe.max_tokens)
        tensors = load_file(folder / TABLES)
        self._words = FourBitTable.read(tensors, WORDS)
        self._bags = FourBitTable.read(tensors, BAGS)
        self._session = _session(folder / LAYERS)
        self._threads = recipe.threads or os.cpu_count() or 1

    def embed(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed texts, see :class:`matcher.embedding.engine.Engine`."""
        prompt, share = self._recipe.prompts[kind], self._model.bag_share
        prompted = self._tokenizer.encode_batch([prompt + text for text in texts])
        plain = self._tokenizer.encode_batch(list(texts))
        # One text a call: numbers of eight bits are scaled by the largest of a call, so a text
        # would depend on its company. Two calls at once are as fast as a batch.
        with ThreadPoolExecutor(self._threads) as pool:
            network = np.stack(list(pool.map(lambda one: self._network(one.ids), prompted)))
        bags = np.stack([self._bags.rows(_inner(one.ids)).sum(axis=0) for one in plain])
        return np.concatenate(
            [np.sqrt(1 - share) * unit_rows(network), np.sqrt(share) * unit_rows(bags)],
            axis=1,
            dtype=np.float32,
        )

    def _network(self, pieces: Sequence[int]) -> NDArray[np.float32]:
        vectors = self._words.rows(np.array([pieces], dtype=np.int64))
        (pooled,) = self._session.run(None, {"word_vectors": vectors})
        return np.asarray(pooled[0], dtype=np.float32)


def _inner(pieces: Sequence[int]) -> NDArray[np.int64]:
    """Return the pieces without start and end."""
    return np.array(pieces[1:-1], dtype=np.int64)


def _tokenizer(path: Path, longest: int) -> Any:  # noqa: ANN401  (third party)
    from tokenizers import Tokenizer  # noqa: PLC0415  (not needed where vectors are cached)

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(longest)
    tokenizer.no_padding()
    return tokenizer


def _session(path: Path) -> Any:  # noqa: ANN401  (third party)
    import onnxruntime  # noqa: PLC0415  (as above)

    options = onnxruntime.SessionOptions()
    # One thread a text and several texts at once: less waiting than many threads a text.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
