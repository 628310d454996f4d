"""The folder of a compact model: what lies in it, checked before it is used."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.embedding.encoder_manifest import (
    EncoderManifest,
    FileStamp,
    fingerprint_of,
)
from matcher.errors import ManifestMismatch

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 2
CARD = "stegvis-model.json"
TOKENIZER, TABLES = "tokenizer.json", "tables.safetensors"
LAYER = "layer-{:02}.onnx"  # one file a layer, counted from 1
WORDS, BAGS = "words", "bags"


@dataclass(frozen=True)
class CompactModel:
    """What the card of a model says.

    Parameters
    ----------
    name
        How people call it.
    prompt
        Put before every text.
    bag_share
        How much of a likeness comes from the bag of pieces, in [0, 1]; the rest comes from the
        network.
    manifest
        The files with their checksums.
    """

    name: str
    prompt: str
    bag_share: float
    manifest: EncoderManifest

    @property
    def layers(self) -> list[str]:
        """The files of the network, in the order in which they are run."""
        return sorted(name for name in self.manifest.files if name.endswith(".onnx"))


def read_card(folder: Path) -> CompactModel:
    """Read the card of a model.

    Raises
    ------
    ManifestMismatch
        There is none, or it cannot be understood.
    """
    path = folder / CARD
    try:
        text = path.read_text(encoding="utf-8")
        document = json.loads(text)
        written = document["format"]
        stamps = {
            name: FileStamp(str(file["sha256"]), int(file["bytes"]), 0)
            for name, file in document["files"].items()
        }
        name, prompt = str(document["name"]), str(document["prompt"])
        share = float(document["bag_share"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestMismatch(
            f"{path} is no card of a compact model: {error}. Install Stegvis anew, or name another "
            "encoder with STEGVIS_ENCODER."
        ) from error
    if written != FORMAT:
        raise ManifestMismatch(
            f"{path} has format {written!r}, expected {FORMAT}. Install Stegvis anew, or name "
            "another encoder with STEGVIS_ENCODER."
        )
    both = f"{fingerprint_of(stamps)} {json.dumps([prompt, share])}"
    manifest = EncoderManifest(hashlib.sha256(both.encode()).hexdigest(), stamps)
    return CompactModel(name, prompt, share, manifest)
