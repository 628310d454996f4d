"""The flow report: exact for who may see rows, rounded and with hidden cells for planners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.errors import InputError
from matcher.planning.flow.counting import ALL, UNDATED, Window, counted
from matcher.planning.flow.events import events
from matcher.planning.flow.figures import FIGURES, Figure
from matcher.planning.flow.quarters import Quarter
from matcher.planning.flow.shown import Shown
from matcher.planning.release.hiding import publish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matcher.domain.flow import FlowFacts
    from matcher.planning.flow.counting import Counted
    from matcher.planning.release.tables import Cell


@dataclass(frozen=True, slots=True)
class ReportCell:
    """One count.

    Parameters
    ----------
    period
        A quarter, a year, ``all``, or ``undated``.
    count
        ``None`` where it is not shown.
    wider
        Where it is too few: figure and period of the wider group that is shown.
    """

    period: str
    shown: Shown
    count: int | None = None
    wider: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class FlowReport:
    """The report of a day.

    Parameters
    ----------
    rows
        Each figure with its cells, one for each period; none where it is not recorded.
    """

    on: date
    window: Window
    exact: bool
    periods: tuple[str, ...]
    rows: tuple[tuple[Figure, tuple[ReportCell, ...]], ...]


def flow_report(facts: FlowFacts, today: date, window: Window, *, exact: bool) -> FlowReport:
    """Return the report.

    What planners see is decided over everything that is stored, and the window only chooses
    columns: nothing is learnt by asking for other days.

    Raises
    ------
    InputError
        The window ends before it begins, or, for planners, does not hold whole quarters.
    """
    _check(window, exact=exact)
    found = events(facts, today)
    counts = counted(found, window if exact else Window(), today)
    cells = _exact(counts) if exact else _for_planners(counts)
    periods = counts.periods if exact else _inside(counts.periods, window)
    if any(period == UNDATED for _, period in cells) and window.is_open:
        periods = (*periods, UNDATED)
    return FlowReport(
        today,
        window,
        exact,
        periods,
        tuple(
            (figure, tuple(_cell(cells, figure.name, one) for one in periods))
            if figure.recorded
            else (figure, ())
            for figure in FIGURES
        ),
    )


def _check(window: Window, *, exact: bool) -> None:
    first, last = window.first, window.last
    if first and last and last < first:
        raise InputError(f"The days {first} to {last} end before they begin; exchange them.")
    if exact:
        return
    if first and first != Quarter.of(first).first:
        raise InputError(
            f"{first} is within a quarter, and rounded counts are shown by whole quarters: write "
            f"--from {Quarter.of(first).first}."
        )
    if last and last != Quarter.of(last).last:
        raise InputError(
            f"{last} is within a quarter, and rounded counts are shown by whole quarters: write "
            f"--to {Quarter.of(last).last}."
        )


def _exact(counts: Counted) -> dict[Cell, ReportCell]:
    return {
        cell: ReportCell(cell[1], Shown.EXACT, count)
        for cell, count in counts.release.counts.items()
    }


def _for_planners(counts: Counted) -> dict[Cell, ReportCell]:
    out = publish(counts.release)
    cells = {cell: ReportCell(cell[1], Shown.ROUNDED, count) for cell, count in out.shown.items()}
    for cell in out.hidden:
        wider = out.wider(cell)
        offered = None if wider is None else (wider[0], wider[1])
        cells[cell] = ReportCell(cell[1], Shown.TOO_FEW, wider=offered)
    return cells


def _cell(cells: Mapping[Cell, ReportCell], figure: str, period: str) -> ReportCell:
    return cells.get((figure, period)) or ReportCell(period, Shown.DOES_NOT_APPLY)


def _inside(periods: tuple[str, ...], window: Window) -> tuple[str, ...]:
    """Return the columns that lie wholly in a window."""
    if window.is_open:
        return periods
    times = [
        Quarter(int(year), int(number))
        for year, _, number in (one.partition("-Q") for one in periods)
        if number
    ]
    inside = {one for one in times if window.holds(one.first) and window.holds(one.last)}
    kept = {str(one) for one in inside}
    kept |= {str(one.year) for one in inside if {t for t in times if t.year == one.year} <= inside}
    if inside == set(times):
        kept.add(ALL)
    return tuple(one for one in periods if one in kept)
