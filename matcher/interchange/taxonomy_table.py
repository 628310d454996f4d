"""One CSV file of a taxonomy, read strictly: a bad byte or a lost letter is named by its cell."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matcher.domain.taxonomy_intake import TaxonomyRows
from matcher.errors import InputErrors, RowError
from matcher.interchange.columns import shown
from matcher.interchange.files import FileKind, file_fault, kind_of, read_bytes
from matcher.interchange.text_table import RawRow, rows_of_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from matcher.domain.concept import Concept, Crosswalk, Relation

LARGEST = 500_000_000
_BAD_BYTE = re.compile("[\udc80-\udcff]")
# A replacement character, or UTF-8 that was once read as Windows-1252 (Ã¤ for ä).
_LOST = re.compile("\ufffd|[ÃÂ][\x80-\xbf¤¥¶©–]")
_SAVE = "Fetch the file again from its publisher, or save it as CSV (UTF-8)."

Cells = dict[str, str]


@dataclass
class TaxonomyTable:
    """Rows of a file, and what is found out about them.

    Parameters
    ----------
    file
        Name without folder.
    rows
        Number as a spreadsheet shows it (the header is 1), and the cells by column, stripped.
    """

    file: str
    rows: list[tuple[int, Cells]]
    rejected: list[RowError] = field(default_factory=list)
    set_aside: list[RowError] = field(default_factory=list)

    def refuse(self, row: int, column: str, value: str, problem: str, mend: str) -> None:
        """Note a faulty cell."""
        self.rejected.append(RowError(self.file, row, column, shown(value), problem, mend))

    def lay_aside(self, row: int, column: str, value: str, problem: str, mend: str) -> None:
        """Note a row that leads outside what is kept."""
        self.set_aside.append(RowError(self.file, row, column, shown(value), problem, mend))

    def filled(self, row: int, cells: Cells, *columns: str) -> bool:
        """Say whether all these cells are filled; an empty one is noted."""
        empty = [column for column in columns if not cells[column]]
        for column in empty:
            self.refuse(row, column, "", "the cell is empty", "Fill it; every row needs it.")
        return not empty

    def first(self, row: int, column: str, key: str, seen: dict[str, int]) -> bool:
        """Say whether a key stands here for the first time; a second one is noted."""
        if key in seen:
            problem = f"the same stands in row {seen[key]}"
            self.refuse(row, column, key, problem, "Keep one row for each.")
            return False
        seen[key] = row
        return True

    def result(
        self,
        concepts: Sequence[Concept] = (),
        relations: Sequence[Relation] = (),
        crosswalks: Sequence[Crosswalk] = (),
    ) -> TaxonomyRows:
        """Return all that was found in the file."""
        return TaxonomyRows(
            len(self.rows),
            tuple(concepts),
            tuple(relations),
            tuple(crosswalks),
            tuple(self.rejected),
            tuple(self.set_aside),
        )


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file; raises :class:`RowError` when it cannot be read."""
    return hashlib.sha256(read_bytes(path, LARGEST)).hexdigest()


def read_taxonomy_table(path: Path, layout: str, columns: Sequence[str]) -> TaxonomyTable:
    """Read a file of a known layout.

    Parameters
    ----------
    path
        The file: UTF-8, or UTF-16 with a byte order mark.
    layout
        What it should be, for the message when it is not.
    columns
        Those it must have; others are left alone.

    Raises
    ------
    InputErrors
        The file is no such table: another kind of file, columns that are missing.
    """
    try:
        header, text, raw = _opened(path)
    except RowError as error:
        raise InputErrors([error]) from None
    _check_header(path.name, header, layout, columns)
    table = TaxonomyTable(path.name, [])
    strict = bool(_BAD_BYTE.search(text) or _LOST.search(text))
    for record in raw:
        row = _row(table, header, record)
        if row is not None and not (strict and _note_lost_letters(table, record.number, row)):
            table.rows.append((record.number, row))
    if not table.rows and not table.rejected:
        fault = file_fault(path.name, "there is a header and no row below it", _SAVE)
        raise InputErrors([fault])
    return table


def _opened(path: Path) -> tuple[list[str], str, Iterator[RawRow]]:
    data = read_bytes(path, LARGEST)
    if kind_of(data, path.name) is not FileKind.TEXT:
        raise file_fault(path.name, "this is not a CSV file", "Unpack it, or save it as CSV.")
    text = _decoded(data)
    _, raw = rows_of_text(text, path.name)
    first = next(raw, None)
    if first is None or isinstance(first.cells, RowError):
        raise file_fault(path.name, "the header cannot be read", _SAVE)
    return [cell.strip() for cell in first.cells], text, raw


def _row(table: TaxonomyTable, header: Sequence[str], record: RawRow) -> Cells | None:
    number, cells = record
    if isinstance(cells, RowError):
        table.rejected.append(cells)
        return None
    if not any(cells):
        return None
    if len(cells) != len(header):
        problem = f"there are {len(cells)} fields under {len(header)} columns"
        mend = (
            "Look for a comma or line break in a text that is not in quotation marks."
            if len(cells) > len(header)
            else "The file may have been cut off, or a line broken: fetch it again."
        )
        table.rejected.append(RowError(table.file, number, None, None, problem, mend))
        return None
    return dict(zip(header, (cell.strip() for cell in cells), strict=True))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "surrogateescape")


def _check_header(file: str, header: Sequence[str], layout: str, columns: Sequence[str]) -> None:
    missing = [column for column in columns if column not in header]
    if missing:
        found = ", ".join(header)
        mend = (
            f"The file has {found[:200]}. Fetch the CSV "
            "files of a version that Stegvis reads (see docs/how-to/taxonomy.md)."
        )
        raise InputErrors(
            [
                RowError(
                    file, 1, column, None, f"the column is missing, so this is no {layout}", mend
                )
                for column in missing
            ]
        )


def _note_lost_letters(table: TaxonomyTable, number: int, row: Mapping[str, str]) -> bool:
    before = len(table.rejected)
    for column, cell in row.items():
        if _BAD_BYTE.search(cell):
            value = cell.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            table.refuse(number, column, value, "there are bytes that are not UTF-8", _SAVE)
        elif _LOST.search(cell):
            problem = "letters were lost in a wrong encoding"
            table.refuse(number, column, cell, problem, _SAVE)
    return len(table.rejected) > before


def pieces(cell: str, separator: str) -> Iterator[str]:
    """Yield what a cell lists, stripped, each once."""
    yield from dict.fromkeys(part for raw in cell.split(separator) if (part := raw.strip()))
