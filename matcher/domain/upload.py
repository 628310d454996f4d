"""A file that somebody brings in through the browser: what is known of it before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.ids import UserId
    from matcher.domain.importing import ImportKind, IncomingOpening, IncomingParticipant
    from matcher.errors import RowError

LEAVE_OUT = ""
"""What is chosen for a column that is not brought in."""

KEYS = ("code", "opening_id")
"""The columns by which a row is known again; no two rows may share a value."""


class GuessedBy(StrEnum):
    """Why a column was taken for what it is."""

    REMEMBERED = "remembered"
    HEADER = "header"
    SIMILAR = "similar"
    VALUES = "values"
    NOTHING = "nothing"


class Private(StrEnum):
    """Why a column never comes in, whatever somebody chooses."""

    PERSONAL_NUMBER = "personal_number"
    NAME_OR_CONTACT = "name_or_contact"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is kept until it is saved or given up, and what was said about it.

    Parameters
    ----------
    id
        Random; the only name of the file on the disk.
    file
        Name as it came, without folder.
    by
        Who brought it; nobody else sees it.
    columns
        What each column by its place holds, ``LEAVE_OUT`` for one that is not brought in;
        ``None`` until somebody has looked.
    mends
        Corrected cells, by row and column of the format.
    left_out
        Rows that somebody knowingly leaves out.
    letters
        Broken letters are mended as well.
    """

    id: str
    kind: ImportKind
    file: str
    by: UserId
    at: datetime
    columns: Mapping[int, str] | None = None
    mends: Mapping[tuple[int, str], str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    letters: bool = False


@dataclass(frozen=True, slots=True)
class ColumnName:
    """A column of the format as people choose it: its names, and what stands in it."""

    name: str
    sv: str
    about_sv: str
    about_en: str


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a file: its header, some values, and what it is taken for and why.

    ``samples`` of a private column are none.
    """

    place: int
    header: str
    samples: tuple[str, ...]
    name: str
    guessed_by: GuessedBy
    private: Private | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file looks like.

    Parameters
    ----------
    rows
        How many rows there are below the header, those that cannot be read too.
    encoding
        As what a text file was read; ``xlsx`` for a workbook.
    words
        Up to five words that show whether letters such as å, ä and ö came right.
    broken
        Words whose letters are broken, with what they should be.
    """

    rows: int
    columns: tuple[SheetColumn, ...]
    encoding: str
    words: tuple[str, ...]
    broken: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CellFault:
    """A fault as it is mended: one answer for every row where the same stands.

    Parameters
    ----------
    rows
        Where it stands, as a spreadsheet counts.
    column
        Column of the format; ``None`` when the row as a whole cannot be used.
    proposal
        What it probably should be; empty when nobody can say.
    """

    rows: tuple[int, ...]
    column: str | None
    value: str | None
    problem: str
    mend: str
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it would come in now.

    Parameters
    ----------
    rows
        How many rows the file has.
    people, openings
        The rows that can be used; one of them is empty.
    rejected
        Every fault of the other rows.
    faults
        The same faults, those that one answer mends together.
    removed
        Row and column where a personal identity number was taken out of a text.
    left_out
        How many rows somebody leaves out.
    """

    rows: int
    people: tuple[IncomingParticipant, ...]
    openings: tuple[IncomingOpening, ...]
    rejected: tuple[RowError, ...]
    faults: tuple[CellFault, ...]
    removed: tuple[tuple[int, str], ...]
    left_out: tuple[int, ...]
