"""Tables for people to open: nothing in them is run by a spreadsheet, and they come in again."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from matcher.errors import InputError
from matcher.interchange.cells import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from matcher.interchange.columns import Column

_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_DANGER = re.compile(r"'*[=+\-@\t\r]")


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet reads as a formula; numbers stay as they are.

    >>> safe_cell("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    >>> safe_cell("-12.5")
    '-12.5'
    """
    if _DANGER.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def write_table(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, str]],
    *,
    delimiter: str = ";",
) -> None:
    """Write rows as CSV (UTF-8 with a byte order mark) or XLSX, by the ending of the name.

    Parameters
    ----------
    path
        ``.csv`` or ``.xlsx``.
    columns
        Their names become the header.
    rows
        Cells by column name; missing ones are empty.
    delimiter
        For CSV.

    Raises
    ------
    InputError
        The name has another ending.
    """
    names = [column.name for column in columns]
    lines = ([safe_cell(words(row.get(name, ""))) for name in names] for row in rows)
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
            writer.writerow(names)
            writer.writerows(lines)
    elif path.suffix.lower() == ".xlsx":
        _write_workbook(path, names, lines)
    else:
        raise InputError(f"{path.name}: tables are written as .csv or .xlsx; use such a name.")


def _write_workbook(path: Path, names: list[str], lines: Iterable[list[str]]) -> None:
    # Only whoever writes a workbook waits for what makes one.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    page = book.create_sheet("Stegvis")
    page.append(names)
    for line in lines:
        cells = []
        for text in line:
            cell = WriteOnlyCell(page, value=text or None)
            if text:
                cell.data_type = "s"
            cells.append(cell)
        page.append(cells)
    book.save(path)
