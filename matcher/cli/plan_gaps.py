"""`stegvis plan gaps`: where open jobs and people do not meet."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from matcher.cli.console import note, open_services, out, print_json
from matcher.cli.counts import COUNTS_HELP, EXACT_NOTE, CountsFor
from matcher.cli.plan_released import print_released_gaps, released
from matcher.domain.ids import OpeningId, ParticipantCode, StepId
from matcher.domain.sector import Sector
from matcher.errors import InputError
from matcher.interchange.expected import read_expected
from matcher.planning.gaps.demand import DemandSource, by_source
from matcher.planning.gaps.groups import Scope
from matcher.planning.gaps.needs import GapKind
from matcher.planning.gaps.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.planning.gaps.demand import Demand
    from matcher.planning.gaps.figures import Figure, Gap
    from matcher.planning.gaps.person import Lack, StepGap
    from matcher.services.planning_gaps import GapReport, PersonGapReport

_PLACES = {
    DemandSource.OPEN: ("open", "open jobs"),
    DemandSource.PROMISED: ("promised", "promises"),
    DemandSource.FORECAST: ("forecast", "forecasts"),
    DemandSource.SEASON: ("usual", "season"),
}
WEEKS = 12
_ROWS_SHOWN = 10
_WIDTH = 48
_HEADS = ("places", *(standing.name.lower() for standing in Standing), "short", "after training")


def gaps(
    sector: Annotated[Sector | None, typer.Option(help="One sector only.")] = None,
    step: Annotated[str | None, typer.Option(help="One step only, by id.")] = None,
    area: Annotated[str | None, typer.Option(help="Jobs in one municipality only.")] = None,
    opening: Annotated[str | None, typer.Option(help="One open job only, by id.")] = None,
    participant: Annotated[
        str | None, typer.Option(help="What lies between one person and each step, by code.")
    ] = None,
    at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Jobs that begin on this day or later; today."),
    ] = None,
    weeks: Annotated[
        float, typer.Option(min=0, max=260, help="How long training before a job may take.")
    ] = WEEKS,
    expected: Annotated[
        Path | None,
        typer.Option(help="Table of employers' forecasts and of seasons, CSV or XLSX."),
    ] = None,
    say_in: Annotated[str, typer.Option(help="Language of the names: sv, en or ar.")] = "sv",
    counts: Annotated[CountsFor, typer.Option(help=COUNTS_HELP)] = CountsFor.EXACT,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show places, people and shortfall by sector, step, area and need."""
    if counts is CountsFor.ROUNDED:
        if any((sector, step, opening, participant, at, expected)) or weeks != WEEKS:
            raise InputError(
                "Rounded counts are one set of tables of today, by which it is decided what is "
                "hidden: leave out everything but --area."
            )
        print_released_gaps(released(open_services().planning_desk), area or "", say_in, as_json)
        return
    others = [one for one in (sector, step, area, opening, at, expected) if one is not None]
    if participant is not None and others:
        raise InputError("Ask about one person, or about a part of the programme: not both.")
    services = open_services()
    service = services.planning_gaps
    if participant is not None:
        person = service.for_person(ParticipantCode(participant), weeks=weeks)
        if as_json:
            print_json(person_to_json(person, say_in))
        else:
            _print_person(person, say_in)
        return
    scope = Scope(
        sector,
        StepId(step) if step is not None else None,
        area,
        OpeningId(opening) if opening is not None else None,
    )
    rows = read_expected(expected, services.ladders.steps) if expected else ()
    note(EXACT_NOTE)
    found = service.gaps(scope, at=at.date() if at else None, weeks=weeks, expected=rows)
    if as_json:
        print_json(report_to_json(found, say_in))
    else:
        _print_report(found, say_in)


def report_to_json(found: GapReport, lang: str) -> dict[str, Any]:
    """Return the document of ``stegvis plan gaps --json``."""
    return {
        "at": found.at.isoformat(),
        "weeks": found.weeks,
        "people": found.people,
        "demand": demand_to_json(found.demand),
        "rests_on": rests_on(found.demand),
        "gaps": [
            {
                "kind": gap.kind.value,
                "id": gap.id,
                "title": _title(gap, lang),
                "places": gap.places,
                "demand": demand_to_json(gap.demand),
                "open_jobs_only": by_source(gap.demand).keys() <= {DemandSource.OPEN},
                "supply": {
                    standing.name.lower(): number for standing, number in gap.supply.items()
                },
                "coverage": None if gap.coverage is None else round(gap.coverage, 3),
                "shortfall": figure_to_json(gap.shortfall),
                "shortfall_after_training": figure_to_json(gap.after_training),
            }
            for gap in found.gaps
        ],
    }


