"""Ladders as texts in the format of ladder files: read with every fault, and written."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from matcher.domain.ladder_text import LadderText
from matcher.domain.ladders import Ladders
from matcher.errors import InputErrors, RowError
from matcher.interchange.ladder_file import check_document
from matcher.interchange.ladder_yaml import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcher.domain.sector import Sector

WIDTH = 110
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class YamlLadders:
    """Reads and writes ladders; the same faults are found as by ``stegvis ladders check``."""

    def read(self, text: str, name: str) -> LadderText:
        """Read a text; ``name`` stands in faults."""
        return _read(text, name)

    def write(self, data: Mapping[str, Any]) -> str:
        """Write plain data; what was commented in a file is not in it."""
        written: str = yaml.dump(
            _plain(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH
        )
        return written


# A page asks for the same few texts again and again, and reading one takes a tenth of a second.
@lru_cache(maxsize=16)
def _read(text: str, name: str) -> LadderText:
    try:
        document = parse_yaml(name, text)
    except RowError as error:
        return LadderText(text, {}, None, (error,))
    ladder, faults = check_document(document)
    data = document.data if isinstance(document.data, dict) else {}
    return LadderText(text, data, ladder, tuple(faults))


def _plain(value: object) -> object:
    """Return data of which no part is there twice, so that each is written out in full."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def with_published(ladders: Ladders, texts: Mapping[Sector, tuple[int, str]]) -> Ladders:
    """Return ladders with those that were published here in place of their files.

    Parameters
    ----------
    texts
        Number and text of the version in use, by trade.

    Raises
    ------
    InputErrors
        One has faults by now; all faults are in it.
    """
    read = {
        sector: _read(text, f"{sector}.yaml (version {number})")
        for sector, (number, text) in texts.items()
    }
    faults = [fault for one in read.values() for fault in one.faults]
    if faults:
        raise InputErrors(faults)
    published = {sector: one.ladder for sector, one in read.items() if one.ladder is not None}
    kept = tuple(published.pop(one.sector, one) for one in ladders.all)
    return Ladders((*kept, *published.values()))


def read_ladder_texts(folder: Path) -> dict[Sector, LadderText]:
    """Return the texts of the ladder files of a folder that have no fault, by trade."""
    format_ = YamlLadders()
    read = (
        format_.read(path.read_text(encoding="utf-8-sig"), path.name)
        for path in sorted(folder.glob("*.yaml"))
    )
    return {one.ladder.sector: one for one in read if one.ladder is not None}
