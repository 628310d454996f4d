"""Columns: how a header is recognised, and how a row becomes values with all its faults."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from matcher.domain.personal_number import has_personal_number
from matcher.errors import InputErrors, RowError
from matcher.interchange.cells import CellError, unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from matcher.interchange.cells import Parser
    from matcher.interchange.tables import Table

_SHOWN = 60

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a format; the documentation is made from the same table.

    Parameters
    ----------
    name
        English header, the name in exports.
    swedish
        Swedish headers that mean the same.
    parse
        Cell to value; raises ``CellError``.
    sv, en
        What stands in it, one line.
    required
        Every row needs it.
    """

    name: str
    swedish: tuple[str, ...]
    parse: Parser
    sv: str
    en: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What of a file can be used, and every fault of the rest."""

    good: tuple[T, ...]
    rejected: tuple[RowError, ...]


def normal_header(text: str) -> str:
    """Return a header as it is compared: small letters, ``_`` for spaces and hyphens.

    >>> normal_header(" Föredraget-Språk ")
    'föredraget_språk'
    """
    text = unicodedata.normalize("NFC", text).strip(" \t\n\r\ufeff\u00a0*").casefold()
    return re.sub(r"[\s_\-\u2010-\u2014]+", "_", text)


def shown(value: str) -> str | None:
    """Return a cell as a fault may repeat it: shortened, and never with a personal number."""
    if not value or has_personal_number(value):
        return None
    return value if len(value) <= _SHOWN else value[: _SHOWN - 3] + "..."


def resolve(table: Table, columns: Sequence[Column]) -> dict[str, int]:
    """Say where each column stands.

    Parameters
    ----------
    table
        The file.
    columns
        The format.

    Returns
    -------
    dict[str, int]
        Place in a row by column name, for the columns the file has.

    Raises
    ------
    InputErrors
        Unknown or repeated columns, or required ones that are missing; all of them.
    """
    known = {
        normal_header(word): column.name
        for column in columns
        for word in (column.name, *column.swedish)
    }
    places: dict[str, int] = {}
    faults: list[RowError] = []
    for place, header in enumerate(table.header):
        if not header:
            continue
        name = known.get(normal_header(header))
        if name is None:
            faults.append(_unknown(table.file, header, known))
        elif name in places:
            faults.append(_repeated(table, header, places[name]))
        else:
            places[name] = place
    faults += [
        _missing(table.file, column)
        for column in columns
        if column.required and column.name not in places
    ]
    if faults:
        raise InputErrors(faults)
    return places


def _unknown(file: str, header: str, known: Mapping[str, str]) -> RowError:
    near = difflib.get_close_matches(normal_header(header), known, n=1)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    mend = f"{meant}Rename the column, or take it away."
    return RowError(file, 1, shown(header), None, "the column is unknown", mend)


def _repeated(table: Table, header: str, first: int) -> RowError:
    return RowError(
        table.file,
        1,
        shown(header),
        None,
        f"the column means the same as column {first + 1} ({table.header[first]!r})",
        "Keep one of the two.",
    )


def _missing(file: str, column: Column) -> RowError:
    also = f" (Swedish: {column.swedish[0]})" if column.swedish else ""
    return RowError(
        file,
        1,
        column.name,
        None,
        f"the column {column.name!r}{also} is missing",
        "Add it; every row needs a value in it.",
    )


@dataclass
class RowReader:
    """Values of one row; faults are collected, not raised, so that all of them are told."""

    file: str
    number: int
    raw: Mapping[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[RowError] = field(default_factory=list)

    def get(self, name: str, default: object = None) -> Any:  # noqa: ANN401 - each column has its own type
        """Return a value; the default when the cell is empty, missing or faulty."""
        return self.values.get(name, default)

    def has(self, *names: str) -> bool:
        """Say whether the row has something in any of these columns."""
        return any(self.raw.get(name) for name in names)

    def fault(self, column: str | None, problem: str, mend: str) -> None:
        """Note a fault."""
        value = shown(self.raw.get(column, "")) if column else None
        self.faults.append(RowError(self.file, self.number, column, value, problem, mend))

    def build(self, column: str, make: Callable[[], T], default: T) -> T:
        """Return what ``make`` builds; note a fault at a column when the domain refuses it."""
        try:
            return make()
        except ValueError as error:
            self.fault(column, str(error), "Correct the cells that belong together.")
            return default

    def known(self, column: str, ids: Collection[str], allowed: Collection[str]) -> None:
        """Note a fault for each id that the ladders do not know; an empty set allows all."""
        for name in ids:
            if allowed and name not in allowed:
                near = difflib.get_close_matches(name, sorted(allowed), n=1)
                self.fault(
                    column,
                    f"{name!r} stands in no ladder",
                    f"Did you mean {near[0]!r}?" if near else "See `stegvis ladders list`.",
                )


def row_readers(table: Table, columns: Sequence[Column]) -> Iterator[RowReader]:
    """Yield each row with its values parsed and its faults noted.

    Raises
    ------
    InputErrors
        The header does not fit the format.
    """
    places = resolve(table, columns)
    present = [column for column in columns if column.name in places]
    for row in table.rows:
        raw = {column.name: row.cells[places[column.name]] for column in present}
        reader = RowReader(table.file, row.number, raw)
        private = [name for name, cell in raw.items() if has_personal_number(cell)]
        for name in private:
            reader.fault(
                name,
                "a personal identity number stands in this cell",
                "Remove it; Stegvis keeps none. (Write a telephone number with spaces.)",
            )
        if not private:
            _parse_cells(reader, present)
        yield reader


def _parse_cells(reader: RowReader, columns: Sequence[Column]) -> None:
    for column in columns:
        cell = unescape(reader.raw[column.name])
        try:
            value = column.parse(cell) if cell else ""
        except CellError as error:
            reader.fault(column.name, error.problem, error.mend)
            continue
        if value != "":
            reader.values[column.name] = value
        elif column.required:
            reader.fault(column.name, "the cell is empty", "Fill it; every row needs it.")


def settle(
    table: Table, found: Sequence[tuple[RowReader, str | None, T | None]], column: str
) -> Parsed[T]:
    """Part what can be used from what cannot; rows that share a key are faults on each side.

    Parameters
    ----------
    table
        The file, for the rows that could not even be read.
    found
        For each row its key and what was built from it, ``None`` where there is none.
    column
        Name of the key column.
    """
    rows: dict[str, list[RowReader]] = {}
    for reader, key, _ in found:
        if key is not None:
            rows.setdefault(key, []).append(reader)
    for same in rows.values():
        numbers = [reader.number for reader in same]
        for reader in same if len(same) > 1 else ():
            others = ", ".join(str(number) for number in numbers if number != reader.number)
            reader.fault(column, f"row {others} has the same {column}", "Keep one row for each.")
    faults = [*table.faults, *(fault for reader, _, _ in found for fault in reader.faults)]
    return Parsed(
        tuple(item for reader, _, item in found if item is not None and not reader.faults),
        tuple(sorted(faults, key=lambda fault: fault.row or 0)),
    )
