"""What to do about a header that is not the format's, when it is plain what it means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.errors import InputErrors, RowError
from matcher.interchange.columns import normal_header
from matcher.interchange.header_words import COLUMNS, private_header, words_of
from matcher.interchange.tables import rows_above_header

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.domain.importing import ImportKind

ON_THE_PAGE = "or bring the file in on the page 'Bring in a list', which reads it as it is"


def advised(errors: InputErrors, path: Path, kind: ImportKind) -> InputErrors:
    """Return the faults of a table's headers with what each header probably means.

    Parameters
    ----------
    errors
        What :func:`matcher.interchange.columns.resolve` found.
    path
        The file, to see whether its headers stand further down.
    kind
        What the rows hold.
    """
    known = words_of(kind)
    above = rows_above_header(path, lambda cell: normal_header(cell) in known)
    if above:
        fault = RowError(
            path.name,
            above + 1,
            None,
            None,
            "the headers stand in this row",
            f"Take away the rows above it, {ON_THE_PAGE}.",
        )
        return InputErrors([fault])
    return InputErrors(
        [
            _advised(fault, known, kind) if isinstance(fault, RowError) else fault
            for fault in errors.errors
        ]
    )


def _advised(fault: RowError, known: dict[str, str], kind: ImportKind) -> RowError:
    if fault.problem != "the column is unknown" or fault.column is None:
        return fault
    if private_header(fault.column, kind):
        return replace(fault, mend="Stegvis keeps nothing like it: take the column away.")
    name = known.get(normal_header(fault.column))
    if name is None:
        return fault
    column = next(one for one in COLUMNS[kind] if one.name == name)
    word = column.swedish[0] if column.swedish else name
    return replace(fault, mend=f"It seems to be {word!r}: rename it so, {ON_THE_PAGE}.")
