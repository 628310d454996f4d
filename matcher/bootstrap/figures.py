"""Lists and figures for screens."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from matcher.bootstrap.line import LineParts
from matcher.interchange.table_bytes import table_bytes
from matcher.services.agreement import AgreementService
from matcher.services.case_figures import CaseFigureService
from matcher.services.day import DayService
from matcher.services.queues import QueueService

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.services.reports import ReportService
    from matcher.services.target_report import TargetReportService


class FigureParts(LineParts):
    """What is read to be looked at."""

    @cached_property
    def day(self) -> DayService:
        """The lists of a LinkWorker's day, and whose turn it is."""
        return DayService(self.units, self.now, self._is_working_day, self.settings.queue_budget)

    @cached_property
    def queues(self) -> QueueService:
        """Reads for the review screens."""
        return QueueService(self.units)

    @cached_property
    def agreement(self) -> AgreementService:
        """Says how often reviewers agree with what is suggested."""
        return AgreementService(self.units)

    @cached_property
    def reports(self) -> ReportService:
        """Counts what happened, with definitions."""
        from matcher.services.reports import ReportService  # noqa: PLC0415  (loads SciPy)

        return ReportService(self.units, self.now)

    @cached_property
    def case_figures(self) -> CaseFigureService:
        """Counts one's own people, with the rows behind each figure."""
        return CaseFigureService(self.units, self.now)

    @cached_property
    def target_report(self) -> TargetReportService:
        """Counts who feels closer to work or studies."""
        from matcher.services.target_report import (  # noqa: PLC0415  (loads SciPy)
            TargetReportService,
        )

        return TargetReportService(self.units, self.now)

    def table_file(self, ending: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
        """Return a table as a file, see :func:`matcher.interchange.table_bytes.table_bytes`."""
        return table_bytes(ending, heads, rows)
