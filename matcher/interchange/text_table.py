"""Records of a CSV text, with the delimiter its header uses."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from matcher.errors import RowError
from matcher.interchange.files import MAX_TABLE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DELIMITERS = (";", ",", "\t")
_LINE_END = re.compile(r"\r\n|\r|\n")


class RawRow(NamedTuple):
    """A record: its number and its cells, or why it cannot be read."""

    number: int
    cells: Sequence[str] | RowError


def rows_of_text(text: str, file: str, above: int = 0) -> tuple[str, Iterator[RawRow]]:
    """Return the delimiter and the records of a CSV text.

    Parameters
    ----------
    text
        Content of the file.
    file
        Its name, for faults.
    above
        How many lines stand above the header; they are left out and counted.

    Returns
    -------
    tuple[str, Iterator[RawRow]]
        ``;``, ``,`` or tab, and the records with the number a spreadsheet gives them.
    """
    first = text.partition("\n")[0].strip().strip('"')
    if first.lower().startswith("sep=") and first[4:5] in {*DELIMITERS, ""}:
        # Excel writes this line for itself and does not show it as a row.
        return first[4:5] or "\t", _records(text.partition("\n")[2], first[4:5] or "\t", file)
    for _ in range(above):
        text = _LINE_END.split(text, maxsplit=1)[-1]
    delimiter = _delimiter(text)
    return delimiter, _records(text, delimiter, file, above)


def _delimiter(text: str) -> str:
    """Return the delimiter that stands most often in the header outside quotes."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = False
    for character in text:
        if character == '"':
            quoted = not quoted
        elif character in "\r\n" and not quoted:
            break
        elif character in counts and not quoted:
            counts[character] += 1
    best = max(counts, key=lambda delimiter: counts[delimiter])
    return best if counts[best] else ","


def _records(text: str, delimiter: str, file: str, above: int = 0) -> Iterator[RawRow]:
    # The module's limit is for the whole process: only ever raised, to what a file may have, so
    # that a field that is too long is named by row and column instead.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_TABLE_BYTES))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = above
    while True:
        number += 1
        try:
            yield RawRow(number, next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            yield RawRow(number, _broken(file, number, str(error)))


def _broken(file: str, number: int, reason: str) -> RowError:
    if "unexpected end" in reason:
        problem = "a quotation mark is opened here and never closed"
    elif "expected after" in reason:
        problem = "a quotation mark stands inside a quoted field"
    else:
        problem = f"the row cannot be read: {reason}"
    return RowError(
        file,
        number,
        None,
        None,
        problem,
        'Write a quotation mark inside a quoted field twice (""), and close every field.',
    )
