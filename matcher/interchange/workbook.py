"""Rows of an XLSX workbook as text; formulas are read as text and nothing is run."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from matcher.errors import RowError
from matcher.interchange.files import file_fault
from matcher.interchange.text_table import RawRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl import Workbook

MAX_UNPACKED_BYTES = 500_000_000
_SAVE_AS = "Open it in a spreadsheet program and save it as .xlsx or as CSV (UTF-8)."
_OTHERS = (
    ("word/document.xml", "this is a Word document, not a table"),
    ("ppt/presentation.xml", "this is a presentation, not a table"),
    ("xl/workbook.bin", "this is a binary Excel file (.xlsb)"),
    ("mimetype", "this is an OpenDocument file (.ods)"),
)


def rows_of_workbook(data: bytes, file: str, sheet: str | None) -> Iterator[RawRow]:
    """Yield the rows of one sheet, blank ones included.

    Parameters
    ----------
    data
        The file.
    file
        Its name, for faults.
    sheet
        Name of the sheet; the first when ``None``.

    Raises
    ------
    RowError
        It is no workbook, is damaged, unpacks to too much, or has no such sheet.
    """
    # Slow to import, and most tables are CSV.
    from openpyxl import load_workbook  # noqa: PLC0415

    _check_package(data, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            yield from _rows(book, file, sheet)
    except RowError:
        raise
    # A damaged or hostile package makes the parser raise almost anything; all of it means this.
    except Exception as error:
        raise file_fault(
            file, f"the workbook is damaged ({type(error).__name__})", _SAVE_AS
        ) from error


def _check_package(data: bytes, file: str) -> None:
    from openpyxl import DEFUSEDXML  # noqa: PLC0415  (as above)

    if not DEFUSEDXML:
        raise file_fault(
            file, "workbooks are not read without the package defusedxml", "Install it."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            unpacked = sum(info.file_size for info in package.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise file_fault(file, "the workbook is damaged", _SAVE_AS) from None
    if "xl/workbook.xml" not in names:
        problem = next((text for name, text in _OTHERS if name in names), None)
        raise file_fault(file, problem or "this is a packed file (zip), not a table", _SAVE_AS)
    if unpacked > MAX_UNPACKED_BYTES:
        raise file_fault(
            file,
            f"the workbook unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB",
            "Save only the rows that are needed.",
        )


def _rows(book: Workbook, file: str, sheet: str | None) -> Iterator[RawRow]:
    sheets = {page.title: page for page in book.worksheets}
    if sheet is not None and sheet not in sheets:
        raise file_fault(
            file, f"there is no sheet {sheet!r}", f"Use one of: {', '.join(sheets) or 'none'}."
        )
    if not sheets:
        raise file_fault(file, "the workbook has no sheet with cells", _SAVE_AS)
    page = sheets[sheet] if sheet is not None else next(iter(sheets.values()))
    # Some programs write a wrong extent, which would cut rows off.
    page.reset_dimensions()
    for number, cells in enumerate(page.iter_rows(), start=1):
        yield RawRow(number, _texts(file, number, cells))


def _texts(file: str, number: int, cells: Sequence[Any]) -> Sequence[str] | RowError:
    for place, cell in enumerate(cells, start=1):
        if cell.data_type == "e":
            return RowError(
                file,
                number,
                f"column {place}",
                str(cell.value),
                "the cell holds an error of the spreadsheet",
                "Mend the formula, or write the value itself.",
            )
    return [_text(cell.value) for cell in cells]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
