"""The figures of the flow report of one's own people, and the rows behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.errors import NotFound
from matcher.planning.flow.rows import employers_behind, people_behind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from matcher.domain.ids import EmployerId
    from matcher.domain.visibility import Viewer
    from matcher.planning.flow.rows import EmployerRow, PersonRow
    from matcher.ports import UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class PeopleBehind:
    """Everybody behind every figure about people, as somebody may see them on a day."""

    on: date
    rows: Mapping[str, tuple[PersonRow, ...]]

    def of(self, figure: str) -> tuple[PersonRow, ...]:
        """Return the rows of a figure; raises :class:`NotFound` when there is no such figure."""
        if figure not in self.rows:
            raise NotFound(
                f"There is no figure {figure} about people. Choose one that the first page shows."
            )
        return self.rows[figure]


@dataclass(frozen=True, slots=True)
class EmployersBehind:
    """Every employer behind every figure of outreach, with their names."""

    on: date
    rows: Mapping[str, tuple[EmployerRow, ...]]
    names: Mapping[EmployerId, str]

    def of(self, figure: str) -> tuple[EmployerRow, ...]:
        """Return the rows of a figure; raises :class:`NotFound` when there is no such figure."""
        if figure not in self.rows:
            raise NotFound(
                f"There is no figure {figure} about employers. Choose one that the first page "
                "shows."
            )
        return self.rows[figure]


class CaseFigureService:
    """Reads only."""

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def people(self, viewer: Viewer) -> PeopleBehind:
        """Return the people whom somebody may see, behind each figure.

        They are those of the lists: the own caseload, that of a colleague under cover, and whom a
        colleague handed over; nobody with protected identity, as in every figure.
        """
        day = self._now().date()
        with self._units() as unit:
            facts = unit.flow.facts_of(unit.caseloads.scope(viewer, day).people)
        return PeopleBehind(day, people_behind(facts, day))

    def employers(self) -> EmployersBehind:
        """Return the employers behind each figure of outreach, those of the whole office."""
        day = self._now().date()
        with self._units() as unit:
            facts = unit.flow.outreach()
            names = {one.id: one.name for one in unit.employers.all()}
        return EmployersBehind(day, employers_behind(facts, day), names)
