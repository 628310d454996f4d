"""A table as the bytes of a file, for a browser to keep."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.interchange.columns import Column
from matcher.interchange.table_writer import write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table_bytes(ending: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV or XLSX; nothing in it is run by a spreadsheet.

    Parameters
    ----------
    ending
        ``csv`` or ``xlsx``.
    heads
        Names of the columns, each another one.
    rows
        As many cells each.

    Raises
    ------
    InputError
        The ending is another one.
    """
    columns = [Column(name, (), str, "", "") for name in heads]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{ending}"
        write_table(path, columns, (dict(zip(heads, row, strict=True)) for row in rows))
        return path.read_bytes()
