"""A compact model, run by ONNX Runtime; PyTorch is not needed."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from matcher.embedding.compact_model import BAGS, TABLES, TOKENIZER, WORDS
from matcher.embedding.four_bit_table import FourBitTable
from matcher.embedding.means import unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Encoding

    from matcher.embedding.compact_model import CompactModel
    from matcher.embedding.recipe import EncodingRecipe
    from matcher.ports import TextKind, Vectors


_BLOCK = 16  # texts a thread takes at once; 8 to 32 are as fast


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
        _share_memory()
        self._layers = [_Layer(folder / name) for name in model.layers]
        self._threads = recipe.threads or os.cpu_count() or 1

    def embed(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed texts, see :class:`matcher.embedding.engine.Engine`."""
        prompt, share = self._recipe.prompts[kind], self._model.bag_share
        prompted = self._tokenizer.encode_batch([prompt + text for text in texts])
        plain = self._tokenizer.encode_batch(list(texts))
        rounds = ceil(len(texts) / (self._threads * _BLOCK))
        size = ceil(len(texts) / (self._threads * rounds))
        blocks = [prompted[start : start + size] for start in range(0, len(texts), size)]
        with ThreadPoolExecutor(self._threads) as pool:
            network = np.concatenate(list(pool.map(self._network, blocks)))
        bags = np.stack([self._bags.rows(_inner(one.ids)).sum(axis=0) for one in plain])
        return np.concatenate(
            [np.sqrt(1 - share) * unit_rows(network), np.sqrt(share) * unit_rows(bags)],
            axis=1,
            dtype=np.float32,
        )

    def _network(self, texts: Sequence[Encoding]) -> NDArray[np.float32]:
        # One text a call: numbers of eight bits are scaled by the largest of a call, so a text
        # would depend on its company. One layer for all of them before the next: its weights are
        # still in the processor's cache when the second text comes.
        states = [self._words.rows(np.array([text.ids], dtype=np.int64)) for text in texts]
        for layer in self._layers:
            states = [layer(state) for state in states]
        return np.concatenate(states)


@cache
def _share_memory() -> None:
    """Let the layers take memory from one place; one for each would hold 60 MB more."""
    import onnxruntime as ort  # noqa: PLC0415  (not needed where vectors are cached)

    place = ort.OrtMemoryInfo(
        "Cpu", ort.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, ort.OrtMemType.DEFAULT
    )
    ort.create_and_register_allocator(place, None)


class _Layer:
    """One layer of the network, of one thread: several texts at once wait less than one of many."""

    def __init__(self, path: Path) -> None:
        import onnxruntime  # noqa: PLC0415  (not needed where vectors are cached)

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.use_env_allocators", "1")
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        (self._input,) = (given.name for given in self._session.get_inputs())

    def __call__(self, state: NDArray[np.float32]) -> NDArray[np.float32]:
        (found,) = self._session.run(None, {self._input: state})
        return np.asarray(found, dtype=np.float32)


def _inner(pieces: Sequence[int]) -> NDArray[np.int64]:
    """Return the pieces without start and end."""
    return np.array(pieces[1:-1], dtype=np.int64)


def _tokenizer(path: Path, longest: int) -> Any:  # noqa: ANN401  (third party)
    from tokenizers import Tokenizer  # noqa: PLC0415  (not needed where vectors are cached)

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(longest)
    tokenizer.no_padding()
    return tokenizer
