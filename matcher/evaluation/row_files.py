"""Rows of evaluation files: tab or comma separated UTF-8, every fault with its place."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from matcher.errors import InputError, InputErrors, RowError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SHOWN = 60


def read_tab_rows(path: Path, columns: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Read a file of tab separated cells without a header.

    Parameters
    ----------
    path
        The file; empty lines are left out.
    columns
        What the cells are called in messages; every row has as many.

    Returns
    -------
    list[tuple[int, tuple[str, ...]]]
        Number of the row, from 1, and its cells, none of them empty.

    Raises
    ------
    InputError
        There is no such file, it is no text, or rows do not fit: every fault with its row.
    """
    rows: list[tuple[int, tuple[str, ...]]] = []
    faults: list[InputError] = []
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        cells = tuple(cell.strip() for cell in line.rstrip("\r").split("\t"))
        if len(cells) != len(columns):
            wanted = f"Write {len(columns)} cells with tabs between them: {', '.join(columns)}."
            faults.append(fault(path, number, None, line, f"it has {len(cells)} cells", wanted))
            continue
        empty = [name for name, cell in zip(columns, cells, strict=True) if not cell]
        faults.extend(fault(path, number, n, None, "the cell is empty", _FILL) for n in empty)
        if not empty:
            rows.append((number, cells))
    if faults:
        raise InputErrors(faults)
    if not rows:
        raise InputError(f"{path} has no row. Name a file with rows below its header.")
    return rows


def read_named_rows(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Read some columns of a CSV file with a header.

    Parameters
    ----------
    path
        The file.
    columns
        What is read; other columns are ignored.

    Returns
    -------
    list[tuple[int, dict[str, str]]]
        Number of the row as a spreadsheet shows it (the header is row 1), and its cells by column.

    Raises
    ------
    InputError
        There is no such file, it is no text, a column is missing, or a row is cut off.
    """
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise InputErrors(
                [fault(path, 1, name, None, "the column is missing", _HEADER) for name in missing]
            )
        for number, row in enumerate(reader, start=2):
            short = [name for name in columns if row[name] is None]
            if short:
                raise fault(path, number, short[0], None, "the row ends before it", _FILL)
            rows.append((number, {name: row[name].strip() for name in columns}))
    except csv.Error as error:
        raise fault(
            path, len(rows) + 2, None, None, f"it cannot be read: {error}", _QUOTE
        ) from None
    return rows


_FILL = "Write every cell of the row."
_HEADER = "Name another file, or write the column's name into the first row."
_QUOTE = 'Write a quotation mark inside a quoted field twice ("").'


def fault(
    path: Path, row: int, column: str | None, value: str | None, problem: str, mend: str
) -> RowError:
    """Return a fault of one row, its value shortened."""
    return RowError(path.name, row, column, value[:SHOWN] if value else None, problem, mend)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError:
        raise InputError(
            f"There is no file {path}. Name another one, or set STEGVIS_EVAL_DATA to the folder "
            "of evaluation data."
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text: {error}. Save it as UTF-8.") from None
