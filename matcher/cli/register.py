"""`stegvis register`: what every column of the database is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from matcher.cli.console import open_services, out, print_json
from matcher.errors import NotFound

if TYPE_CHECKING:
    from matcher.domain.column_register import ColumnRegister, RegisteredColumn

register_app = typer.Typer(help="What every column of the database is for.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@register_app.command()
def show(
    table: Annotated[
        str | None, typer.Argument(help="One table; all of them otherwise.", show_default=False)
    ] = None,
    personal: Annotated[
        bool, typer.Option("--personal", help="Only what is about a person.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show purpose, basis, retention and secrecy of each column."""
    register = open_services().columns
    chosen = [
        one
        for one in register.columns
        if table in {None, one.table} and (one.personal or not personal)
    ]
    if table is not None and table not in register.tables:
        raise NotFound(
            f"There is no table {table} in the register. Name one of: {', '.join(register.tables)}."
        )
    if as_json:
        print_json([_to_json(one) for one in chosen])
        return
    _tell(register, chosen)


@register_app.command()
def check(as_json: AsJson = False) -> None:
    """Compare the register with the database; exit code 1 when a column has no answer."""
    services = open_services()
    faults = services.column_faults()
    if as_json:
        print_json({"columns": len(services.columns.columns), "faults": faults})
    elif faults:
        out.print(escape("\n".join(faults)), soft_wrap=True)
    else:
        out.print(f"All {len(services.columns.columns)} columns are registered.")
    if faults:
        raise typer.Exit(1)


def _tell(register: ColumnRegister, chosen: list[RegisteredColumn]) -> None:
    for name, about in register.tables.items():
        columns = [one for one in chosen if one.table == name]
        if not columns:
            continue
        shown = Table(
            "column", "purpose", "basis", "kept", "secrecy", "personal", "exports",
            title=escape(f"{name}: {about}"), title_justify="left",
        )  # fmt: skip
        for one in columns:
            shown.add_row(
                one.column,
                escape(one.purpose),
                one.basis.id,
                one.retention.id,
                one.secrecy,
                "yes" if one.personal else "no",
                "yes" if one.exports else "no",
            )
        out.print(shown)


def _to_json(one: RegisteredColumn) -> dict[str, Any]:
    return {
        "table": one.table,
        "column": one.column,
        "purpose": one.purpose,
        "basis": {
            "id": one.basis.id,
            "text": one.basis.text,
            "decided_by": one.basis.decided_by,
        },
        "retention": {
            "id": one.retention.id,
            "starts": one.retention.starts,
            "lasts": one.retention.lasts,
            "decided_by": one.retention.decided_by,
        },
        "secrecy": one.secrecy,
        "personal": one.personal,
        "exports": one.exports,
    }
