"""Notes of planners on the demand in municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.demand_note import note_moved

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.demand_note import DemandNote, NoteVersion
    from matcher.ports import UnitOfWork, UnitOfWorkFactory


class DemandNoteService:
    """Each write is one transaction with its row in the audit log.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    """

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def of(self, municipality: str) -> DemandNote:
        """Return the note of a municipality."""
        with self._units() as unit:
            return unit.demand_notes.of(municipality)

    def write(self, municipality: str, text: str, *, seen: int, by: str) -> None:
        """Write the note anew; errors as for :meth:`matcher.domain.demand_note.DemandNote.written`.

        Parameters
        ----------
        seen
            Number of the version that was looked at.
        """
        with self._units(write=True) as unit:
            _keep(unit, unit.demand_notes.of(municipality).written(text, seen, by, self._now()))

    def undo(self, municipality: str, *, seen: int, by: str) -> None:
        """Take the last change back; errors as for :meth:`DemandNote.undone`."""
        with self._units(write=True) as unit:
            _keep(unit, unit.demand_notes.of(municipality).undone(seen, by, self._now()))


def _keep(unit: UnitOfWork, version: NoteVersion) -> None:
    unit.demand_notes.add(version)
    unit.audit.append(note_moved(version))
    unit.commit()
