"""`stegvis plan training`: which training, with how many seats, opens the most jobs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from matcher.cli.console import open_services, out, print_json
from matcher.interchange.courses import read_courses

if TYPE_CHECKING:
    from matcher.services.planning_gaps import ModuleSeats, TrainingReport

_LIMITED_BY = {
    "seats": "one more seat would place more people",
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
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Choose trainings and seats that let the most people begin a job, and say how sure it is."""
    services = open_services()
    offered = None
    if courses is not None:
        ways = (way for ladder in services.ladders.all for way in ladder.transitions)
        offered = read_courses(courses, {way.training.id for way in ways})
    found = services.planning_training.plan(
        seats, budget=budget, most_weeks=most_weeks, courses=offered
    )
    if as_json:
        print_json(training_to_json(found, say_in))
    else:
        _print(found, say_in)


def training_to_json(found: TrainingReport, lang: str) -> dict[str, Any]:
    """Return the document of ``stegvis plan training --json``; it has numbers only."""
    made = found.plan
    return {
        "modules": [_module_to_json(one, lang) for one in found.modules if one.seats],
        "extra_placements": {"value": made.extra, "ci95": list(made.ci95)},
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
        "not_chosen": [_module_to_json(one, lang) for one in found.modules if not one.seats],
        "rests_on": "open places only; no promises, no forecasts, no season",
        "elapsed_ms": round(found.elapsed_ms, 1),
    }


def _module_to_json(one: ModuleSeats, lang: str) -> dict[str, Any]:
    module = one.module
    return {
        "id": module.id,
        "title": module.titles.get(lang),
        "kind": module.kind,
        "seats": one.seats,
        "weeks": module.weeks.high,
        "weeks_at_least": module.weeks.low,
        "suits": one.suits,
        "leads_to": sorted(module.steps),
        "provider": module.provider,
        "starts": module.starts.isoformat() if module.starts else None,
        "cost": module.cost,
    }


def _print(found: TrainingReport, lang: str) -> None:
    made = found.plan
    low, high = made.ci95
    table = Table(title=f"{found.seats} seats, {found.at}", title_justify="left", box=None)
    table.add_column("training", no_wrap=True)
    for head in ("weeks", "seats", "people it suits"):
        table.add_column(head, justify="right")
    for one in found.modules:
        weeks = one.module.weeks
        table.add_row(
            one.module.titles.get(lang),
            f"{weeks.low:g} to {weeks.high:g}",
            str(one.seats),
            str(one.suits),
        )
    out.print(table)
    out.print(
        f"{made.extra} more placements ({low:g} to {high:g} in 95 of 100 programmes drawn from the "
        f"same people): {made.without + made.extra} instead of {made.without} of {found.places} "
        "places."
    )
    out.print(f"With these seats really given, the matching places {found.rerun}.")
    out.print(f"No choice adds more than {made.bound} ({made.method.value}).")
    out.print(f"What limits it: {made.bottleneck.value}, {_LIMITED_BY[made.bottleneck.value]}.")
    out.print(
        f"Rests on open places only; {found.undated} of them state no day until when, and count as "
        "there when a training ends."
    )
