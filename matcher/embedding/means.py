"""The mean vector of each kind of text, kept in a file beside the model."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from matcher.ports import TextKind
from matcher.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcher.ports import Vectors

    KindMeans = Mapping[TextKind, Vectors]


def unit_rows(vectors: Vectors) -> Vectors:
    """Return the rows scaled to length 1; a row of zeros stays.

    Parameters
    ----------
    vectors
        Shape (n, d).

    Examples
    --------
    >>> unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]], dtype=np.float32)).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def centred(vectors: Vectors, mean: Vectors) -> Vectors:
    """Return unit vectors with the mean of their kind taken out, and again of length 1."""
    return unit_rows(vectors - mean)


def save_means(path: Path, means: KindMeans, encoder_id: str) -> None:
    """Write the means; whole or not at all.

    Parameters
    ----------
    path
        File to write, replaced if there.
    means
        Kind to mean, each of shape (d,), float32.
    encoder_id
        Kept in the file; :func:`load_means` asks for the same.
    """
    from safetensors.numpy import save  # noqa: PLC0415  (not needed where vectors are cached)

    data = save(
        {kind.value: np.ascontiguousarray(mean) for kind, mean in means.items()},
        metadata={"encoder": encoder_id, "crc32": str(_checksum(means))},
    )
    write_whole(path, data)


def load_means(path: Path, encoder_id: str) -> KindMeans | None:
    """Read the means.

    Returns
    -------
    KindMeans or None
        ``None`` when there is no such file, when it is damaged or another encoder's: means can
        always be made again.
    """
    from safetensors import SafetensorError, safe_open  # noqa: PLC0415  (as above)

    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            means = {TextKind(name): file.get_tensor(name) for name in sorted(file.keys())}
    except (OSError, ValueError, SafetensorError):
        return None
    expected = {"encoder": encoder_id, "crc32": str(_checksum(means))}
    return means if means and metadata == expected else None


def _checksum(means: KindMeans) -> int:
    crc = 0
    for kind in sorted(means):
        crc = zlib.crc32(np.ascontiguousarray(means[kind]).tobytes(), crc)
    return crc
