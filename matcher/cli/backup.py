"""`stegvis backup`: the programme's database in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from matcher.cli.console import open_services, out, print_json, progress_bar


def backup(
    file: Annotated[Path, typer.Argument(help="Where the backup goes.", show_default=False)],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Write the database to one file, while Stegvis goes on working.

    The file is of one moment, checked, and written whole or not at all. Indexes and caches are not
    in it: they are made anew.
    """
    # Writing JSON about it needs no more than the other commands load.
    from matcher.persistence.backup_manifest import manifest_json  # noqa: PLC0415

    services = open_services()
    with progress_bar("Backing up") as progress:
        manifest = services.back_up(file, force=force, progress=progress)
    if as_json:
        print_json({"file": str(file), **manifest_json(manifest)})
        return
    rows = sum(held.rows for held in manifest.tables.values())
    out.print(
        f"{escape(str(file))}: {rows} rows of '{manifest.about.programme}' in "
        f"{len(manifest.tables)} tables, schema {manifest.schema}, "
        f"{file.stat().st_size / 1e6:.1f} MB. It holds people's data: keep it where only you can "
        "read it, and not on this machine alone.",
        soft_wrap=True,
    )
