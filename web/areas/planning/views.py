"""The pages of the planner, and the charts and files of their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import format_decimal

from matcher.domain.demand_note import LONGEST
from matcher.errors import EmptyProgramme, NotFound
from matcher.planning.gaps.demand import DemandSource
from matcher.planning.gaps.needs import GapKind
from web.areas.planning.given_out import given_out, must_be_a_file
from web.areas.planning.note_form import TypedNote
from web.areas.planning.shown import cells, chart_of, shown_table
from web.areas.planning.training_table import (
    TRAININGS,
    entry_definitions,
    training_table,
)
from web.areas.planning.wider import Around
from web.areas.planning.words import TABLES, definitions, heads, source_name, table_names
from web.charts import drawn
from web.context import services

if TYPE_CHECKING:
    from matcher.planning.gaps.tables import Tables
    from matcher.services.planning_gaps import DeskTables, Held

    Answer = str | Response | tuple[str, int]

WAIT_S = 3.0
"""How long a page waits for tables that are being made before it says so."""
WAIT_FOR_FILE_S = 60.0

planning = Blueprint("planning", __name__)


@planning.get("/planning")
def gaps() -> Answer:
    """Show where jobs and people do not meet in the whole programme."""
    return show("")


@planning.get("/planning/area/<municipality>")
def area(municipality: str) -> Answer:
    """Show the same of the places in one municipality."""
    return show(municipality)


@planning.get("/planning/charts/<table>.svg")
def chart(table: str) -> Response:
    """Draw a table of the programme or, with ``?area=``, of a municipality."""
    kind, found = _kind(table), services().planning_desk.latest(WAIT_FOR_FILE_S)
    tables = _of(_value(found), request.args.get("area", ""))
    drawing = drawn(chart_of(kind, tables, services().ladders))
    return Response(drawing, mimetype="image/svg+xml")


@planning.get("/planning/tables/<table>.<ending>")
def file(table: str, ending: str) -> Response:
    """Give a whole table out as a file, with the same cells as on the page."""
    must_be_a_file(ending)
    desk, municipality = _value(_found(WAIT_FOR_FILE_S)), request.args.get("area", "")
    columns, rows = _table(table, desk, municipality)
    name = "-".join(("gaps", table, *([municipality] if municipality else ()), f"{desk.day}"))
    return given_out(name, ending, columns, rows)


def show(municipality: str, typed: TypedNote | None = None) -> Answer:
    """Show the page of the whole programme (no name) or of a municipality.

    Parameters
    ----------
    typed
        A note that could not be saved.
    """
    here = url_for("planning.area", municipality=municipality) if municipality else None
    here = here or url_for("planning.gaps")
    try:
        found = _found(WAIT_S)
    except EmptyProgramme:
        return render_template("planning/empty.html", here=here)
    if found.value is None:
        return render_template("planning/being_made.html", here=here)
    desk = found.value
    tables, ladders = _of(desk, municipality), services().ladders
    around = Around(here, tables, desk.whole if municipality else None, ladders)
    kinds = [one for one in TABLES if not (municipality and one is GapKind.AREA)]
    return render_template(
        "planning/gaps.html",
        here=here,
        municipality=municipality,
        desk=desk,
        made=found,
        people=tables.people,
        asked=[
            (source_name(source), format_decimal(number))
            for source, number in tables.places.items()
        ],
        open_only=tables.places.keys() <= {DemandSource.OPEN},
        tables=[shown_table(kind, around, desk.weeks) for kind in kinds if tables.rows[kind]],
        trainings=training_table(desk, format_decimal) if not municipality else None,
        definitions=(*definitions(), *(() if municipality else entry_definitions())),
        note=services().demand_notes.of(municipality) if municipality else None,
        typed=typed or TypedNote(),
        faults=typed.faults if typed else (),
        longest_note=LONGEST,
    )


def _found(wait_s: float) -> Held[DeskTables]:
    return services().planning_desk.tables(wait_s)


def _value(found: Held[DeskTables]) -> DeskTables:
    if found.value is None:
        raise NotFound("The tables are still being made; load the page again.")
    return found.value


def must_be_there(municipality: str) -> None:
    """Refuse a municipality that has no page."""
    _of(_value(_found(WAIT_FOR_FILE_S)), municipality)


def _of(desk: DeskTables, municipality: str) -> Tables:
    found = desk.by_area.get(municipality)
    if found is None:
        raise NotFound(
            f"There are no places in {municipality}. Choose a municipality that the page shows."
        )
    return found


def _table(
    table: str, desk: DeskTables, municipality: str
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the columns and all rows of a table."""
    if table == TRAININGS and not municipality:
        shown = training_table(desk, str)
        return [name for name, _ in shown.heads], list(shown.rows)
    kind, ladders = _kind(table), services().ladders
    columns = [table_names()[kind], *(name for name, _ in heads(desk.weeks))]
    return columns, [cells(row, ladders, str) for row in _of(desk, municipality).rows[kind]]


def _kind(table: str) -> GapKind:
    if table not in TABLES:
        raise NotFound(f"There is no table {table}. Choose one that the page shows.")
    return GapKind(table)
