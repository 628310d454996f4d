"""`stegvis report`: counts of what happened, each with its definition."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from matcher.cli.console import day_of, note, open_services, out, print_json
from matcher.cli.counts import EXACT_NOTE, CountsFor
from matcher.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.planning.flow.report import FlowReport

report_app = typer.Typer(
    help="Counts of what happened, each with its definition.", no_args_is_help=True
)


@report_app.callback()
def _group() -> None:
    """Count what happened, each figure with its definition."""


@report_app.command()
def flow(
    out_file: Annotated[
        Path | None,
        typer.Option("--out", help="Where to write it: .csv or .xlsx.", show_default=False),
    ] = None,
    starts: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="First day; all when left out."),
    ] = None,
    ends: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], help="Last day; today when left out."),
    ] = None,
    counts: Annotated[
        CountsFor,
        typer.Option(
            help="Rounded for planners, whole quarters only; exact for who may see the rows."
        ),
    ] = CountsFor.ROUNDED,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Who came, got a first job and is still there, by quarter, and what outreach led to.

    For planners counts are rounded to five; those under five are hidden, and others so that nobody
    works them out. People with protected identity are not counted.
    """
    if out_file is None and not as_json:
        raise InputError("Say where to write the report, --out FILE, or print it with --json.")
    if out_file is not None:
        check_place(out_file)
    exact = counts is CountsFor.EXACT
    report = open_services().reports.flow(day_of(starts), day_of(ends), exact=exact)
    if exact:
        note(EXACT_NOTE)
    if out_file is not None:
        _write(out_file, report)
    if as_json:
        from matcher.interchange.flow_table import flow_json  # noqa: PLC0415  (loads SciPy)

        print_json(flow_json(report))
    elif out_file is not None:
        out.print(escape(f"{len(report.rows)} figures are written to {out_file}."), soft_wrap=True)


def check_place(path: Path) -> None:
    """Say before anything is counted that a file cannot be written."""
    if path.suffix.lower() not in {".csv", ".xlsx"}:
        raise InputError(f"{path.name}: tables are written as .csv or .xlsx; use such a name.")
    if not path.parent.is_dir():
        raise InputError(f"There is no folder {path.parent}; make it, or write elsewhere.")


def _write(path: Path, report: FlowReport) -> None:
    from matcher.interchange.flow_table import write_flow  # noqa: PLC0415  (loads SciPy)

    write_whole(path, lambda scratch: write_flow(scratch, report))


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file whole or not at all; raises :class:`InputError` when it cannot be written."""
    try:
        # Beside its place first, so that a file that was there is exchanged whole or not at all.
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".report-") as folder:
            scratch = Path(folder) / path.name
            write(scratch)
            scratch.replace(path)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error}. Name another file, in a folder where you may "
            "write."
        ) from None
