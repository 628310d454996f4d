"""One table out of a CSV or XLSX file: a header and rows of text, numbered as people see them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from matcher.errors import InputErrors, RowError
from matcher.interchange.files import FileKind, decode, file_fault, kind_of, known_as, read_bytes
from matcher.interchange.text_table import RawRow, rows_of_text
from matcher.interchange.workbook import rows_of_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

MAX_FIELD = 10_000
MAX_ROWS = 200_000
MAX_COLUMNS = 300
ABOVE_HEADER = 8
"""So many rows, such as a title, may stand above the header of somebody's own list."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number as a spreadsheet shows it (the header is 1) and its cells, stripped."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds.

    Parameters
    ----------
    file
        Name without folder.
    header
        Column headers as they stand.
    rows
        Rows that could be read, blank ones left out; each has as many cells as the header.
    faults
        Rows that could not be read.
    encoding, delimiter, sample
        How a text file was read, with up to five words that show it; ``delimiter`` is ``None``
        for a workbook.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    faults: tuple[RowError, ...] = ()
    encoding: str = "xlsx"
    delimiter: str | None = None
    sample: tuple[str, ...] = ()


def read_table(path: Path, *, sheet: str | None = None, above: int = 0) -> Table:
    """Read a table.

    Parameters
    ----------
    path
        CSV (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252) or XLSX, told by content.
    sheet
        Sheet of a workbook; the first when ``None``.
    above
        How many rows stand above the header.

    Raises
    ------
    InputErrors
        The file is empty, too large, of another kind, or has a header and nothing else.
    """
    try:
        return _read(path, sheet, above)
    except RowError as error:
        raise InputErrors([error]) from None


def rows_above_header(path: Path, knows: Callable[[str], bool]) -> int:
    """Say how many rows stand above the header: the first row with two headers that are known.

    Parameters
    ----------
    path
        As for :func:`read_table`.
    knows
        Says whether a cell is a header.

    Returns
    -------
    int
        0 when no row looks like a header.

    Raises
    ------
    InputErrors
        The file cannot be read at all.
    """
    file = known_as(path)
    try:
        data = read_bytes(path)
        if kind_of(data, file) is FileKind.ZIP:
            first: Iterator[RawRow] = islice(rows_of_workbook(data, file, None), ABOVE_HEADER)
        else:
            first = _first_rows(decode(data, file).text, file)
        for above, (_, cells) in enumerate(first):
            if not isinstance(cells, RowError) and sum(map(knows, cells)) > 1:
                return above
    except RowError as error:
        raise InputErrors([error]) from None
    return 0


def _first_rows(text: str, file: str) -> Iterator[RawRow]:
    for above in range(ABOVE_HEADER):
        _, rows = rows_of_text(text, file, above)
        if (row := next(rows, None)) is None:
            return
        yield row


def _read(path: Path, sheet: str | None, above: int) -> Table:
    data, file = read_bytes(path), known_as(path)
    kind = kind_of(data, file)
    if kind is FileKind.ZIP:
        book = rows_of_workbook(data, file, sheet)
        header, rows, faults = _shaped(file, islice(book, above, None))
        return Table(file, header, rows, faults)
    if kind is FileKind.JSON:
        raise file_fault(
            file,
            "this is JSON, not a table",
            "Job ads as JSON go through 'import openings'; save other rows as CSV.",
        )
    decoded = decode(data, file)
    delimiter, raw = rows_of_text(decoded.text, file, above)
    header, rows, faults = _shaped(file, raw)
    return Table(file, header, rows, faults, decoded.encoding, delimiter, decoded.sample)


def _shaped(
    file: str, raw: Iterable[RawRow]
) -> tuple[tuple[str, ...], tuple[TableRow, ...], tuple[RowError, ...]]:
    records = iter(raw)
    header = _header(file, next(records, None))
    rows: list[TableRow] = []
    faults: list[RowError] = []
    for number, item in records:
        row = item if isinstance(item, RowError) else _row(file, number, item, header)
        if isinstance(row, RowError):
            faults.append(row)
        elif row is not None:
            rows.append(row)
        if len(rows) + len(faults) > MAX_ROWS:
            raise file_fault(
                file, f"there are more than {MAX_ROWS} rows", "Divide it into several files."
            )
    if not rows and not faults:
        raise file_fault(
            file, "there is a header and no row below it", "Export it again with its rows."
        )
    return header, tuple(rows), tuple(faults)


def _header(file: str, first: RawRow | None) -> tuple[str, ...]:
    if first is None:
        raise file_fault(file, "the file is empty", "Export it again with its rows.")
    if isinstance(first.cells, RowError):
        raise first.cells
    cells = tuple(cell.strip() for cell in first.cells)
    while cells and not cells[-1]:
        cells = cells[:-1]
    if not cells:
        raise RowError(
            file,
            1,
            None,
            None,
            "the first row is blank",
            "Let the first row hold the column headers and nothing stand above it.",
        )
    if len(cells) > MAX_COLUMNS:
        raise RowError(
            file,
            1,
            None,
            None,
            f"there are {len(cells)} columns",
            f"A table has at most {MAX_COLUMNS}; take away those that are not needed.",
        )
    for place, cell in enumerate(cells, start=1):
        if len(cell) > MAX_FIELD:
            raise _long_field(file, 1, f"column {place}", cell)
    return cells


def _row(
    file: str, number: int, raw: Sequence[str], header: tuple[str, ...]
) -> TableRow | RowError | None:
    cells = tuple(cell.strip() for cell in raw)
    if not any(cells):
        return None
    for place, cell in enumerate(cells):
        name = header[place][:60] if place < len(header) else f"column {place + 1}"
        if len(cell) > MAX_FIELD:
            return _long_field(file, number, name, cell)
        if cell and (place >= len(header) or not header[place]):
            return RowError(
                file,
                number,
                f"column {place + 1}",
                None,
                "there is a value without a column header above it",
                "Give the column a header, or check for a delimiter inside a text without quotes.",
            )
    return TableRow(number, (cells + ("",) * len(header))[: len(header)])


def _long_field(file: str, number: int, column: str, cell: str) -> RowError:
    return RowError(
        file,
        number,
        column,
        None,
        f"the field has {len(cell)} characters; at most {MAX_FIELD} are read",
        "Shorten the text, or look for a quotation mark that is not closed.",
    )
