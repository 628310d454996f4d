"""Bring a file in through the browser: look, say what its columns hold, mend, give it up.

Nothing of it is in the programme before it is saved, which is :mod:`matcher.services.intake`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from matcher.domain.audit_entries import columns_remembered
from matcher.domain.personal_number import without_personal_numbers
from matcher.domain.upload import LEAVE_OUT, Upload
from matcher.errors import NotFound, StegvisError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime
    from pathlib import Path

    from matcher.domain.ids import ParticipantCode, UserId
    from matcher.domain.importing import ImportKind
    from matcher.domain.incoming import Sent
    from matcher.domain.participant import Participant
    from matcher.domain.upload import ColumnName, Reading, Sheet
    from matcher.domain.visibility import Viewer
    from matcher.ports import UnitOfWorkFactory

    Refused = Callable[[Collection[str]], Mapping[str, tuple[str, str]]]

LONGEST_NAME = 100
LONGEST_CELL = 2_000
_NO_FILE_NAME = re.compile(r"[\x00-\x1f\x7f]+")
NOT_YOURS = (
    "this code cannot be used",
    "Write another code; if it is right, ask whoever works with the person.",
)


class FileStore(Protocol):
    """Where files lie that were brought in."""

    def path(self, upload_id: str) -> Path:
        """Return where a file lies; raises :class:`matcher.errors.NotFound`."""
        ...

    def keep(self, upload: Upload, data: bytes) -> None:
        """Keep a new file."""
        ...

    def get(self, upload_id: str) -> Upload:
        """Return what is known of a file; raises :class:`matcher.errors.NotFound`."""
        ...

    def put(self, upload: Upload) -> None:
        """Keep what was said about a file."""
        ...

    def remove(self, upload_id: str) -> bool:
        """Remove a file; say whether there was one."""
        ...


class FileReader(Protocol):
    """Reads files of people or openings."""

    def columns(self, kind: ImportKind) -> tuple[ColumnName, ...]:
        """Return what the columns of a file can hold."""
        ...

    def required(self, kind: ImportKind) -> tuple[str, ...]:
        """Return the columns without which nothing can come in."""
        ...

    def remembers(self, header: str) -> str:
        """Return a header in the form in which it is remembered."""
        ...

    def sheet(
        self, path: Path, file: str, kind: ImportKind, remembered: Mapping[str, str]
    ) -> Sheet:
        """Look at a file; raises :class:`matcher.errors.InputErrors`."""
        ...

    def read(self, path: Path, upload: Upload, refused: Refused) -> Reading:
        """Read a file as somebody says it is meant; ``refused`` says which codes may not come."""
        ...

    def sent(self, data: bytes, file: str, what: Sent, refused: Refused) -> Reading:
        """Read what a program sends; raises :class:`matcher.errors.InputErrors`."""
        ...

    def changed(
        self, said: Mapping[str, object], file: str, person: Participant, refused: Refused
    ) -> Reading:
        """Read columns of one profile; raises :class:`matcher.errors.InputErrors`."""
        ...


class UploadService:
    """Use cases of files before they are saved; each is seen by whoever brought it.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    files, reader
        Where the files lie, and what reads them.
    now
        The time now, with a zone.
    new_id
        Makes random names that nobody can guess.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        files: FileStore,
        reader: FileReader,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._units = units
        self._files = files
        self._reader = reader
        self._now = now
        self._new_id = new_id

    def bring(self, data: bytes, file: str, kind: ImportKind, by: UserId) -> Upload:
        """Keep a file that is a table.

        Raises
        ------
        InputErrors
            It is none, or too large; nothing of it is kept.
        """
        upload = Upload(self._new_id(), kind, _file_name(file), by, self._now())
        self._files.keep(upload, data)
        try:
            self.sheet(upload)
        except StegvisError:
            self._files.remove(upload.id)
            raise
        return upload

    def get(self, upload_id: str, by: UserId) -> Upload:
        """Return a file that somebody brought.

        Raises
        ------
        NotFound
            There is none, or somebody else brought it: the two look the same.
        """
        upload = self._files.get(upload_id)
        if upload.by != by:
            raise NotFound("There is no such file. Bring the file in once more.")
        return upload

    def columns(self, kind: ImportKind) -> tuple[ColumnName, ...]:
        """Return what the columns of a file can hold."""
        return self._reader.columns(kind)

    def required(self, kind: ImportKind) -> tuple[str, ...]:
        """Return the columns without which nothing can come in."""
        return self._reader.required(kind)

    def sheet(self, upload: Upload) -> Sheet:
        """Look at a file, with guesses of what its columns hold."""
        with self._units() as unit:
            remembered = unit.import_columns.remembered(upload.kind)
        return self._reader.sheet(self._files.path(upload.id), upload.file, upload.kind, remembered)

    def choose(
        self, upload: Upload, columns: Mapping[int, str], *, letters: bool, by: str
    ) -> Upload:
        """Keep what the columns hold, and remember it for the next file with the same headers.

        What Stegvis does not keep is left out whatever is chosen. Corrections of columns that are
        not brought in any more are forgotten.
        """
        sheet = self.sheet(upload)
        chosen = {
            column.place: LEAVE_OUT if column.private else columns.get(column.place, LEAVE_OUT)
            for column in sheet.columns
        }
        holds = {
            self._reader.remembers(column.header): chosen[column.place]
            for column in sheet.columns
            if not column.private
        }
        names = set(chosen.values())
        mends = {cell: text for cell, text in upload.mends.items() if cell[1] in names}
        after = replace(upload, columns=chosen, letters=letters, mends=mends)
        at = self._now()
        with self._units(write=True) as unit:
            known = unit.import_columns.remembered(upload.kind)
            news = {header: name for header, name in holds.items() if known.get(header) != name}
            if news:
                unit.import_columns.remember(upload.kind, news, by=by, at=at)
                unit.audit.append(columns_remembered(upload.kind, len(news), by, at))
                unit.commit()
        self._files.put(after)
        return after

    def read(self, upload: Upload, viewer: Viewer) -> Reading:
        """Read a file as it would come in now.

        People whom the viewer may not see are not changed by her file: their rows are faults.
        """
        return self._reader.read(
            self._files.path(upload.id), upload, lambda codes: self._not_hers(codes, viewer)
        )

    def sent(self, data: bytes, file: str, what: Sent, viewer: Viewer) -> Reading:
        """Read what a program sends, which is kept nowhere, as :meth:`read` reads a file.

        Raises
        ------
        InputErrors
            It cannot be read as a whole.
        """
        return self._reader.sent(data, file, what, lambda codes: self._not_hers(codes, viewer))

    def changed(
        self, said: Mapping[str, object], file: str, code: ParticipantCode, viewer: Viewer
    ) -> Reading:
        """Read what a program says of one person; what it does not speak of stays as stored.

        Raises
        ------
        NotFound
            There is no such person.
        InputErrors
            A column is unknown or named twice.
        """
        with self._units() as unit:
            person = unit.participants.get(code)
        return self._reader.changed(said, file, person, lambda codes: self._not_hers(codes, viewer))

    def _not_hers(self, codes: Collection[str], viewer: Viewer) -> dict[str, tuple[str, str]]:
        with self._units() as unit:
            there = unit.participants.among(codes)
            scope = unit.caseloads.scope(viewer, self._now().date())
        return {person.code: NOT_YOURS for person in there if not scope.sees(person)}

    def mend(
        self,
        upload: Upload,
        mends: Mapping[tuple[int, str], str],
        left_out: Collection[int] = (),
        taken_back: Collection[int] = (),
    ) -> Upload:
        """Correct cells, leave rows out, or take such rows back in."""
        names = {column.name for column in self.columns(upload.kind)}
        cells = {
            (row, column): text.strip()[:LONGEST_CELL]
            for (row, column), text in mends.items()
            if column in names
        }
        after = replace(
            upload,
            mends=dict(upload.mends) | cells,
            left_out=(upload.left_out | frozenset(left_out)) - frozenset(taken_back),
        )
        self._files.put(after)
        return after

    def give_up(self, upload: Upload) -> None:
        """Remove a file and all that was said about it."""
        self._files.remove(upload.id)


def _file_name(raw: str) -> str:
    """Return the name of a file without folder, signs nobody reads, and personal numbers."""
    name = _NO_FILE_NAME.sub(" ", raw.replace("\\", "/").rpartition("/")[2]).strip()
    return without_personal_numbers(name)[-LONGEST_NAME:] or "list"
