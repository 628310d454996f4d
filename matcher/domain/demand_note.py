"""What planners write about the demand in a municipality: one text, with every version of it.

It is about employers and jobs, never about a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry
from matcher.domain.personal_number import has_personal_number
from matcher.errors import Conflict, InputError, InvalidTransition

if TYPE_CHECKING:
    from datetime import datetime

LONGEST = 2_000
"""How many characters a note may have."""


class NoteMove(StrEnum):
    """What was done with a note."""

    WRITE = "write"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """A note after one move; versions are only ever added.

    Parameters
    ----------
    number
        The order of the versions of a municipality, from 1.
    text
        Empty where nothing is written any more.
    by, at
        Who did it, and when.
    """

    municipality: str
    number: int
    move: NoteMove
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DemandNote:
    """The note of a municipality with its versions, the first one first; there may be none."""

    municipality: str
    versions: tuple[NoteVersion, ...] = ()

    @property
    def number(self) -> int:
        """Number of the last version; 0 before the first one."""
        return self.versions[-1].number if self.versions else 0

    @property
    def text(self) -> str:
        """What stands there now."""
        return self.versions[-1].text if self.versions else ""

    def written(self, text: str, seen: int, by: str, at: datetime) -> NoteVersion:
        """Return the next version with another text.

        Parameters
        ----------
        seen
            Number of the version that was looked at.

        Raises
        ------
        Conflict
            Somebody has written meanwhile; says who and when.
        InvalidTransition
            Nothing was changed.
        InputError
            The text is too long, or holds a personal identity number.
        """
        self._must_be_seen(seen)
        tidy = _tidied(text)
        if tidy == self.text:
            raise InvalidTransition(
                "Nothing was changed, so nothing was saved. Write something else first, then save."
            )
        return self._next(NoteMove.WRITE, tidy, by, at)

    def undone(self, seen: int, by: str, at: datetime) -> NoteVersion:
        """Return the next version as it was before the last move; done twice it changes nothing.

        Raises
        ------
        Conflict
            Somebody has written meanwhile.
        InvalidTransition
            Nothing was written that could be undone.
        """
        self._must_be_seen(seen)
        if not self.versions:
            raise InvalidTransition(
                "Nothing was written, so nothing can be undone. Write a note first."
            )
        before = self.versions[-2].text if len(self.versions) > 1 else ""
        return self._next(NoteMove.UNDO, before, by, at)

    def _next(self, move: NoteMove, text: str, by: str, at: datetime) -> NoteVersion:
        return NoteVersion(self.municipality, self.number + 1, move, text, by, at)

    def _must_be_seen(self, seen: int) -> None:
        if seen != self.number:
            last = self.versions[-1] if self.versions else None
            who = f" by {last.by} at {last.at:%Y-%m-%d %H:%M}" if last else ""
            raise Conflict(
                f"This note was changed{who}. Nothing was saved; look at it again.",
                code="changed",
                by=last.by if last else None,
                at=last.at if last else None,
            )


def _tidied(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    tidy = "\n".join(lines)
    if len(tidy) > LONGEST:
        raise InputError(
            f"A text of {len(tidy)} signs is too long: at most {LONGEST}. Shorten the note.",
            code="text.length",
            most=LONGEST,
        )
    if has_personal_number(tidy):
        raise InputError(
            "A personal identity number is kept nowhere. Take it out of the note.",
            code="personal_number",
        )
    return tidy


def note_moved(version: NoteVersion) -> AuditEntry:
    """Say that a note was written or undone: where and which version, no word of it."""
    return AuditEntry(
        version.at,
        version.by,
        f"demand_note.{version.move.value}",
        "municipality",
        version.municipality,
        details={"number": version.number, "length": len(version.text)},
    )
