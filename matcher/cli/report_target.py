"""`stegvis report target`: how many feel closer to work or studies than when they began."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from matcher.cli.console import note, open_services, out, print_json
from matcher.cli.counts import CountsFor
from matcher.cli.reports import check_place, report_app, write_whole
from matcher.errors import InputError

__all__ = ["report_app"]


@report_app.command()
def target(
    out_file: Annotated[
        Path | None,
        typer.Option("--out", help="Where to write it: .csv or .xlsx.", show_default=False),
    ] = None,
    counts: Annotated[
        CountsFor,
        typer.Option(help="Rounded for planners; exact for who may see counts of single people."),
    ] = CountsFor.ROUNDED,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """How many feel closer to work or studies: of those who answered, and of all who took part.

    By quarter and in all, with the response rate, a Wilson interval, and whether 75 % are reached
    or it cannot be said yet. For planners counts are rounded to five and small ones hidden.
    """
    if out_file is None and not as_json:
        raise InputError("Say where to write the report, --out FILE, or print it with --json.")
    if out_file is not None:
        check_place(out_file)
    exact = counts is CountsFor.EXACT
    report = open_services().target_report.report(exact=exact)
    from matcher.interchange.target_table import (  # noqa: PLC0415  (loads SciPy)
        target_json,
        write_target,
    )

    if exact:
        note("Exact counts tell of single people; do not pass them on.")
    if out_file is not None:
        write_whole(out_file, lambda scratch: write_target(scratch, report))
    if as_json:
        print_json(target_json(report))
    elif out_file is not None:
        said = f"{len(report.periods)} periods are written to {out_file}."
        out.print(escape(said), soft_wrap=True)
