"""Pictures of few colours: a screen has few, and a file of them is a third as large."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from playwright.sync_api import Page

COLOURS = 64
_PIXELS = """
async (png) => {
  const file = await (await fetch(`data:image/png;base64,${png}`)).blob();
  const image = await createImageBitmap(file);
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = new Blob([context.getImageData(0, 0, image.width, image.height).data]);
  const reader = new FileReader();
  await new Promise((done) => { reader.onload = done; reader.readAsDataURL(pixels); });
  return [image.width, image.height, reader.result.split(",")[1]];
}
"""


def packed(desk: Page, png: bytes) -> bytes:
    """Return a picture with at most :data:`COLOURS` colours: the commonest, or the nearest to one.

    Parameters
    ----------
    desk
        An empty page, whose browser knows how to read the picture.
    png
        The picture in true colours.
    """
    width, height, text = desk.evaluate(_PIXELS, base64.b64encode(png).decode())
    seen = np.frombuffer(base64.b64decode(text), np.uint8).reshape(-1, 4)
    exact = seen.copy().view("<u4").ravel()
    colours, where, often = np.unique(exact, return_inverse=True, return_counts=True)
    shades = colours.view(np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    kept = shades[np.argsort(-often, kind="stable")[:COLOURS]]
    nearest = np.concatenate([_nearest(part, kept) for part in np.array_split(shades, 64)])
    rows = np.zeros((height, width + 1), np.uint8)
    rows[:, 1:] = nearest[where].reshape(height, width)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", kept.astype(np.uint8).tobytes()),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _nearest(shades: np.ndarray, kept: np.ndarray) -> np.ndarray:
    return ((shades[:, None, :] - kept[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
