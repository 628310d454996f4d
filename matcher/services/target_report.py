"""The report on the target: how many feel closer to work or studies than when they began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.planning.target.progress import progress_report
from matcher.planning.target.report import target_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.planning.target.progress import ProgressReport
    from matcher.planning.target.report import TargetReport
    from matcher.ports import UnitOfWorkFactory


class TargetReportService:
    """Reads only."""

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def report(self, *, exact: bool = False) -> TargetReport:
        """Return the report of today; ``exact`` for who may see the rows behind it."""
        with self._units() as unit:
            facts = unit.target.facts()
        return target_report(facts, self._now().date(), exact=exact)

    def progress(self) -> ProgressReport:
        """Return what became of the answers to the other questions, as planners may see it."""
        with self._units() as unit:
            facts = unit.target.progress()
        return progress_report(facts, self._now().date())
