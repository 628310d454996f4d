"""Plans as planners may see them: the tables of the planner's desk, rounded and with hidden cells.

What is hidden is decided over all tables at once, the same ones as on the planner's pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table

from matcher.cli.console import out, print_json
from matcher.domain.entry import Entry
from matcher.errors import NotFound
from matcher.planning.gaps.parts import Part
from matcher.planning.release.coarse import at_least

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.planning.gaps.tables import TableRow
    from matcher.planning.release.rows import ShownRow
    from matcher.planning.release.shortage import Shortage
    from matcher.services.planning_gaps import (
        DeskService,
        DeskTables,
        ModuleSeats,
        TrainingReport,
    )

_WAIT_S = 600.0
_HIDDEN = "-"
_FEW = "<5"
_ROWS_SHOWN = 10
_WIDTH = 30


def released(desk: DeskService) -> DeskTables:
    """Count the tables and wait for them.

    Raises
    ------
    NotFound
        They are not there after ten minutes.
    """
    found = desk.tables(_WAIT_S).value
    if found is None:
        raise NotFound("The tables could not be counted within ten minutes; try again.")
    return found


def print_released_gaps(desk: DeskTables, area: str, lang: str, as_json: bool) -> None:
    """Print where jobs and people do not meet, of the programme or of a municipality."""
    if area not in desk.by_area:
        raise NotFound(
            f"There are no places in {area}. Give --area a municipality that `stegvis plan "
            "gaps` shows."
        )
    tables = desk.by_area[area]
    if as_json:
        print_json(
            {
                "at": desk.day.isoformat(),
                "weeks": desk.weeks,
                "counts": "rounded",
                "area": area or None,
                "people": tables.people,
                "places": {source.value: places for source, places in tables.places.items()},
                "gaps": [_gap(row, lang) for rows in tables.rows.values() for row in rows],
                "trainings": [
                    {"id": one.module.id, **_entry(one.people)} for one in desk.trainings
                ],
            }
        )
        return
    people = tables.people or _FEW
    out.print(f"About {people} people, {desk.day}; counts are rounded to five; -: not shown.")
    for kind, rows in tables.rows.items():
        if rows:
            _print_kind(kind.value, rows, lang)


def print_released_training(
    found: TrainingReport,
    desk: DeskTables,
    lang: str,
    *,
    as_json: bool,
) -> None:
    """Print trainings and seats: fewer than five are not told from none, the rest rounded down."""
    rows = {one.module.id: one for one in desk.trainings}
    # A course with rules of its own has no row: that of its training is about other rules.
    usual = {
        one.module.id: rows[one.module.id].people
        for one in found.modules
        if one.module.id in rows and one.module.entry == rows[one.module.id].module.entry
    }
    extra, sure = at_least(found.plan.extra), at_least(found.plan.sure)
    modules = sorted(found.modules, key=lambda one: one.module.id)
    if as_json:
        print_json(
            {
                "counts": "rounded",
                "at": found.at.isoformat(),
                "seats": {"total": found.seats},
                "budget": found.budget,
                "modules": [_module(one, usual, lang) for one in modules],
                "extra_placements": {"at_least": extra, "sure_at_least": sure},
                "bottleneck": found.plan.bottleneck.value,
            }
        )
        return
    table = Table(title=f"{found.seats} seats, {found.at}", title_justify="left", box=None)
    table.add_column("training", max_width=_WIDTH, no_wrap=True)
    for head in ("weeks", "seats", *(one.value for one in Entry)):
        table.add_column(head, justify="right", no_wrap=True)
    for one in modules:
        shown = usual.get(one.module.id)
        table.add_row(
            one.module.titles.get(lang),
            f"{one.module.weeks.high:g}",
            str(at_least(one.seats) or _FEW),
            *(str(shown.shown.get(each, _HIDDEN)) if shown else "-" for each in map(str, Entry)),
        )
    out.print(table)
    out.print(
        "seats: at least. meets, to_check, misses: of everybody who looks for a job, by its entry "
        "rules; -: not shown, or no rule is known."
    )
    out.print(
        f"More placements: {_at_least(extra)}; {_at_least(sure)} when whoever is to be checked is "
        "not admitted."
    )
    out.print(f"What limits it: {found.plan.bottleneck.value}.")


def _at_least(count: int | None) -> str:
    return "fewer than 5" if count is None else f"at least {count}"


def _module(one: ModuleSeats, usual: Mapping[str, ShownRow], lang: str) -> dict[str, Any]:
    module = one.module
    return {
        "id": module.id,
        "title": module.titles.get(lang),
        "weeks": module.weeks.high,
        "seats_at_least": at_least(one.seats),
        "entry": _entry(usual[module.id]) if module.id in usual else None,
        "admits": module.admits or None,
        "provider": module.provider,
        "cost": module.cost,
    }


def _entry(row: ShownRow) -> dict[str, int | None]:
    return {one.value: row.shown.get(one.value) for one in Entry}


def _gap(row: TableRow, lang: str) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "id": row.id,
        "title": row.texts.get(lang) if row.texts else row.id,
        "places": row.places,
        "people": {part.value: row.people.shown.get(part.value) for part in Part},
        "shortfall": _shortage(row.short),
        "shortfall_after_training": _shortage(row.short_after),
    }


def _shortage(short: Shortage) -> dict[str, int | None]:
    return {"value": short.value, "least": short.low, "most": short.high}


def _print_kind(kind: str, rows: Sequence[TableRow], lang: str) -> None:
    table = Table(title=kind, title_justify="left", box=None)
    table.add_column("", max_width=_WIDTH, no_wrap=True)
    for head in ("places", "short", *(part.value for part in Part)):
        table.add_column(head, justify="right", no_wrap=True)
    for row in rows[:_ROWS_SHOWN]:
        short = row.short
        about = f"{short.low}-{short.high}" if short.value is None else str(short.value)
        table.add_row(
            row.texts.get(lang) if row.texts else row.id,
            str(row.places),
            about,
            *(str(row.people.shown.get(part.value, _HIDDEN)) for part in Part),
        )
    out.print(table)
    if len(rows) > _ROWS_SHOWN:
        out.print(f"  and {len(rows) - _ROWS_SHOWN} more: --json shows all.")
