"""Finding people and openings by a few letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.views import FoundOpening, FoundPerson
    from matcher.domain.visibility import Viewer
    from matcher.ports import UnitOfWorkFactory

LEAST_LETTERS = 2
SHOWN = 50
"""How many of each are shown; whoever sees so many writes more letters."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the first :data:`SHOWN` of each, and how many there are."""

    people: tuple[FoundPerson, ...] = ()
    openings: tuple[FoundOpening, ...] = ()
    people_in_all: int = 0
    openings_in_all: int = 0


class SearchService:
    """Finds what somebody may see."""

    def __init__(self, units: UnitOfWorkFactory) -> None:
        self._units = units

    def find(self, letters: str, viewer: Viewer, day: date) -> Found:
        """Find people of one's caseload by code or place, and openings by what they are called.

        Parameters
        ----------
        letters
            Spaces around them do not count; fewer than :data:`LEAST_LETTERS` find nothing.
        viewer
            Who looks: people outside the own caseload, and those with protected identity, are
            not found.
        day
            The day it is; a cover holds on some days.
        """
        wanted = letters.strip()
        if len(wanted) < LEAST_LETTERS:
            return Found()
        with self._units() as unit:
            scope = unit.caseloads.scope(viewer, day)
            people = [one for one in unit.views.find_people(wanted) if one.code in scope.people]
            openings = unit.views.find_openings(wanted)
        return Found(tuple(people[:SHOWN]), openings[:SHOWN], len(people), len(openings))
