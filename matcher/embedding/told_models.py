"""Fitted readers of told experiences, kept in the cache so that fitting is not done at each start.

A file that is damaged, or that was fitted from anything else, is made anew.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import numpy as np
import structlog

from matcher.taxonomy.told_model import ToldModel
from matcher.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

MOST_KEPT = 4
"""Encoders and choices that somebody goes back and forth between."""

_NUMBERS = ("rarity", "weights", "intercepts")
_log = structlog.get_logger(__name__)


class KeptToldModels:
    """Models by fingerprint, one file each.

    Parameters
    ----------
    folder
        Made with the first model; holds these files alone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def recall(self, fingerprint: str, make: Callable[[], ToldModel]) -> ToldModel:
        """Return the model that is kept, or make and keep it.

        Parameters
        ----------
        fingerprint
            Hexadecimal, over everything that the model depends on.
        make
            Fits it.
        """
        path = self._folder / f"told-{fingerprint}.safetensors"
        kept = _load(path, fingerprint)
        if kept is not None:
            return kept
        made = make()
        try:
            write_whole(path, _packed(made, fingerprint))
            self._drop_oldest()
        except OSError as error:
            # It is in memory, and the next start fits it again.
            _log.warning("told_model_not_kept", path=str(path), reason=str(error))
        return made

    def _drop_oldest(self) -> None:
        kept = sorted(
            self._folder.glob("told-*.safetensors"), key=lambda path: path.stat().st_mtime_ns
        )
        for path in kept[:-MOST_KEPT]:
            path.unlink(missing_ok=True)


def _packed(model: ToldModel, fingerprint: str) -> bytes:
    from safetensors.numpy import save  # noqa: PLC0415  (needed only after fitting)

    listed = json.dumps(list(model.ngrams), ensure_ascii=False).encode()
    tensors = {name: np.ascontiguousarray(getattr(model, name)) for name in _NUMBERS}
    tensors["ngrams"] = np.frombuffer(listed, dtype=np.uint8)
    packed: bytes = save(
        tensors, metadata={"fingerprint": fingerprint, "sha256": _checksum(tensors)}
    )
    return packed


def _load(path: Path, fingerprint: str) -> ToldModel | None:
    from safetensors import SafetensorError, safe_open  # noqa: PLC0415  (slow, seldom needed)

    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except FileNotFoundError:
        return None
    except (OSError, ValueError, SafetensorError) as error:
        _log.warning("told_model_refused", path=str(path), reason=str(error))
        return None
    if metadata != {"fingerprint": fingerprint, "sha256": _checksum(tensors)}:
        _log.warning("told_model_refused", path=str(path), reason="its checksum differs")
        return None
    return ToldModel(
        tuple(json.loads(tensors["ngrams"].tobytes())), *(tensors[name] for name in _NUMBERS)
    )


def _checksum(tensors: Mapping[str, NDArray[Any]]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(f"{name} {tensors[name].dtype} {tensors[name].shape}\n".encode())
        digest.update(np.ascontiguousarray(tensors[name]).tobytes())
    return digest.hexdigest()
