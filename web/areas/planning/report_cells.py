"""Cells of a report that planners see: a count, or where that of a wider group stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.planning.flow.counting import ALL, UNDATED
from matcher.planning.flow.shown import Shown
from web.areas.planning.words import not_shown
from web.languages import isolated, language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matcher.planning.flow.figures import Figure
    from matcher.planning.flow.report import ReportCell


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a report.

    Parameters
    ----------
    anchor
        Its own, to which other cells lead.
    wider
        The anchor of the wider group that is shown, where this one is not.
    """

    text: str
    anchor: str = ""
    wider: str = ""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A row of a report; its name is that of the anchor of its definition."""

    name: str
    label: str
    cells: tuple[ShownCell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The row as it stands in a file."""
        return (self.label, *(cell.text for cell in self.cells))


def hidden_means() -> tuple[str, str, str]:
    """Return (name, figure, what it means) of a count that is not shown."""
    return (
        "hidden",
        not_shown(),
        gettext(
            "A count under five, or one that is left out so that nobody works such a count out. "
            "Where it is a link, it leads to a wider group that is shown. People with protected "
            "identity are counted nowhere."
        ),
    )


def period_name(period: str) -> str:
    """Return what a column is called."""
    names = {ALL: gettext("all together"), UNDATED: gettext("no day is recorded")}
    return names.get(period) or isolated(period)


def shown_figure(
    figure: Figure,
    cells: Sequence[ReportCell],
    labels: Mapping[str, str],
    number: Callable[[int], str],
) -> ShownFigure:
    """Return a row of counts.

    Parameters
    ----------
    labels
        What each figure is called, by name.
    """
    return ShownFigure(
        figure.name,
        figure.label.get(language()),
        tuple(shown_cell(figure.name, cell, labels, number) for cell in cells),
    )


def shown_cell(
    figure: str, cell: ReportCell, labels: Mapping[str, str], number: Callable[[int], str]
) -> ShownCell:
    """Return a cell; one that is too few to show says where the wider group stands."""
    own = anchor_of(figure, cell.period)
    if cell.count is not None:
        return ShownCell(number(cell.count), own)
    if cell.shown is Shown.DOES_NOT_APPLY:
        return ShownCell("–", own)
    if cell.wider is None:
        return ShownCell(not_shown(), own)
    name, period = cell.wider
    wider = period_name(period) if name == figure else f"{labels[name]}, {period_name(period)}"
    text = str(gettext("not shown; see %(wider)s", wider=wider))
    return ShownCell(text, own, anchor_of(name, period))


def anchor_of(figure: str, period: str) -> str:
    """Return the id of a cell."""
    return f"{figure}-{period}"
