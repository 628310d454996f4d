"""The reference texts that ship with Stegvis, as prototypes of sectors and of other work."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from matcher.domain.sector import Sector
from matcher.errors import ArtifactError
from matcher.ports import TextKind
from matcher.taxonomy.prototypes import Prototype, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def read_labelled_texts(folder: Path) -> tuple[Prototype, ...]:
    """Read told experiences, job descriptions and other work, each with its sector or none.

    Parameters
    ----------
    folder
        ``data/reference``, found with :func:`matcher.settings.shared_path`.

    Raises
    ------
    ArtifactError
        A file is missing or cannot be read: the installation is damaged.
    """
    try:
        return tuple(_read(folder))
    except (OSError, ValueError, KeyError) as error:
        raise ArtifactError(
            f"The reference texts in {folder} cannot be read: {error}. Install Stegvis again."
        ) from error


def _read(folder: Path) -> Iterator[Prototype]:
    for name in ("experiences.jsonl", "told.jsonl", "phrases.jsonl"):
        for raw in _lines(folder / name):
            yield Prototype(_sector(raw), Role.DESCRIPTION, raw["text"], TextKind.EXPERIENCE)
    for raw in _lines(folder / "work.jsonl"):
        yield Prototype(_sector(raw), Role.DESCRIPTION, raw["text"], TextKind.WORK)
    for raw in _lines(folder / "other_work.jsonl"):
        kind = TextKind.WORK if raw["form"] == "ad" else TextKind.EXPERIENCE
        yield Prototype(None, Role.DESCRIPTION, raw["text"], kind)
    for title in (folder / "other_titles.txt").read_text(encoding="utf-8").splitlines():
        yield Prototype(None, Role.TITLE, title)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _sector(raw: dict[str, Any]) -> Sector | None:
    return Sector(raw["sector"][0]) if raw["sector"] else None
