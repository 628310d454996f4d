"""`stegvis restore`: a backup in the place of the database."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from matcher.cli.console import open_services, out, print_json, progress_bar

if TYPE_CHECKING:
    from matcher.domain.backup import RestoreReport, TableChange, TableDigest


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.", show_default=False)],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; write nothing.")
    ] = False,
    without_list: Annotated[
        bool,
        typer.Option(
            "--without-list", help="Go on though the list of deleted people here is shorter."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Put a backup in the place of the database; stop the server first.

    The backup is checked byte by byte, brought to the newest schema, and freed of the people who
    have been deleted since it was made. The database of before is kept beside.
    """
    services = open_services()
    with progress_bar("Restoring") as progress:
        report = services.restore(
            file, dry_run=dry_run, without_list=without_list, progress=progress
        )
    if as_json:
        print_json(_to_json(report, dry_run=dry_run))
        return
    _tell(report, file, dry_run=dry_run)


def _tell(report: RestoreReport, file: Path, *, dry_run: bool) -> None:
    about = report.manifest.about
    if report.changes:
        table = Table("table", "rows now", "rows then", "", box=None)
        # Into an empty folder each of seventy tables is new, and most of them hold nothing.
        told = {name: one for name, one in report.changes.items() if _rows_in(one)}
        for name, change in told.items():
            table.add_row(name, _rows(change.now), _rows(change.then), _difference(change))
        out.print(table)
    else:
        out.print("The database holds exactly the same rows.")
    lines = [f"{file} was made on {about.at:%Y-%m-%d %H:%M} UTC with Stegvis {about.product}."]
    if not report.readable:
        lines.append("The database of now cannot be read.")
    if report.schema != report.manifest.schema:
        lines.append(f"Schema {report.manifest.schema} is brought to {report.schema}.")
    if report.deleted_again:
        lines.append(
            f"Of people deleted since, {report.deleted_again} were in it; they stay deleted."
        )
    if dry_run:
        lines.append("Nothing was written (--dry-run).")
    else:
        lines.append("Restored. Indexes are made anew with the next question.")
    if report.replaced:
        lines.append(
            f"The database of before is {report.replaced}. Delete it when all is well: it holds "
            "people's data."
        )
    out.print(escape("\n".join(lines)), soft_wrap=True)


def _rows(held: TableDigest | None) -> str:
    return "none" if held is None else str(held.rows)


def _rows_in(change: TableChange) -> int:
    return sum(held.rows for held in (change.now, change.then) if held is not None)


def _difference(change: TableChange) -> str:
    same_number = change.now and change.then and change.now.rows == change.then.rows
    return "other contents" if same_number else ""


def _to_json(report: RestoreReport, *, dry_run: bool) -> dict[str, Any]:
    # Writing JSON about it needs no more than the other commands load.
    from matcher.persistence.backup_manifest import manifest_json  # noqa: PLC0415

    return {
        "dry_run": dry_run,
        "backup": manifest_json(report.manifest),
        "schema": report.schema,
        "changes": {name: asdict(change) for name, change in report.changes.items()},
        "deleted_again": report.deleted_again,
        "replaced": report.replaced,
        "readable": report.readable,
    }
