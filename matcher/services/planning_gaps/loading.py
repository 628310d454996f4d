"""What a plan is made from: people, openings with the places nobody has, and promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.opening import OpeningKind
from matcher.domain.participant import is_reviewed
from matcher.errors import EmptyProgramme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ids import OpeningId
    from matcher.domain.opening import Employer, Opening
    from matcher.domain.participant import Participant
    from matcher.domain.relation import Promise
    from matcher.ports import UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True)
class Plannable:
    """Everything that counts in plans.

    Parameters
    ----------
    people
        Those who look for a job now; nobody with protected identity.
    left
        Places that nobody has, by own opening.
    """

    people: tuple[Participant, ...]
    openings: tuple[Opening, ...]
    left: Mapping[OpeningId, int]
    employers: tuple[Employer, ...]
    promises: tuple[Promise, ...]


def load(units: UnitOfWorkFactory) -> Plannable:
    """Read everything in one transaction.

    Raises
    ------
    EmptyProgramme
        Nobody looks for a job.
    """
    with units() as unit:
        people = tuple(one for one in unit.participants.all() if is_reviewed(one))
        openings = unit.openings.all()
        own = [one for one in openings if one.kind is OpeningKind.OWN]
        found = Plannable(
            people,
            openings,
            {one.id: unit.rooms.get(one.id).places_left for one in own},
            unit.employers.all(),
            _promises(unit),
        )
    if not people:
        raise EmptyProgramme(
            "There are no active participants to plan for. Run `stegvis import participants FILE`."
        )
    return found


def _promises(unit: UnitOfWork) -> tuple[Promise, ...]:
    promised = [row.employer for row in unit.relations.rows() if row.promised]
    return tuple(
        promise for employer in promised for promise in unit.relations.of(employer).promises
    )
