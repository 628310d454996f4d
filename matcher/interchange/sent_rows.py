"""What programs send to be brought in: rows as JSON or CSV, ads, and job postings."""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.domain.importing import ImportKind
from matcher.domain.incoming import MOST_SENT, Sent
from matcher.domain.upload import Reading
from matcher.errors import InputErrors, RowError
from matcher.interchange.columns import shown
from matcher.interchange.files import FileKind, file_fault, kind_of
from matcher.interchange.job_posting import parse_postings
from matcher.interchange.jobtech import parse_ads
from matcher.interchange.openings import parse_openings
from matcher.interchange.participants import parse_participants
from matcher.interchange.tables import MAX_COLUMNS, MAX_FIELD, Table, TableRow, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matcher.domain.importing import IncomingOpening
    from matcher.interchange.columns import Parsed
    from matcher.interchange.programme import Programme

_ROWS = "Send an array of objects whose keys are the columns."
_TABLES = frozenset({Sent.PEOPLE_TABLE, Sent.OPENING_TABLE})


def read_sent(data: bytes, file: str, what: Sent, programme: Programme) -> Reading:
    """Read what a program sends, as the same file would be read by ``stegvis import``.

    Parameters
    ----------
    file
        What it is called in faults.
    programme
        What it is read against.

    Raises
    ------
    InputErrors
        It cannot be read as a whole, has columns that are not known, or too many rows.
    """
    if what in {Sent.JOB_ADS, Sent.JOB_POSTINGS}:
        ads = _ads(data, file, what, programme)
        refused = {(one.row, one.column) for one in ads.rejected}
        _refuse_many(len(ads.good) + len(refused), file)
        return _reading(len(ads.good) + len(refused), ads.rejected, openings=ads.good)
    table = _table(data, file) if what in _TABLES else rows_of_json(data, file)
    rows = len(table.rows) + len(table.faults)
    _refuse_many(rows, file)
    if what.kind is ImportKind.PARTICIPANTS:
        people = parse_participants(table, programme)
        return Reading(rows, people.good, (), people.rejected, (), (), ())
    openings = parse_openings(table, programme)
    return _reading(rows, openings.rejected, openings=openings.good)


def _reading(
    rows: int, rejected: tuple[RowError, ...], openings: tuple[IncomingOpening, ...]
) -> Reading:
    return Reading(rows, (), openings, rejected, (), (), ())


def _ads(data: bytes, file: str, what: Sent, programme: Programme) -> Parsed[IncomingOpening]:
    if what is Sent.JOB_POSTINGS:
        return parse_postings(data, file, programme)
    with _as_file(data, file) as path:
        ads = parse_ads(path, programme)
    return replace(ads, rejected=_named(ads.rejected, file))


def _table(data: bytes, file: str) -> Table:
    try:
        kind = kind_of(data, file)
    except RowError as error:
        raise InputErrors([error]) from None
    if kind is not FileKind.TEXT:
        raise InputErrors([file_fault(file, "this is no CSV", "Send rows of text in CSV.")])
    with _as_file(data, file) as path:
        table = read_table(path)
    return replace(table, file=file, faults=_named(table.faults, file))


@contextmanager
def _as_file(data: bytes, file: str) -> Iterator[Path]:
    """Lay what was sent into a file for a while; faults call it by its own name all the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent"
        path.write_bytes(data)
        try:
            yield path
        except InputErrors as errors:
            faults = [one for one in errors.errors if isinstance(one, RowError)]
            raise InputErrors(_named(faults, file)) from None


def _named(faults: Iterable[RowError], file: str) -> tuple[RowError, ...]:
    return tuple(replace(one, file=file) for one in faults)


def _refuse_many(rows: int, file: str) -> None:
    if rows > MOST_SENT:
        mend = "Send them in several parts."
        raise InputErrors([file_fault(file, f"there are more than {MOST_SENT} rows", mend)])


def rows_of_json(data: bytes, file: str) -> Table:
    """Read an array of objects as a table whose columns are their keys.

    The first row is 1: there is no header. What is null is an empty cell; an array is a list cell.

    Raises
    ------
    InputErrors
        It is no such array, or there is nothing in it.
    """
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InputErrors([file_fault(file, "this is no JSON that can be read", _ROWS)]) from None
    if not isinstance(document, list) or not document:
        raise InputErrors([file_fault(file, "there are no rows in it", _ROWS)])
    return rows_of(document, file)


def rows_of(document: Sequence[object], file: str) -> Table:
    """Return objects as a table; errors and cells as for :func:`rows_of_json`."""
    _refuse_many(len(document), file)
    header = _header(document, file)
    rows: list[TableRow] = []
    faults: list[RowError] = []
    for number, item in enumerate(document, start=1):
        if not isinstance(item, dict) or not item:
            faults.append(RowError(file, number, None, None, "this is no row", _ROWS))
            continue
        found = {name: _cell(item.get(name)) for name in header}
        wrong = [
            RowError(file, number, shown(name), None, cell.problem, cell.mend)
            for name, cell in found.items()
            if isinstance(cell, _NoCell)
        ]
        faults += wrong
        if not wrong:
            rows.append(TableRow(number, tuple(str(cell) for cell in found.values())))
    return Table(file, header, tuple(rows), tuple(faults), "json")


def _header(document: Iterable[object], file: str) -> tuple[str, ...]:
    header: dict[str, None] = {}
    for item in document:
        header.update(dict.fromkeys(item if isinstance(item, dict) else ()))
    if len(header) > MAX_COLUMNS:
        problem = f"there are {len(header)} different keys; at most {MAX_COLUMNS} are read"
        raise InputErrors([file_fault(file, problem, _ROWS)])
    if "" in header:
        raise InputErrors([file_fault(file, "a key is empty", _ROWS)])
    return tuple(header)


@dataclass(frozen=True, slots=True)
class _NoCell:
    """What cannot stand in a cell, and what to send instead."""

    problem: str
    mend: str


def _cell(value: object) -> str | _NoCell:
    if isinstance(value, list):
        cells = [_cell(one) for one in value]
        if any(isinstance(one, _NoCell) or "|" in one for one in cells):
            return _NoCell("an item of this list cannot be read", "Send plain texts, without '|'.")
        return _short(" | ".join(str(one) for one in cells))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, str | int | float):
        return _short("" if value is None else str(value).strip())
    return _NoCell("this is an object", "Send a text, a number, true or false, or a list of texts.")


def _short(text: str) -> str | _NoCell:
    if len(text) <= MAX_FIELD:
        return text
    problem = f"the field has {len(text)} characters; at most {MAX_FIELD} are read"
    return _NoCell(problem, "Shorten the text.")
