"""`stegvis person`: what one person may ask for."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from matcher.cli.console import note, open_services, out, print_json
from matcher.domain.ids import ParticipantCode
from matcher.interchange.own_data import write_own_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.bootstrap import Services
    from matcher.services.persons import Deletion

person_app = typer.Typer(help="What one person may ask for.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="Code of the person.", show_default=False)]
By = Annotated[str, typer.Option(help="Who does this; kept.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@person_app.command()
def delete(
    code: Code,
    by: By,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what goes; delete nothing.")] = (
        False
    ),
    as_json: AsJson = False,
) -> None:
    """Delete a person for good: rows, decisions, vectors, and traces in free space.

    The log of runs stays and no longer says about whom. Whoever is deleted stays deleted when an
    older backup is restored.
    """
    services = open_services()
    who = ParticipantCode(code)
    gone = services.persons.holdings(who) if dry_run else services.persons.delete(who, by=by)
    kept = _elsewhere(services)
    if as_json:
        print_json({"dry_run": dry_run, **asdict(gone), "replaced_databases": kept})
        return
    _tell(gone)
    out.print("Nothing was deleted (--dry-run)." if dry_run else "Deleted.")
    for file in kept:
        note(f"{file} is a database that a restore replaced; it may still hold the person.")


@person_app.command()
def export(
    code: Code,
    out_folder: Annotated[
        Path, typer.Option("--out", help="A new folder for the files.", show_default=False)
    ],
    as_json: AsJson = False,
) -> None:
    """Write everything there is on a person to files: JSON, and a CSV for each table.

    Check with your lawyer what secrecy holds back before you hand it over.
    """
    services = open_services()
    rows = services.persons.own_data(ParticipantCode(code))
    purposes = {one.name: one.purpose for one in services.columns.columns}
    written = write_own_data(out_folder, rows, purposes)
    if as_json:
        print_json({"files": [str(path) for path in written], "rows": _sizes(rows)})
        return
    for table, held in _sizes(rows).items():
        out.print(f"{table}: {held}")
    out.print(f"{len(written)} files in {escape(str(out_folder))}", soft_wrap=True)


def _sizes(rows: Mapping[str, Sequence[object]]) -> dict[str, int]:
    return {table: len(held) for table, held in rows.items()}


def _tell(gone: Deletion) -> None:
    for table, rows in gone.rows.items():
        out.print(f"{table}: {rows}")
    out.print(f"rows of the index: {gone.index_rows}, texts in the cache: at most {gone.texts}")


def _elsewhere(services: Services) -> list[str]:
    settings = services.settings
    return sorted(str(path) for path in settings.home.glob(f"{settings.programme}.replaced-*.db"))