def person_to_json(found: PersonGapReport, lang: str) -> dict[str, Any]:
    """Return the document of ``stegvis plan gaps --participant CODE --json``."""
    return {
        "participant": found.code,
        "at": found.at.isoformat(),
        "weeks": found.weeks,
        "steps": [
            {
                "step": {
                    "id": gap.step.id,
                    "sector": gap.step.sector.value,
                    "title": gap.step.titles.get(lang),
                },
                "standing": gap.standing.name.lower(),
                "lacks": [lack_to_json(lack, lang) for lack in gap.lacks],
                "open_places": gap.open_places,
                "within_reach": gap.within_reach,
            }
            for gap in found.steps
        ],
    }


def demand_to_json(demand: Sequence[Demand]) -> list[dict[str, Any]]:
    """Return places by source, each with how sure it is."""
    certainty = {one.source: one.certainty for one in demand}
    return [
        {"source": source.value, "certainty": certainty[source].value, "places": places}
        for source, places in by_source(demand).items()
    ]


def rests_on(demand: Sequence[Demand]) -> str:
    """Say in words which places a figure rests on, and which it does not."""
    used = by_source(demand)
    there = [words for source, (words, _) in _PLACES.items() if source in used]
    missing = [f"no {words}" for source, (_, words) in _PLACES.items() if source not in used]
    said = f"{' and '.join(there) or 'no'} places" + (" only" if len(there) == 1 else "")
    return "; ".join([said, ", ".join(missing)] if missing else [said])


def figure_to_json(figure: Figure) -> dict[str, Any]:
    """Return a number with its interval."""
    return {"value": figure.value, "ci95": list(figure.ci95)}


def lack_to_json(lack: Lack, lang: str) -> dict[str, Any]:
    """Return what is not met, or not known."""
    weeks = lack.judgement.weeks
    return {
        "about": lack.judgement.topic.value,
        "id": lack.judgement.id,
        "title": (lack.judgement.facts or {}).get(lang),
        "standing": lack.standing.name.lower(),
        "weeks": None if weeks is None else {"min": weeks.low, "max": weeks.high},
    }


def _title(gap: Gap, lang: str) -> str:
    return gap.texts.get(lang) if gap.texts else gap.id


def _print_report(found: GapReport, lang: str) -> None:
    day = date.isoformat(found.at)
    out.print(f"{found.people} people, {day}; rests on {rests_on(found.demand)}.")
    out.print(
        f"before: after at most {found.weeks:g} weeks of training; later: after longer training; "
        "unknown: a fact has to be asked for, it is no no."
    )
    for kind in GapKind:
        rows = [gap for gap in found.gaps if gap.kind is kind]
        if rows:
            _print_kind(kind, rows, lang)


def _print_kind(kind: GapKind, rows: Sequence[Gap], lang: str) -> None:
    table = Table(title=kind.value, title_justify="left", box=None)
    table.add_column("", max_width=_WIDTH, no_wrap=True)
    for head in _HEADS:
        table.add_column(head, justify="right", no_wrap=True)
    for gap in rows[:_ROWS_SHOWN]:
        supply = [str(gap.supply[standing]) for standing in Standing]
        table.add_row(
            _title(gap, lang),
            str(gap.places),
            *supply,
            _figure(gap.shortfall),
            _figure(gap.after_training),
        )
    out.print(table)
    if len(rows) > _ROWS_SHOWN:
        out.print(f"  and {len(rows) - _ROWS_SHOWN} more: --json shows all, --step or --area some.")


def _figure(figure: Figure) -> str:
    low, high = figure.ci95
    return f"{figure.value:g} ({low:g} to {high:g})"


def _print_person(found: PersonGapReport, lang: str) -> None:
    table = Table(title=f"{found.code}, {found.at}", title_justify="left", box=None)
    for head in ("step", "standing", "open places", "within reach", "lacks"):
        table.add_column(head)
    for gap in found.steps:
        table.add_row(
            gap.step.titles.get(lang),
            gap.standing.name.lower(),
            str(gap.open_places),
            str(gap.within_reach),
            _lacks(gap),
        )
    out.print(table)


def _lacks(gap: StepGap) -> str:
    return ", ".join(f"{lack.judgement.id} ({lack.standing.name.lower()})" for lack in gap.lacks)
