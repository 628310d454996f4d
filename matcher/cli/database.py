"""`stegvis database`: where the programme's rows lie."""

from __future__ import annotations

from typing import Annotated

import typer

from matcher.cli.console import open_services, out, print_json, progress_bar

database_app = typer.Typer(
    help="Move the programme's rows to a database server.", no_args_is_help=True
)


@database_app.callback()
def _group() -> None:
    """Move the programme's rows to a database server."""


@database_app.command("copy")
def copy(
    to: Annotated[
        str,
        typer.Option("--to", help="The new database, as STEGVIS_DATABASE_URL will say it."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Copy every row to a new PostgreSQL database, and look at each again in both.

    Wholly or not at all; what is here stays as it is. Stop `stegvis serve` first, so that nobody
    writes to what is left behind.
    """
    services = open_services()
    with progress_bar("Copying") as progress:
        copied = services.storage.copy_to(to, progress=progress)
    rows = sum(table.rows for table in copied.values())
    if as_json:
        tables = {name: {"rows": one.rows, "sha256": one.sha256} for name, one in copied.items()}
        print_json({"rows": rows, "tables": tables})
        return
    out.print(
        f"{rows} rows in {len(copied)} tables of '{services.settings.programme}' are on the "
        "server, each looked at again and the same. Set STEGVIS_DATABASE_URL to go on there; "
        "keys, uploads and the list of the deleted stay in STEGVIS_HOME.",
        soft_wrap=True,
    )
