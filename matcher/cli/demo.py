"""`stegvis demo`: the invented programme, ready to look at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from matcher.bootstrap import build_services
from matcher.cli.console import note, out, progress_bar
from matcher.interchange.openings import parse_openings
from matcher.interchange.participants import parse_participants
from matcher.interchange.tables import read_table
from matcher.settings import load_settings, shared_path

if TYPE_CHECKING:
    from matcher.bootstrap import Services

BY = "demo"
SHOWN = 10


def demo(
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing when all is there.")] = False,
) -> None:
    """Prepare the invented demo programme: people, openings, indexes and suggestions.

    What is there already is kept; the demo has a database of its own.
    """
    services = build_services(replace(load_settings(), programme="demo"), note)
    before = services.queues.counts()
    if before.participants == 0 and before.openings == 0:
        _import(services)
    with progress_bar("Embedding texts") as progress:
        services.indexes.build(progress)
    if before.suggestions == 0:
        _suggest_for_everyone(services)
    counts = services.queues.counts()
    if not quiet or counts != before:
        out.print(
            f"The demo has {counts.participants} invented people, {counts.openings} openings with "
            f"{counts.places} places, and {counts.suggestions} suggestions. See it with "
            "`stegvis serve`."
        )


def _import(services: Services) -> None:
    folder = shared_path("data", "demo")
    people = parse_participants(read_table(folder / "participants.csv"), services.programme)
    plan = services.intake.plan_participants(people.good, people.rejected)
    services.intake.apply(plan, by=BY, file="participants.csv")
    openings = parse_openings(read_table(folder / "openings.csv"), services.programme)
    plan = services.intake.plan_openings(openings.good, openings.rejected)
    services.intake.apply(plan, by=BY, file="openings.csv")


def _suggest_for_everyone(services: Services) -> None:
    people = services.queues.people()
    with progress_bar("Suggesting first jobs") as progress:
        for done, row in enumerate(people, start=1):
            services.suggest.for_participant(row.code, SHOWN, BY)
            progress(done, len(people))
