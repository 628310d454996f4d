"""Every error Stegvis raises on purpose.

::

    StegvisError
    |-- InputError                 what somebody gave us cannot be used
    |   |-- InputErrors            several of them, reported together
    |   `-- RowError               one cell of one file: file, row, column, value, mend
    |-- NotFound                   nothing there, or nothing you may see
    |-- EmptyProgramme             no ladder, participant or opening yet
    |-- SuggestionsStopped         somebody stopped suggestions for everybody
    |-- DecisionError              a person asked for something the rules refuse
    |   |-- InvalidTransition      not possible from this state
    |   |-- OpeningFull            no presentation slot or place left
    |   `-- Conflict               somebody else was first
    |-- ArtifactError              a file of ours does not fit
    |   |-- ManifestMismatch       built for another encoder, dimension or set of rows
    |   `-- ChecksumMismatch       damaged or foreign bytes
    |-- Unavailable                the database does not answer just now
    `-- SettingsError              the operator's configuration cannot work

A message says what happened, where, and what to do next, for the command line and the log. Pages
say it in the language of the reader, by the error's ``code`` (:mod:`web.error_texts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


class StegvisError(Exception):
    """Base of all errors that Stegvis raises on purpose.

    Parameters
    ----------
    code
        Stable name of what happened, by which pages say it in their own language.
    values
        What stands in that text; never a personal identity number.
    """

    code: str | None = None
    values: Mapping[str, object] = MappingProxyType({})

    def __init__(self, *told: object, code: str | None = None, **values: object) -> None:
        super().__init__(*told)
        self.code, self.values = code, values


class InputError(StegvisError):
    """What somebody gave us cannot be used."""


@dataclass(unsafe_hash=True)
class RowError(InputError):
    """One fault at one place of an input file.

    Parameters
    ----------
    file
        Name of the file as the user knows it (no directory).
    row
        Row number as a spreadsheet shows it (header is row 1); ``None`` for the whole file.
    column
        Column header or path inside the document; ``None`` for the whole row.
    value
        What stood there, shortened; never a personal identity number.
    problem
        What is wrong, one sentence.
    mend
        What to do about it, one sentence.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    problem: str
    mend: str

    def __str__(self) -> str:
        """Return the fault as one line: place, problem, mend."""
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", {self.column}"
        shown = f" ({self.value!r})" if self.value is not None else ""
        return f"{place}: {self.problem}{shown}. {self.mend}"


class InputErrors(InputError):
    """Several input faults at once, so that a user can mend them in one go."""

    def __init__(self, errors: Sequence[InputError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


class NotFound(StegvisError):
    """Nothing there, or nothing the asker may see: the two look the same."""


class EmptyProgramme(StegvisError):
    """There is no ladder, participant or opening yet; the message says how to add one."""


class SuggestionsStopped(StegvisError):
    """Somebody stopped suggestions for everybody; the message says who, when and why."""


class DecisionError(StegvisError):
    """A person asked for something the rules refuse."""


class InvalidTransition(DecisionError):
    """The state machine has no such move from here."""


class OpeningFull(DecisionError):
    """No presentation slot or place is left.

    Parameters
    ----------
    by, at
        Who took the last one, and when, as far as it is on record.
    """

    def __init__(
        self,
        message: str,
        *,
        by: str | None = None,
        at: datetime | None = None,
        code: str | None = None,
        **values: object,
    ) -> None:
        super().__init__(message, code=code, **values)
        self.by, self.at = by, at


class Conflict(DecisionError):
    """Somebody else changed this first; the message says who and when."""


class ArtifactError(StegvisError):
    """A file that Stegvis wrote or needs does not fit."""


class ManifestMismatch(ArtifactError):
    """The file was built for another encoder, dimension or set of rows."""


class ChecksumMismatch(ArtifactError):
    """The bytes are damaged or not ours."""


class Unavailable(StegvisError):
    """The database does not answer just now; what was not confirmed was not stored."""


class SettingsError(StegvisError):
    """The operator's configuration cannot work."""
