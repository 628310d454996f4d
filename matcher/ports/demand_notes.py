"""Notes on the demand in municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from matcher.domain.demand_note import DemandNote, NoteVersion


class DemandNotes(Protocol):
    """What planners wrote; rows are only ever added."""

    def add(self, version: NoteVersion) -> None:
        """Store a version."""
        ...

    def of(self, municipality: str) -> DemandNote:
        """Return the note of a municipality; an empty one where nothing was written."""
        ...
