"""Files that come in through the browser: looked at, and read as somebody says they are meant."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.importing import ImportKind
from matcher.domain.personal_number import has_personal_number, without_personal_numbers
from matcher.domain.upload import KEYS, LEAVE_OUT, CellFault, ColumnName, Reading, Sheet
from matcher.errors import InputErrors, RowError
from matcher.interchange.broken_letters import broken_words, mended
from matcher.interchange.cell_guess import propose
from matcher.interchange.column_guess import guess_columns
from matcher.interchange.columns import Column, Parsed, normal_header
from matcher.interchange.files import file_fault
from matcher.interchange.header_words import COLUMNS, private_header, words_of
from matcher.interchange.openings import parse_openings
from matcher.interchange.participants import parse_participants
from matcher.interchange.profile_change import read_change
from matcher.interchange.sent_rows import read_sent
from matcher.interchange.tables import Table, TableRow, read_table, rows_above_header

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from matcher.domain.importing import IncomingOpening, IncomingParticipant
    from matcher.domain.incoming import Sent
    from matcher.domain.participant import Participant
    from matcher.domain.upload import Upload
    from matcher.interchange.programme import Programme

    Refused = Callable[[Collection[str]], Mapping[str, tuple[str, str]]]

MOST_ROWS = 20_000
MOST_UNPACKED = 60_000_000
SHORTENED = "..."
SHOWN_WORDS = 5


@dataclass(frozen=True)
class UploadReader:
    """Reads files of people or openings against a programme."""

    programme: Programme

    def columns(self, kind: ImportKind) -> tuple[ColumnName, ...]:
        """Return what the columns of a file can hold, in the order of the format."""
        return tuple(
            ColumnName(
                column.name,
                column.swedish[0] if column.swedish else column.name,
                column.sv,
                column.en,
            )
            for column in COLUMNS[kind]
        )

    def required(self, kind: ImportKind) -> tuple[str, ...]:
        """Return the columns without which nothing can come in."""
        return tuple(column.name for column in COLUMNS[kind] if column.required)

    def remembers(self, header: str) -> str:
        """Return a header in the form in which it is remembered."""
        return normal_header(header)

    def sheet(
        self, path: Path, file: str, kind: ImportKind, remembered: Mapping[str, str]
    ) -> Sheet:
        """Look at a file and guess what its columns hold.

        Parameters
        ----------
        path
            Where it lies.
        file
            Its name as it came.
        remembered
            What was chosen before, by header as :meth:`remembers` gives it.

        Raises
        ------
        InputErrors
            It is no table, is too large, or unpacks to too much.
        """
        table = _table(path, file, kind)
        cells = [row.cells for row in table.rows]
        columns = guess_columns(table.header, cells, kind, remembered)
        # Nothing of a column that never comes in is shown.
        open_ones = [column.place for column in columns if not column.private]
        texts = [row[place] for row in cells for place in open_ones if row[place]]
        return Sheet(
            rows=len(table.rows) + len(table.faults),
            columns=columns,
            encoding=table.encoding,
            words=_words(texts),
            broken=broken_words([*table.header, *texts]),
        )

    def read(self, path: Path, upload: Upload, refused: Refused = lambda _codes: {}) -> Reading:
        """Read a file with the columns, corrections and left-out rows that somebody has named.

        Parameters
        ----------
        refused
            Says which codes of people may not come from whoever brings the file, and why.

        Raises
        ------
        InputErrors
            As for :meth:`sheet`.
        """
        table = _table(path, upload.file, upload.kind)
        shaped, removed, formulas = _shaped(table, upload)
        people: tuple[IncomingParticipant, ...] = ()
        openings: tuple[IncomingOpening, ...] = ()
        found: Parsed[IncomingParticipant] | Parsed[IncomingOpening]
        if upload.kind is ImportKind.PARTICIPANTS:
            found = parse_participants(shaped, self._refusing(refused))
            people = found.good
        else:
            found = parse_openings(shaped, self.programme)
            openings = found.good
        rejected = tuple(
            sorted([*formulas, *found.rejected], key=lambda fault: (fault.row or 0, fault.problem))
        )
        numbers = {row.number for row in table.rows} | {fault.row for fault in table.faults}
        return Reading(
            rows=len(table.rows) + len(table.faults),
            people=people,
            openings=openings,
            rejected=rejected,
            faults=grouped(rejected, upload.kind),
            removed=removed,
            left_out=tuple(sorted(upload.left_out & numbers)),
        )

    def sent(
        self, data: bytes, file: str, what: Sent, refused: Refused = lambda _codes: {}
    ) -> Reading:
        """Read what a program sends; parameters and errors as :func:`read_sent`."""
        return read_sent(data, file, what, self._refusing(refused))

    def changed(
        self,
        said: Mapping[str, object],
        file: str,
        person: Participant,
        refused: Refused = lambda _codes: {},
    ) -> Reading:
        """Read some columns of one profile; parameters and errors as :func:`read_change`."""
        return read_change(said, file, person, self._refusing(refused))

    def _refusing(self, refused: Refused) -> Programme:
        ours = self.programme.refused
        return replace(self.programme, refused=lambda codes: {**refused(codes), **ours(codes)})


def grouped(rejected: Sequence[RowError], kind: ImportKind) -> tuple[CellFault, ...]:
    """Put faults together that one answer mends: the same column, value and problem.

    Keys are mended one by one, and so are texts that are shown shortened, and empty cells that
    every row needs.
    """
    of_name = {column.name: column for column in COLUMNS[kind]}
    groups: dict[tuple[object, ...], list[RowError]] = {}
    for fault in rejected:
        place = None if _is_mended_with_others(fault, of_name) else fault.row
        same = (place, fault.column, fault.value, fault.problem)
        groups.setdefault(same, []).append(fault)
    made = []
    for faults in groups.values():
        first = faults[0]
        column = of_name.get(first.column or "")
        proposal = propose(column, first.value, first.mend) if column and first.value else ""
        made.append(
            CellFault(
                rows=tuple(dict.fromkeys(fault.row for fault in faults if fault.row)),
                column=column.name if column else None,
                value=first.value,
                problem=first.problem,
                mend=first.mend,
                proposal=proposal,
            )
        )
    return tuple(made)


def _is_mended_with_others(fault: RowError, of_name: Mapping[str, Column]) -> bool:
    column = of_name.get(fault.column or "")
    if column is None or column.name in KEYS:
        return False
    if fault.value is None:
        return not column.required
    return not fault.value.endswith(SHORTENED)


def _table(path: Path, file: str, kind: ImportKind) -> Table:
    try:
        _refuse_large(path, file)
        known = words_of(kind)
        above = rows_above_header(
            path, lambda cell: normal_header(cell) in known or bool(private_header(cell, kind))
        )
        table = read_table(path, above=above)
    except InputErrors as errors:
        # The file has no name of its own on the disk.
        raise InputErrors(
            [replace(one, file=file) for one in errors.errors if isinstance(one, RowError)]
        ) from None
    if len(table.rows) > MOST_ROWS:
        fault = file_fault(
            file, f"there are more than {MOST_ROWS} rows", "Divide it into several files."
        )
        raise InputErrors([fault])
    return replace(table, file=file)


def _refuse_large(path: Path, file: str) -> None:
    """Refuse a workbook that unpacks to more than a list of people can be."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        unpacked = sum(info.file_size for info in package.infolist())
    if unpacked > MOST_UNPACKED:
        problem = f"the workbook unpacks to more than {MOST_UNPACKED // 1_000_000} MB"
        raise InputErrors([file_fault(file, problem, "Save only the rows that are needed.")])


