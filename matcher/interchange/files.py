"""Bytes of a file somebody gave us: size, kind by content, and text in a known encoding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from matcher.domain.personal_number import without_personal_numbers
from matcher.errors import RowError

MAX_TABLE_BYTES = 50_000_000
_SAMPLE_WORDS = 5
_WORD = re.compile(r"[^\W\d_]+")
_SAVE_AS = "Open it in a spreadsheet program and save it as .xlsx or as CSV (UTF-8)."

_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "this is an old Excel file (.xls), or one with a password",
        f"{_SAVE_AS} Take the password away first.",
    ),
    (b"%PDF", "this is a PDF, not a table", "Ask for the table it was made from."),
    (b"\x1f\x8b", "this is a packed file (gzip)", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "this is a packed file (7z)", "Unpack it first."),
    (b"Rar!", "this is a packed file (rar)", "Unpack it first."),
    (b"\x89PNG", "this is a picture", "Ask for the table itself."),
    (b"\xff\xd8\xff", "this is a picture", "Ask for the table itself."),
    (b"SQLite format 3", "this is a database", "Export the table as CSV."),
    (b"{\\rtf", "this is a text document (RTF)", _SAVE_AS),
    (b"PAR1", "this is a Parquet file", "Export the table as CSV."),
)


class FileKind(StrEnum):
    """What a file is, by its content."""

    ZIP = "zip"
    JSON = "json"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text of a file with the encoding it was read as.

    ``sample`` are up to five words with letters beyond a to z, so that people see whether the
    encoding was right.
    """

    text: str
    encoding: str
    sample: tuple[str, ...]


def file_fault(file: str, problem: str, mend: str) -> RowError:
    """Return a fault of a whole file."""
    return RowError(file, None, None, None, problem, mend)


def known_as(path: Path) -> str:
    """Return the name by which a file is spoken of and remembered: no folder, no personal number.

    >>> known_as(Path("inbox/anna 811218-9876.csv"))
    'anna [...].csv'
    """
    return without_personal_numbers(path.name)


def read_bytes(path: Path, limit: int = MAX_TABLE_BYTES) -> bytes:
    """Read a file.

    Parameters
    ----------
    path
        The file.
    limit
        Bytes it may have.

    Raises
    ------
    RowError
        It is missing, a folder, empty, or larger than the limit.
    """
    try:
        if path.is_dir():
            raise file_fault(known_as(path), "this is a folder", "Give the name of a file in it.")
        if path.stat().st_size > limit:
            raise file_fault(
                known_as(path),
                f"the file is larger than {limit // 1_000_000} MB",
                "Divide it into several files.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise file_fault(
            known_as(path),
            f"the file cannot be read: {error.strerror}",
            "Check the name and that you may read it.",
        ) from None
    if not data.strip():
        raise file_fault(known_as(path), "the file is empty", "Export it again with its rows.")
    return data


def kind_of(data: bytes, file: str) -> FileKind:
    """Say what the content is, whatever the name says.

    Raises
    ------
    RowError
        It is something that holds no rows for us; the mend says what to do.
    """
    for start, problem, mend in _FOREIGN:
        if data.startswith(start):
            raise file_fault(file, problem, mend)
    if data.startswith(b"PK"):
        return FileKind.ZIP
    text = data[:4000].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip()
    if text.startswith((b"{", b"[")):
        return FileKind.JSON
    if text[:200].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise file_fault(file, "this is a web page or XML, not a table", _SAVE_AS)
    return FileKind.TEXT


def holds_json(path: Path) -> bool:
    """Say whether a file is JSON by its content; what cannot be read at all is told later."""
    try:
        with path.open("rb") as file:
            return kind_of(file.read(4000), known_as(path)) is FileKind.JSON
    except (OSError, RowError):
        return False


def decode(data: bytes, file: str) -> DecodedText:
    """Decode text: UTF-8 strictly, UTF-16 by its byte order mark, else Windows-1252.

    Raises
    ------
    RowError
        The bytes are none of these, or there are NUL characters in them.
    """
    text, encoding = _decoded(data, file)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise RowError(
            file,
            line,
            None,
            None,
            "there are NUL characters in the file, so it is no text in an encoding we know",
            "Save it again as CSV (UTF-8).",
        )
    return DecodedText(text, encoding, _sample(text))


def _decoded(data: bytes, file: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16", file), "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return _strict(data, "utf-8-sig", file), "utf-8"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strict(data, "cp1252", file), "windows-1252"


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RowError(
            file,
            line,
            None,
            None,
            "there are bytes that are neither UTF-8, UTF-16 nor Windows-1252",
            "Save it again as CSV (UTF-8).",
        ) from None


def _sample(text: str) -> tuple[str, ...]:
    words: dict[str, None] = {}
    for found in _WORD.finditer(text):
        if not found.group().isascii():
            words[found.group()[:20]] = None
        if len(words) == _SAMPLE_WORDS:
            break
    return tuple(words)
