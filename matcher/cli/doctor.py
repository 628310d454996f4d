"""`stegvis doctor`: what is in order, and what to do about the rest."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from matcher.cli.console import open_services, out, print_json
from matcher.cli.finding import Finding
from matcher.cli.keeping import (
    backup_finding,
    deleted_finding,
    file_finding,
    jobs_finding,
    register_finding,
)
from matcher.errors import StegvisError

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.bootstrap import Services

LEAST_FREE_GB = 2
ON_THE_FILE = ("database", "deleted", "backup", "jobs", "indexes")
NOT_LOOKED = {
    name: Finding(name, ok=False, text="not looked at before the file is in order")
    for name in ON_THE_FILE
}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Look at settings, ladders, database, encoder and indexes, and say how to mend them."""
    services = open_services()
    looks: tuple[tuple[str, Callable[[Services], Finding]], ...] = (
        ("settings", _settings),
        ("ladders", _ladders),
        ("file", file_finding),
        ("database", _database),
        ("deleted", deleted_finding),
        ("backup", backup_finding),
        ("jobs", jobs_finding),
        ("register", register_finding),
        ("encoder", _encoder),
        ("indexes", _indexes),
        ("disk", _disk),
    )
    findings: list[Finding] = []
    for name, look in looks:
        broken = name in ON_THE_FILE and any(f.name == "file" and not f.ok for f in findings)
        findings.append(NOT_LOOKED[name] if broken else _look(name, look, services))
    if as_json:
        print_json({f.name: {"ok": f.ok, "text": f.text} for f in findings})
    else:
        for finding in findings:
            mark = "[green]ok[/green]   " if finding.ok else "[red]mend[/red] "
            out.print(f"{mark} {finding.name}: {escape(finding.text)}", soft_wrap=True)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def _look(name: str, look: Callable[[Services], Finding], services: Services) -> Finding:
    try:
        return look(services)
    except StegvisError as error:
        return Finding(name, ok=False, text=str(error))
    except OSError as error:
        place = error.filename or services.settings.home
        text = f"{place} cannot be used: {error.strerror}. Check that you may read and write there."
        return Finding(name, ok=False, text=text)


def _settings(services: Services) -> Finding:
    settings = services.settings
    return Finding(
        "settings",
        ok=True,
        text=f"programme '{settings.programme}', state in {settings.home}",
    )


def _ladders(services: Services) -> Finding:
    # What was published rests on the database file, which is looked at later.
    ladders = services.ladder_files
    if not ladders.all:
        folder = services.settings.ladder_folder
        return Finding("ladders", ok=False, text=f"There is none in {folder}. Set STEGVIS_LADDERS.")
    ways = sum(len(ladder.transitions) for ladder in ladders.all)
    return Finding(
        "ladders", ok=True, text=f"{len(ladders.all)}, {len(ladders.steps)} steps, {ways} ways"
    )


def _database(services: Services) -> Finding:
    counts = services.queues.counts()
    if counts.participants == 0:
        if services.settings.programme == "demo":
            text = "It is empty. Run `stegvis demo`."
        else:
            text = (
                "It is empty. Run `stegvis import participants FILE`, or bring a list in on the "
                "page of that name; `stegvis accounts invite NAME --role admin` makes who signs in "
                "first."
            )
        return Finding("database", ok=False, text=text)
    text = (
        f"{counts.participants} participants, {counts.openings} openings, {counts.leads} leads, "
        f"{counts.suggestions} suggestions, {counts.decisions} decisions"
    )
    return Finding("database", ok=True, text=text)


def _encoder(services: Services) -> Finding:
    encoder = services.encoder
    return Finding("encoder", ok=True, text=f"{encoder.id}, {encoder.dimension} dimensions")


def _indexes(services: Services) -> Finding:
    reports = services.indexes.verify()
    problems = [f"{r.name}: {r.problem}" for r in reports if r.problem]
    fine = ", ".join(f"{r.name} {r.rows} rows" for r in reports)
    return Finding("indexes", ok=not problems, text=" ".join(problems) or fine)


def _disk(services: Services) -> Finding:
    home = services.settings.home
    there = next(path for path in (home, *home.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free / 1e9
    if free < LEAST_FREE_GB:
        return Finding("disk", ok=False, text=f"{free:.1f} GB free; make room for {LEAST_FREE_GB}.")
    return Finding("disk", ok=True, text=f"{free:.0f} GB free")
