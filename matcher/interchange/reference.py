"""The reference texts that ship with Stegvis, as prototypes of sectors and of other work."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matcher.domain.sector import Sector
from matcher.errors import ArtifactError
from matcher.ports import TextKind
from matcher.taxonomy.prototypes import Prototype, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


TOLD_FILES = (
    "experiences.jsonl",
    "told.jsonl",
    "phrases.jsonl",
    "longer.jsonl",
    "contrasts.jsonl",
)


@dataclass(frozen=True, slots=True)
class ReferenceText:
    """One reference text.

    Parameters
    ----------
    prototype
        The text with its sector.
    lang
        Language code; Swedish for the titles of other work.
    pair
        Texts of one name are told alike and differ in what makes them ours, in every language;
        ``None`` where a text stands alone.
    """

    prototype: Prototype
    lang: str
    pair: str | None = None


def read_labelled_texts(folder: Path) -> tuple[Prototype, ...]:
    """Read told experiences, job descriptions and other work, each with its sector or none.

    Parameters and errors as for :func:`read_reference_rows`.
    """
    return tuple(row.prototype for row in read_reference_rows(folder))


def read_reference_rows(folder: Path) -> tuple[ReferenceText, ...]:
    """Read the same texts with language and pair, as cross-validation needs them.

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


def _read(folder: Path) -> Iterator[ReferenceText]:
    for name in TOLD_FILES:
        for raw in _lines(folder / name):
            yield _described(raw, _sector(raw), TextKind.EXPERIENCE)
    for raw in _lines(folder / "work.jsonl"):
        yield _described(raw, _sector(raw), TextKind.WORK)
    for raw in _lines(folder / "other_work.jsonl"):
        kind = TextKind.WORK if raw["form"] == "ad" else TextKind.EXPERIENCE
        yield _described(raw, None, kind)
    for title in (folder / "other_titles.txt").read_text(encoding="utf-8").splitlines():
        yield ReferenceText(Prototype(None, Role.TITLE, title), "sv")


def _described(raw: dict[str, Any], sector: Sector | None, kind: TextKind) -> ReferenceText:
    prototype = Prototype(sector, Role.DESCRIPTION, raw["text"], kind)
    return ReferenceText(prototype, raw["lang"], raw.get("pair"))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _sector(raw: dict[str, Any]) -> Sector | None:
    return Sector(raw["sector"][0]) if raw["sector"] else None
