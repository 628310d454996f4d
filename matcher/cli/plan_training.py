"""`stegvis plan training`: which training, with how many seats, opens the most jobs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from matcher.cli.console import note, open_services, out, print_json
from matcher.cli.counts import COUNTS_HELP, EXACT_NOTE, CountsFor
from matcher.cli.plan_released import print_released_training, released
from matcher.errors import InputError
from matcher.interchange.courses import read_courses
from matcher.planning.release.coarse import may_be_asked

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.entry import EntryRules
    from matcher.services.planning_gaps import ModuleSeats, SequenceSeats, TrainingReport

_SEQUENCES_SHOWN = 5
_WIDTH = 32
_LIMITED_BY = {
    "seats": "more seats would place more people",
    "budget": "more money would place more people",
    "places": "there are people to train, but no more places for them",
    "people": "nobody is left who lacks only what a training gives for a place that is empty",
}


def training(
    seats: Annotated[int, typer.Option(min=0, help="Seats in all.", show_default=False)],
    courses: Annotated[
        Path | None,
        typer.Option(help="Courses that are offered (CSV or XLSX): only these are chosen from."),
    ] = None,
    budget: Annotated[
        float | None, typer.Option(min=0, help="Money in all; needs --courses.")
    ] = None,
    most_weeks: Annotated[
        float | None, typer.Option(min=0, help="How long a training may take at most.")
    ] = None,
    say_in: Annotated[str, typer.Option(help="Language of the names: sv, en or ar.")] = "sv",
    counts: Annotated[CountsFor, typer.Option(help=COUNTS_HELP)] = CountsFor.EXACT,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Choose trainings and seats that let the most people begin a job, and say how sure it is."""
    if counts is CountsFor.ROUNDED and not may_be_asked(seats):
        raise InputError("Planners see numbers of seats in fives. Ask for 0, 5, 10 and so on.")
    services = open_services()
    ladders = services.ladders
    unused = sorted(services.usual_entry.keys() - ladders.trainings)
    if unused and services.settings.entry_rules is not None:
        note(f"Entry rules of trainings that no ladder has, not used: {', '.join(unused)}.")
    offered = None
    if courses is not None:
        papers = ladders.certificates | ladders.trainings
        offered = read_courses(courses, ladders.trainings, papers)
    found = services.planning_training.plan(
        seats, budget=budget, most_weeks=most_weeks, courses=offered
    )
    if counts is CountsFor.ROUNDED:
        tables = released(services.planning_desk)
        print_released_training(found, tables, say_in, as_json=as_json)
        return
    note(EXACT_NOTE)
    if as_json:
        print_json(training_to_json(found, say_in))
    else:
        _print(found, say_in)


def training_to_json(found: TrainingReport, lang: str) -> dict[str, Any]:
    """Return the document of ``stegvis plan training --json``; it has numbers only."""
    made = found.plan
    return {
        "modules": [_module_to_json(one, lang, found.at) for one in found.modules if one.seats],
        "sequences": [_sequence_to_json(one) for one in found.sequences],
        "extra_placements": {
            "value": made.extra,
            "ci95": list(made.ci95),
            "rest_on_checks": made.extra - made.sure,
        },
        "bottleneck": made.bottleneck.value,
        "method": made.method.value,
        "bound": made.bound,
        "gap": made.bound - made.extra,
        "at": found.at.isoformat(),
        "seats": {"total": found.seats, "used": int(made.seats.sum())},
        "budget": found.budget,
        "people": found.people,
        "places": {"open": found.places, "without_a_date": found.undated},
        "placements": {
            "without": made.without,
            "with": made.without + made.extra,
            "rerun": found.rerun,
        },
        "not_chosen": [
            _module_to_json(one, lang, found.at) for one in found.modules if not one.seats
        ],
        "rests_on": "open places only; no promises, no forecasts, no season",
        "elapsed_ms": round(found.elapsed_ms, 1),
    }


def _module_to_json(one: ModuleSeats, lang: str, today: date) -> dict[str, Any]:
    module = one.module
    starts = min((day for day in module.starts if day >= today), default=None)
    return {
        "id": module.id,
        "title": module.titles.get(lang),
        "kind": module.kind,
        "seats": one.seats,
        "weeks": module.weeks.high,
        "weeks_at_least": module.weeks.low,
        "suits": one.suits,
        "entry": {
            "meet": one.meet,
            "to_check": one.to_check,
            "miss": one.miss,
            "rules": entry_to_json(module.entry),
            "rests_on": module.entry_source or None,
        },
        "admits": module.admits or None,
        "leads_to": sorted(module.steps),
        "provider": module.provider,
        "starts": starts.isoformat() if starts else None,
        "cost": module.cost,
    }


def _sequence_to_json(one: SequenceSeats) -> dict[str, Any]:
    return {
        "trainings": [module.id for module in one.modules],
        "weeks": sum(module.weeks.high for module in one.modules),
        "people": one.people,
        "suits": one.suits,
    }


def entry_to_json(rules: EntryRules | None) -> dict[str, Any] | None:
    """Return entry rules; ``None`` when none is known."""
    if rules is None:
        return None
    return {
        "adult": rules.adult,
        "swedish": {area.value: level.label for area, level in rules.swedish.items()},
        "sfi_passed": rules.sfi_passed,
        "sfi_attended": rules.sfi_attended,
        "schooling": rules.schooling,
        "certificates": list(rules.certificates),
        "may_work": rules.may_work,
        "enrolled": rules.enrolled,
        "text": rules.text or None,
    }


def _print(found: TrainingReport, lang: str) -> None:
    made = found.plan
    low, high = made.ci95
    table = Table(title=f"{found.seats} seats, {found.at}", title_justify="left", box=None)
    table.add_column("training", no_wrap=True, max_width=_WIDTH)
    for head in ("weeks", "seats", "suits", "meet", "to check", "miss"):
        table.add_column(head, justify="right", no_wrap=True)
    for one in found.modules:
        weeks = one.module.weeks
        table.add_row(
            one.module.titles.get(lang),
            f"{weeks.low:g}-{weeks.high:g}",
            str(one.seats),
            *(str(number) for number in (one.suits, one.meet, one.to_check, one.miss)),
        )
    out.print(table)
    out.print(
        "suits: people who lack only what it gives. meet, to check, miss: of them, by its entry "
        "rules; what is to be checked is no no."
    )
    for one in found.modules:
        if one.seats and one.module.admits:
            out.print(f"{one.module.titles.get(lang)}: {one.module.admits} decides who comes.")
    for pair in found.sequences[:_SEQUENCES_SHOWN]:
        first, then = (module.titles.get(lang) for module in pair.modules)
        out.print(f"One after the other: {first}; {then}: {pair.people} of {pair.suits} people.")
    out.print(
        f"{made.extra} more placements ({low:g} to {high:g} in 95 of 100 programmes drawn from the "
        f"same people): {made.without + made.extra} instead of {made.without} of {found.places} "
        "places."
    )
    out.print(f"{made.extra - made.sure} of them rest on entry rules that are to be checked.")
    out.print(f"With these seats really given, the matching places {found.rerun}.")
    out.print(f"No choice adds more than {made.bound} ({made.method.value}).")
    out.print(f"What limits it: {made.bottleneck.value}, {_LIMITED_BY[made.bottleneck.value]}.")
    out.print(
        f"Rests on open places only; {found.undated} of them state no day until when, and count as "
        "there when a training ends."
    )
