"""What happened to a person, whatever it was, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.happening import newest_first, of_decision, of_turns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.happening import Happening
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.views import DecisionRow
    from matcher.ports import UnitOfWorkFactory


class HistoryService:
    """Reads only; who may see the person is decided before.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    """

    def __init__(self, units: UnitOfWorkFactory) -> None:
        self._units = units

    def of(self, code: ParticipantCode, decisions: Iterable[DecisionRow]) -> tuple[Happening, ...]:
        """Return what happened to a person, the newest first.

        Of a person with protected identity only her way and who is responsible: a job names a
        workplace.

        Parameters
        ----------
        decisions
            Those about her that the reader may see.

        Raises
        ------
        NotFound
            There is no such person.
        """
        with self._units() as unit:
            protected = unit.participants.standing(code).protected_identity
            found = [*unit.happenings.moves(code), *of_turns(unit.happenings.turns(code))]
            if not protected:
                found += [*unit.happenings.placements(code), *unit.happenings.follow_ups(code)]
                found += map(of_decision, decisions)
        return newest_first(found)
