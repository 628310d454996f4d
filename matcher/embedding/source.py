"""Where the encoder's files lie: the one that ships, the packaged one, a folder, or a hub."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.embedding.bundled import NAME, prepare_bundled
from matcher.embedding.compact_model import CARD, CompactModel, read_card
from matcher.embedding.encoder_manifest import (
    EncoderManifest,
    fingerprint_of,
    read_manifest,
    stamp_files,
)
from matcher.embedding.hub import fetch_from_hub
from matcher.errors import ManifestMismatch, SettingsError
from matcher.settings import shared_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.settings import Settings

BUNDLED = "bundled"
SHIPPED = "stegvis-small"
_MARKS = ("modules.json", "config.json")
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*(/[\w.-]+)?")


@dataclass(frozen=True)
class EncoderSource:
    """An encoder's files on this machine.

    Parameters
    ----------
    name
        How people call it; first part of the encoder's id.
    folder
        A SentenceTransformer folder or a compact model; only read.
    state
        Folder of our own files about it (means); may be the same.
    manifest
        The files and the fingerprint of the weights.
    compact
        The card of a compact model; ``None`` for a SentenceTransformer.
    """

    name: str
    folder: Path
    state: Path
    manifest: EncoderManifest
    compact: CompactModel | None = None


def find_source(settings: Settings, progress: Callable[[str], None] | None = None) -> EncoderSource:
    """Find, convert or fetch the encoder that the settings name.

    Raises
    ------
    SettingsError
        There is no such encoder, or the hub cannot be reached.
    ChecksumMismatch
        The bundled weights are not the ones expected.
    ManifestMismatch
        The card of a compact model cannot be understood.
    """
    encoders = settings.cache_folder / "encoders"
    if settings.encoder == SHIPPED:
        return _compact(shared_path("models", SHIPPED), encoders)
    if settings.encoder == BUNDLED:
        folder = encoders / NAME
        return EncoderSource(NAME, folder, folder, prepare_bundled(folder, progress))
    path = Path(settings.encoder).expanduser()
    if settings.encoder and (path / CARD).is_file():
        return _compact(path.resolve(), encoders)
    if settings.encoder and path.is_dir():
        return _from_folder(path.name, path.resolve(), encoders)
    if not _HUB_ID.fullmatch(settings.encoder):
        raise SettingsError(
            f"STEGVIS_ENCODER is {settings.encoder!r}: there is no such folder, and it is not the "
            f"id of a model on a hub. Name a folder with a SentenceTransformer, {SHIPPED!r} or "
            f"{BUNDLED!r}."
        )
    folder = fetch_from_hub(settings.encoder, settings.encoder_revision, progress)
    return _from_folder(settings.encoder, folder.resolve(), encoders)


def _compact(folder: Path, encoders: Path) -> EncoderSource:
    model = read_card(folder)
    state = encoders / f"{model.name}-{model.manifest.fingerprint[:8]}"
    return EncoderSource(model.name, folder, state, model.manifest, model)


def _from_folder(name: str, folder: Path, encoders: Path) -> EncoderSource:
    place = hashlib.sha256(str(folder).encode()).hexdigest()[:8]
    state = encoders / f"{re.sub(r'[^A-Za-z0-9._-]+', '-', name)}-{place}"
    return EncoderSource(name, folder, state, _manifest(folder, state))


def _manifest(folder: Path, state: Path) -> EncoderManifest:
    if not any((folder / name).is_file() for name in _MARKS):
        raise SettingsError(
            f"{folder} is no SentenceTransformer folder: it has neither {' nor '.join(_MARKS)}. "
            "Name a folder that SentenceTransformer.save() has written."
        )
    path = state / "stegvis-encoder.json"
    try:
        known = read_manifest(path)
        if known.is_fresh(folder):
            return known
    except ManifestMismatch:
        pass
    files = stamp_files(folder)
    if not any(name.endswith(".safetensors") for name in files):
        raise SettingsError(
            f"{folder} holds no weights as .safetensors, the only kind Stegvis opens. "
            "Name a folder that SentenceTransformer.save() has written."
        )
    manifest = EncoderManifest(fingerprint_of(files), files)
    state.mkdir(parents=True, exist_ok=True)
    path.write_text(manifest.to_json(), encoding="utf-8")
    return manifest
