"""Which people, openings and ladders a unit of work has stored so far.

Kept with the connection, so that whatever stores them in the unit is known, however it is reached.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.domain.sector import Sector

_WRITTEN = "stegvis_written"


@dataclass
class Written:
    """The last state of each; who was deleted is not among them.

    Parameters
    ----------
    ladders
        Trades whose ladder was published.
    """

    people: dict[ParticipantCode, Participant] = field(default_factory=dict)
    openings: dict[OpeningId, Opening] = field(default_factory=dict)
    ladders: set[Sector] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Say whether there is anything."""
        return bool(self.people or self.openings or self.ladders)

    def clear(self) -> None:
        """Begin anew, for the next transaction."""
        self.people.clear()
        self.openings.clear()
        self.ladders.clear()


def keep_written(connection: Connection) -> Written:
    """Note from now on what is stored on a connection, and return the note."""
    written = Written()
    connection.execution_options(**{_WRITTEN: written})
    return written


def note_people(connection: Connection, people: Iterable[Participant]) -> None:
    """Note people who were stored."""
    written = _of(connection)
    if written is not None:
        written.people.update((person.code, person) for person in people)


def note_openings(connection: Connection, openings: Iterable[Opening]) -> None:
    """Note openings that were stored."""
    written = _of(connection)
    if written is not None:
        written.openings.update((opening.id, opening) for opening in openings)


def note_published(connection: Connection, sector: Sector) -> None:
    """Note a ladder that was published."""
    written = _of(connection)
    if written is not None:
        written.ladders.add(sector)


def _of(connection: Connection) -> Written | None:
    written: Written | None = connection.get_execution_options().get(_WRITTEN)
    return written
