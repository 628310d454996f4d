"""`stegvis index`: build and verify."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from matcher.cli.console import open_services, out, print_json, progress_bar

if TYPE_CHECKING:
    from matcher.services.indexes import IndexReport

index_app = typer.Typer(help="The vector indexes.", no_args_is_help=True)


@index_app.command()
def build(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Embed what is new and bring the indexes up to date with the database."""
    services = open_services()
    with progress_bar("Embedding texts") as progress:
        reports = services.indexes.build(progress)
    _print(reports, as_json=as_json)


@index_app.command()
def verify(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Compare the indexes with the database and with vectors from the encoder."""
    reports = open_services().indexes.verify()
    _print(reports, as_json=as_json)
    if any(report.problem for report in reports):
        raise typer.Exit(1)


def _print(reports: tuple[IndexReport, ...], *, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {"name": r.name, "rows": r.rows, "version": r.version, "problem": r.problem}
                for r in reports
            ]
        )
        return
    for report in reports:
        out.print(f"{report.name}: {report.rows} rows, {report.problem or 'in order'}")
