"""A table (CSV or XLSX) that is used as a whole or not at all: one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from matcher.errors import InputErrors
from matcher.interchange.columns import row_readers, settle
from matcher.interchange.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from matcher.interchange.columns import Column, RowReader

T = TypeVar("T")


def read_whole_table(
    path: Path,
    columns: Sequence[Column],
    read_row: Callable[[RowReader], tuple[str | None, T | None]],
    key: str,
) -> tuple[T, ...]:
    """Read every row, or none.

    Parameters
    ----------
    path
        The file.
    columns
        Its format.
    read_row
        Notes faults of a row, and returns its key and what is built from it, ``None`` where there
        is none.
    key
        The column at which two rows with one key are told.

    Raises
    ------
    InputErrors
        Every fault of every row: file, row, column, value, and what to do.
    """
    table = read_table(path)
    found = [(row, *read_row(row)) for row in row_readers(table, columns)]
    parsed = settle(table, found, key)
    if parsed.rejected:
        raise InputErrors(parsed.rejected)
    return parsed.good
