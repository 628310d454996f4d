"""`stegvis jobs`: what is done because time has passed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Column, Table

from matcher.cli.console import note, open_services, out, print_json, progress_bar
from matcher.cli.stopping import told_to_stop
from matcher.errors import InputError

if TYPE_CHECKING:
    from matcher.domain.jobs import JobRun, Outlook
    from matcher.services.clock import JobReport, JobService, Report

jobs_app = typer.Typer(help="What is done because time has passed.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@jobs_app.command()
def run(
    once: Annotated[bool, typer.Option("--once", help="Run once and end (the default).")] = False,
    every: Annotated[
        int | None,
        typer.Option(min=1, help="Run again and again, so many seconds apart, until Ctrl-C."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what is due; move nothing.")] = (
        False
    ),
    as_json: AsJson = False,
) -> None:
    """Do what is due; exit code 1 when a job stopped half-way.

    Two runners do no harm: one holds a lease, and the other says so and does nothing.
    """
    if every is not None and (once or dry_run or as_json):
        raise InputError("--every runs until Ctrl-C: leave --once, --dry-run and --json away.")
    service = open_services().jobs
    if dry_run:
        _print_jobs(service.list(), as_json=as_json)
        if not as_json:
            out.print("Nothing was moved (--dry-run).")
    elif every is not None:
        _run_for_ever(service, every)
    else:
        _run_once(service, as_json=as_json)


@jobs_app.command("list")
def list_jobs(as_json: AsJson = False) -> None:
    """Show each job: when it ran last, what it did, and what is next."""
    _print_jobs(open_services().jobs.list(), as_json=as_json)


def _run_once(service: JobService, *, as_json: bool) -> None:
    with progress_bar("Jobs") as progress:
        report = service.run(lambda _job, done, due: progress(done, due))
    if as_json:
        print_json(
            {
                "held_by_another": report.held_by_another,
                "jobs": [_run_to_json(one) for one in report.runs],
            }
        )
    else:
        _print_report(report)
    if not report.ok:
        raise typer.Exit(1)


def _run_for_ever(service: JobService, every: int) -> None:
    note(f"Jobs run every {every} seconds (stop with Ctrl-C).")
    with told_to_stop():
        while True:
            _print_report(service.run())
            time.sleep(every)


def _print_report(report: Report) -> None:
    for one in report.runs:
        said = f"{one.job}: {one.moved} moved"
        out.print(f"{said}, next {one.next_on}" if one.next_on else said)
        for line in one.waiting:
            out.print(f"  waiting: {escape(line)}", soft_wrap=True)
        if one.problem:
            out.print(f"  stopped half-way: {escape(one.problem)}", soft_wrap=True)
    if report.held_by_another:
        out.print("Another process runs the jobs right now; nothing is missed.")


def _print_jobs(reports: tuple[JobReport, ...], *, as_json: bool) -> None:
    if as_json:
        print_json([_job_to_json(one) for one in reports])
        return
    fold = [Column(name, overflow="fold") for name in ("Job", "What it does")]
    table = Table(*fold, "Last run (UTC)", "Moved", "Due now", "Next")
    for one in reports:
        last = one.last
        table.add_row(
            one.name,
            one.about,
            f"{last.at:%Y-%m-%d %H:%M}" if last else "never",
            str(last.moved) if last else "",
            str(len(one.ahead.due)),
            str(one.ahead.next_on or ""),
        )
    out.print(table)
    for one in reports:
        for line in one.ahead.waiting:
            out.print(f"{one.name} waits: {escape(line)}", soft_wrap=True)
        if one.last and one.last.problem:
            out.print(f"{one.name} stopped half-way: {escape(one.last.problem)}", soft_wrap=True)


def _job_to_json(report: JobReport) -> dict[str, Any]:
    return {
        "name": report.name,
        "about": report.about,
        "last": None if report.last is None else _run_to_json(report.last),
        "ahead": _outlook_to_json(report.ahead),
    }


def _outlook_to_json(ahead: Outlook) -> dict[str, Any]:
    moves = [due.move for due in ahead.due]
    return {
        "due": len(moves),
        "moves": {move: moves.count(move) for move in sorted(set(moves))},
        "next_on": ahead.next_on.isoformat() if ahead.next_on else None,
        "waiting": list(ahead.waiting),
    }


def _run_to_json(run: JobRun) -> dict[str, Any]:
    return {
        "job": run.job,
        "at": run.at.isoformat(),
        "moved": run.moved,
        "next_on": run.next_on.isoformat() if run.next_on else None,
        "waiting": list(run.waiting),
        "problem": run.problem,
    }
