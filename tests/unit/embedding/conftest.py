"""A whole weights file of a few kilobytes, with the numbers it holds."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcher.embedding.convert import convert
from matcher.embedding.recipe import EncodingRecipe
from matcher.embedding.reference import ReferenceTexts
from matcher.embedding.sentence_encoder import SentenceEncoder
from matcher.embedding.source import EncoderSource
from matcher.ports import TextKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HIDDEN, LAYERS, HEADS, INNER, POSITIONS, TYPES = 32, 1, 4, 64, 40, 2
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
PIECES = [*SPECIAL, "▁", *"abcdefghijklmnopqrstuvwxyzåäö:", "▁wash", "▁bricks"]
SPARE_ROWS = 3  # rows of the table that no piece uses, as in the real file


@dataclass
class TinyWeights:
    """The bytes of a weights file and the truth about them."""

    data: bytes
    tensors: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def _q4(rng: np.random.Generator, count: int) -> tuple[bytes, np.ndarray]:
    raw, values = b"", []
    for _ in range(count // 32):
        scale = np.float16(rng.uniform(0.01, 0.1))
        quants = rng.integers(0, 16, 32)
        raw += scale.tobytes()
        raw += bytes(
            int(low) | int(high) << 4 for low, high in zip(quants[:16], quants[16:], strict=True)
        )
        values += [(int(quant) - 8) * float(scale) for quant in quants]
    return raw, np.array(values, dtype=np.float32)


def _tensors(rng: np.random.Generator) -> dict[str, tuple[int, bytes, np.ndarray]]:
    def floats(values: np.ndarray) -> tuple[int, bytes, np.ndarray]:
        return 0, values.astype("<f4").tobytes(), values.astype(np.float32)

    made = {"emb.word": (1, *_q4(rng, (len(PIECES) + SPARE_ROWS) * HIDDEN))}
    made["emb.pos"] = floats(rng.normal(0, 0.1, POSITIONS * HIDDEN))
    made["emb.type"] = floats(rng.normal(0, 0.1, TYPES * HIDDEN))
    for norm in ("emb.ln", "l0.aln", "l0.oln"):
        made[f"{norm}.w"] = floats(np.ones(HIDDEN))
        made[f"{norm}.b"] = floats(rng.normal(0, 0.1, HIDDEN))
    sizes = dict.fromkeys(("q", "k", "v", "ao"), (HIDDEN, HIDDEN))
    for part, (rows, columns) in (sizes | {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}).items():
        made[f"l0.{part}.w"] = (1, *_q4(rng, rows * columns))
        made[f"l0.{part}.b"] = floats(rng.normal(0, 0.1, rows))
    return made


def _head(rows: int) -> bytes:
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", HIDDEN, LAYERS, HEADS, INNER, rows, POSITIONS, TYPES)
    head += struct.pack("<fi", 1e-12, 32)
    text = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, text)]).astype("<u4")
    scores = np.array([0.0] * 4 + [-float(at) for at in range(1, len(PIECES) - 3)], dtype="<f4")
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(offsets[-1]))
    head += offsets.tobytes() + scores.tobytes() + b"".join(text)
    return head + struct.pack("<iI", 1, 5) + struct.pack("<IB", 1, 0)


def make_tiny_weights(seed: int = 7) -> TinyWeights:
    """Build the file."""
    made = _tensors(np.random.default_rng(seed))
    head = _head(len(PIECES) + SPARE_ROWS)
    at = len(head) + 4 + sum(2 + len(name) + 21 for name in made)
    directory, body = struct.pack("<i", len(made)), b""
    for name, (dtype, raw, values) in made.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", dtype, len(values), at + len(body), len(raw))
        body += raw
    return TinyWeights(head + directory + body, {name: made[name][2] for name in made})


@pytest.fixture(scope="session")
def tiny() -> TinyWeights:
    """A weights file of one layer and 32 dimensions."""
    return make_tiny_weights()


@pytest.fixture
def tiny_file(tiny: TinyWeights, tmp_path: Path) -> Path:
    """The same on disk."""
    path = tmp_path / "tiny.bin"
    path.write_bytes(tiny.data)
    return path


@pytest.fixture(scope="session")
def tiny_source(tiny: TinyWeights, tmp_path_factory: pytest.TempPathFactory) -> EncoderSource:
    """The same, converted."""
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "tiny.bin").write_bytes(tiny.data)
    manifest = convert(folder / "tiny.bin", folder / "model", tiny.sha256)
    return EncoderSource("tiny", folder / "model", folder / "state", manifest)


REFERENCE = ReferenceTexts(
    {
        TextKind.EXPERIENCE: ("wash dishes", "lay bricks", "bake bread"),
        TextKind.WORK: ("dishwasher", "bricklayer"),
    }
)


@pytest.fixture
def tiny_encoder(tiny_source: EncoderSource, tmp_path: Path) -> Callable[..., SentenceEncoder]:
    """Make an encoder over the tiny model with a state folder of its own."""

    def make(
        prompts: dict[TextKind, str] | None = None,
        max_tokens: int = 32,
        reference: ReferenceTexts = REFERENCE,
    ) -> SentenceEncoder:
        source = EncoderSource("tiny", tiny_source.folder, tmp_path, tiny_source.manifest)
        recipe = EncodingRecipe(prompts or dict.fromkeys(TextKind, "query: "), max_tokens)
        return SentenceEncoder(source, recipe, reference)

    return make
