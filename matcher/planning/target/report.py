"""The report on the target: exact for who may see counts of rows, rounded for planners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.planning.flow.report import ReportCell
from matcher.planning.flow.shown import Shown
from matcher.planning.release.hiding import publish
from matcher.planning.target.counting import ALL, counted
from matcher.planning.target.figures import COUNTS
from matcher.planning.target.wilson import of_rounded, wilson

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matcher.domain.target_question import TargetFacts
    from matcher.planning.flow.figures import Figure
    from matcher.planning.release.tables import Cell, Release
    from matcher.planning.target.wilson import Share


@dataclass(frozen=True, slots=True)
class TargetShares:
    """The shares of a period; ``None`` where a count that they need is not shown, or is 0."""

    period: str
    of_answered: Share | None
    of_all: Share | None
    response_rate: float | None


@dataclass(frozen=True, slots=True)
class TargetReport:
    """The report of a day.

    Parameters
    ----------
    periods
        Quarters, then ``all``.
    rows
        Each count with its cells, one for each period.
    shares
        One for each period, from the counts that are shown and nothing else.
    """

    on: date
    exact: bool
    periods: tuple[str, ...]
    rows: tuple[tuple[Figure, tuple[ReportCell, ...]], ...]
    shares: tuple[TargetShares, ...]


def target_report(facts: TargetFacts, today: date, *, exact: bool) -> TargetReport:
    """Return the report; what planners see is decided over all of it."""
    release, periods = counted(facts, today)
    cells = _exact(release) if exact else _for_planners(release)
    return TargetReport(
        today,
        exact,
        periods,
        tuple((one, tuple(cells[one.name, period] for period in periods)) for one in COUNTS),
        tuple(_shares(cells, period, exact=exact) for period in periods),
    )


def _exact(release: Release) -> dict[Cell, ReportCell]:
    return {cell: ReportCell(cell[1], Shown.EXACT, count) for cell, count in release.counts.items()}


def _for_planners(release: Release) -> dict[Cell, ReportCell]:
    out = publish(release)
    cells = {cell: ReportCell(cell[1], Shown.ROUNDED, count) for cell, count in out.shown.items()}
    for cell in out.hidden:
        figure, period = cell
        wider = (figure, ALL) if period != ALL and (figure, ALL) in out.shown else None
        cells[cell] = ReportCell(period, Shown.TOO_FEW, wider=wider)
    return cells


def _shares(cells: Mapping[Cell, ReportCell], period: str, *, exact: bool) -> TargetShares:
    closer, answered, took_part = (
        cells[name, period].count for name in ("closer", "answered", "took_part")
    )
    share = wilson if exact else of_rounded
    rate = answered / took_part if answered is not None and took_part else None
    return TargetShares(
        period,
        share(closer, answered) if closer is not None and answered else None,
        share(closer, took_part) if closer is not None and took_part else None,
        rate,
    )