def _words(texts: Sequence[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        foreign = (word for word in text.split() if not word.isascii())
        found |= {without_personal_numbers(word.strip(".,;:"))[:20]: None for word in foreign}
        if len(found) >= SHOWN_WORDS:
            break
    return tuple(found)[:SHOWN_WORDS]


def _shaped(
    table: Table, upload: Upload
) -> tuple[Table, tuple[tuple[int, str], ...], list[RowError]]:
    """Return the table in our format, what was taken out of it, and its formulas as faults."""
    chosen = _chosen(table, upload)
    rows, removed, formulas = [], [], []
    for row in table.rows:
        if row.number in upload.left_out:
            continue
        cells = {name: _cell(row, place, name, upload) for place, name in chosen}
        for name, cell in cells.items():
            if name not in KEYS and has_personal_number(cell):
                removed.append((row.number, name))
                cells[name] = without_personal_numbers(cell)
        formula = [name for name, cell in cells.items() if cell.startswith("=")]
        formulas += [_formula(table.file, row.number, name, cells[name]) for name in formula]
        if not formula:
            rows.append(TableRow(row.number, tuple(cells.values())))
    faults = tuple(fault for fault in table.faults if fault.row not in upload.left_out)
    header = tuple(name for _, name in chosen)
    return replace(table, header=header, rows=tuple(rows), faults=faults), tuple(removed), formulas


def _chosen(table: Table, upload: Upload) -> list[tuple[int | None, str]]:
    """Return where each column stands; one that was only filled in afterwards stands nowhere."""
    there: list[tuple[int | None, str]] = [
        (place, name)
        for place, name in sorted((upload.columns or {}).items())
        if name != LEAVE_OUT and place < len(table.header)
    ]
    names = {name for _, name in there}
    added = dict.fromkeys(name for _, name in upload.mends if name not in names)
    return [*there, *((None, name) for name in added)]


def _cell(row: TableRow, place: int | None, name: str, upload: Upload) -> str:
    cell = upload.mends.get((row.number, name), "" if place is None else row.cells[place])
    return mended(cell) if upload.letters else cell


def _formula(file: str, number: int, name: str, cell: str) -> RowError:
    return RowError(
        file, number, name, cell[:60], "the cell holds a formula", "Write the value itself."
    )
