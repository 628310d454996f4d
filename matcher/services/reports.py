"""Reports: counts with their definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.planning.flow.counting import Window
from matcher.planning.flow.report import flow_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from matcher.planning.flow.report import FlowReport
    from matcher.ports import UnitOfWorkFactory


class ReportService:
    """Reads only."""

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def flow(
        self, first: date | None = None, last: date | None = None, *, exact: bool = False
    ) -> FlowReport:
        """Return the flow report of today.

        Parameters
        ----------
        first, last
            The days it is about; from the first one recorded, until today, when not said.
        exact
            With exact counts, for who may see the rows behind them.

        Raises
        ------
        InputError
            The days are in the wrong order, or, for rounded counts, no whole quarters.
        """
        with self._units() as unit:
            facts = unit.flow.facts()
        return flow_report(facts, self._now().date(), Window(first, last), exact=exact)
