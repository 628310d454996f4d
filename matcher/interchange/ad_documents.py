"""Job ads out of a file: one object, an array, ``{"hits": [...]}``, or one object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from matcher.errors import RowError
from matcher.interchange.files import decode, file_fault, known_as, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MAX_ADS_BYTES = 200_000_000
_MEND = "Check that the file came whole; export or fetch it again."


@dataclass(frozen=True, slots=True)
class RawAd:
    """One ad as it stands.

    Parameters
    ----------
    file
        Name of the file.
    row
        Its line where a line is an ad; ``None`` inside one JSON document.
    path
        Its path inside the line or document, such as ``hits[3]``; ``""`` for the whole.
    fields
        Its keys and values.
    """

    file: str
    row: int | None
    path: str
    fields: Mapping[str, object]

    def fault(self, key: str, problem: str, mend: str) -> RowError:
        """Return a fault at a key of the ad."""
        column = f"{self.path}.{key}" if self.path else key
        return RowError(self.file, self.row, column, None, problem, mend)


def read_ads(path: Path) -> Iterator[RawAd | RowError]:
    """Yield the ads of a file in its order, and a fault for each that is no ad at all.

    Parameters
    ----------
    path
        JSON or JSONL in UTF-8 (or UTF-16 with its byte order mark).

    Raises
    ------
    RowError
        The file as a whole is no JSON, or has no ads.
    """
    file = known_as(path)
    text = decode(read_bytes(path, MAX_ADS_BYTES), file).text
    lines = [(row, line) for row, line in enumerate(text.split("\n"), start=1) if line.strip()]
    several = len(lines) > 1
    if several and _is_document(lines[0][1]):
        yield from _each(file, lines)
        return
    try:
        document = _loads(text)
    except ValueError as error:
        # A broken first line must not hide that the others are whole ads.
        if several and any(_is_document(line) for _, line in lines):
            yield from _each(file, lines)
            return
        raise _no_json(file, error) from None
    found = list(_ads_in(file, None, document))
    if not found:
        raise file_fault(file, "there are no ads in the file", _MEND)
    yield from found


def _loads(text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def _is_document(line: str) -> bool:
    try:
        return isinstance(_loads(line), dict)
    except ValueError:
        return False


def _each(file: str, lines: list[tuple[int, str]]) -> Iterator[RawAd | RowError]:
    for number, line in lines:
        yield from _line(file, number, line)


def _line(file: str, number: int, line: str) -> Iterator[RawAd | RowError]:
    try:
        document = _loads(line)
    except ValueError as error:
        yield RowError(file, number, None, None, f"the line is no JSON: {error}", _MEND)
        return
    yield from _ads_in(file, number, document)


def _ads_in(file: str, row: int | None, document: object) -> Iterator[RawAd | RowError]:
    items, path = document, ""
    if isinstance(document, dict) and isinstance(document.get("hits"), list):
        items, path = document["hits"], "hits"
    if not isinstance(items, list):
        yield _ad(file, row, "", items)
        return
    for number, item in enumerate(items):
        yield _ad(file, row, f"{path}[{number}]", item)


def _ad(file: str, row: int | None, path: str, item: object) -> RawAd | RowError:
    if isinstance(item, dict):
        return RawAd(file, row, path, cast("Mapping[str, object]", item))
    return RowError(
        file, row, path or None, None, "this is no job ad", "Write each ad as an object in { }."
    )


def _no_json(file: str, error: ValueError) -> RowError:
    if isinstance(error, json.JSONDecodeError):
        return RowError(
            file,
            error.lineno,
            f"character {error.colno}",
            None,
            f"the file is no JSON: {error.msg}",
            _MEND,
        )
    return file_fault(file, f"the file is no JSON: {error}", _MEND)
