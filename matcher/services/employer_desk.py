"""What LinkWorkers, and employers of their own, look at of openings that were agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.employer_home import EmployerHome
from matcher.domain.ids import EmployerId
from matcher.domain.opening import OpeningKind
from matcher.domain.opening_texts import OWN_STATES
from matcher.domain.posting import REWRITTEN
from matcher.errors import NotFound

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import OpeningId
    from matcher.domain.opening import Opening
    from matcher.domain.text import LocalText
    from matcher.ports import UnitOfWorkFactory

_NOBODY = EmployerId("")
_ORDER = tuple(OWN_STATES)


@dataclass(frozen=True, slots=True)
class OwnOpening:
    """An own opening with the name of its employer, and its version as it was read."""

    opening: Opening
    employer: str
    version: int = 0

    @property
    def state_name(self) -> LocalText:
        """Where it stands, in words."""
        return OWN_STATES[self.opening.state]

    @property
    def may_write(self) -> bool:
        """Whether what it says may still be changed."""
        return self.opening.state in REWRITTEN


class EmployerDeskService:
    """Reads openings for pages; nothing here changes anything."""

    def __init__(self, units: UnitOfWorkFactory) -> None:
        self._units = units

    def openings(self) -> tuple[OwnOpening, ...]:
        """Return own openings, those that wait for an answer first."""
        with self._units() as unit:
            names = {one.id: one.name for one in unit.employers.all()}
            own = unit.openings.own()
        waiting_first = sorted(own, key=lambda one: (_ORDER.index(one.state), one.title, one.id))
        return tuple(
            OwnOpening(one, names.get(one.employer or _NOBODY, "")) for one in waiting_first
        )

    def home(self, employer: EmployerId, day: date) -> EmployerHome:
        """Return what an employer sees of its own: openings, who was presented, promises.

        Raises
        ------
        NotFound
            There is no such employer.
        """
        with self._units() as unit:
            return EmployerHome(
                unit.employers.get(employer).name,
                unit.views.employer_openings(employer),
                unit.views.presented_to(employer, day),
                unit.relations.of(employer).promises,
            )

    def own(self, employer: EmployerId, opening_id: OpeningId) -> OwnOpening:
        """Return an opening of an employer; one of somebody else is not there."""
        found = self.opening(opening_id)
        if found.opening.employer != employer:
            raise NotFound(
                f"There is no own opening {opening_id}. Check its id: only openings agreed with "
                "this employer count."
            )
        return found

    def opening(self, opening_id: OpeningId) -> OwnOpening:
        """Return one own opening; raises :class:`NotFound` when there is none."""
        with self._units() as unit:
            one, room = unit.openings.get(opening_id), unit.rooms.get(opening_id)
            if one.kind is not OpeningKind.OWN:
                raise NotFound(
                    f"There is no own opening {opening_id}. Check its id: only openings agreed "
                    "with this employer count."
                )
            name = unit.employers.get(one.employer).name if one.employer else ""
        return OwnOpening(one, name, room.version)
