"""Tables of gaps in the language of the page: cells, a sentence on each, and its chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import format_decimal, gettext

from matcher.planning.gaps.parts import Part
from web.areas.planning.wider import IN_TABLE, anchor
from web.areas.planning.words import heads, not_shown, row_name, table_names
from web.charts import Bar, BarChart
from web.languages import direction, language, number_range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matcher.domain.ladders import Ladders
    from matcher.planning.gaps.needs import GapKind
    from matcher.planning.gaps.tables import TableRow, Tables
    from matcher.planning.release.shortage import Shortage
    from web.areas.planning.wider import Around, Wider

IN_CHART = 8
"""How many rows are drawn; a file has all of them."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell; where a count is not shown, with a wider group of which it is."""

    text: str
    wider: Wider | None = None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row; others lead to its anchor."""

    anchor: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as a page shows it.

    Parameters
    ----------
    heads
        Columns, each with the id of its definition; the first one has none.
    first
        What to look at first; it is also what is said of the chart.
    rows, more
        Cells as they are shown, and how many rows there are beyond them.
    """

    kind: GapKind
    name: str
    heads: tuple[tuple[str, str], ...]
    first: str
    rows: tuple[ShownRow, ...]
    more: int


def shown_table(kind: GapKind, around: Around, weeks: float) -> ShownTable:
    """Return a table of a page, the largest shortage first."""
    rows, ladders = around.tables.rows[kind], around.ladders
    return ShownTable(
        kind,
        table_names()[kind],
        ((table_names()[kind], ""), *heads(weeks)),
        _first(rows[0], ladders) if rows else "",
        tuple(
            ShownRow(anchor(kind, at), tuple(_offering(row, around)))
            for at, row in enumerate(rows[:IN_TABLE])
        ),
        max(0, len(rows) - IN_TABLE),
    )


def cells(row: TableRow, ladders: Ladders, number: Callable[[int], str]) -> tuple[str, ...]:
    """Return the cells of a row; what is not shown says so."""
    hidden, people = not_shown(), row.people.shown
    short = row.short
    return (
        row_name(row, ladders),
        number(row.places),
        hidden if short.value is None else number(short.value),
        number(short.low) if short.low == short.high else _range(short, number),
        *(number(people[part]) if part in people else hidden for part in Part),
    )


def _offering(row: TableRow, around: Around) -> Iterator[ShownCell]:
    """Yield the cells of a row as the page shows them."""
    name, places, short, between, *people = cells(row, around.ladders, format_decimal)
    yield from map(ShownCell, (name, places))
    yield ShownCell(short, around.of(row, None) if row.short.value is None else None)
    yield ShownCell(between)
    for part, text in zip(Part, people, strict=True):
        yield ShownCell(text, around.of(row, part) if part not in row.people.shown else None)


def chart_of(kind: GapKind, tables: Tables, ladders: Ladders) -> BarChart:
    """Return the chart of a table: places, those that stay empty, and how sure that is."""
    return BarChart(
        tuple(
            Bar(
                row_name(row, ladders),
                _figure(row),
                row.places,
                row.short.value,
                row.short.low,
                row.short.high,
            )
            for row in tables.rows[kind][:IN_CHART]
        ),
        rtl=direction(language()) == "rtl",
    )


def _first(row: TableRow, ladders: Ladders) -> str:
    """Say what to look at first."""
    if row.short.high == 0:
        return str(gettext("No place has to stay empty here."))
    return str(
        gettext(
            "Look first at %(name)s: %(figure)s stay empty.",
            name=row_name(row, ladders),
            figure=_figure(row),
        )
    )


def _figure(row: TableRow) -> str:
    short, places = row.short, format_decimal(row.places)
    between = number_range(short.low, short.high)
    if short.value is None:
        return str(gettext("between %(range)s of %(places)s", range=between, places=places))
    value = format_decimal(short.value)
    if short.low == short.high:
        return str(gettext("%(value)s of %(places)s", value=value, places=places))
    return str(
        gettext("%(value)s (%(range)s) of %(places)s", value=value, range=between, places=places)
    )


def _range(short: Shortage, number: Callable[[int], str]) -> str:
    return str(gettext("%(low)s–%(high)s", low=number(short.low), high=number(short.high)))
