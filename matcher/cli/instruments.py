"""`stegvis instrument`: questions to people about themselves; no command tells an answer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from matcher.cli.console import open_services, out, print_json
from matcher.domain.ids import ParticipantCode

instrument_app = typer.Typer(help="Questions to people about themselves.", no_args_is_help=True)

By = Annotated[str, typer.Option("--by", help="Who does this; it is kept.", show_default=False)]


@instrument_app.callback()
def _group() -> None:
    """Check and load questions, and put them to people."""


@instrument_app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A YAML file.", show_default=False)],
) -> None:
    """Name every fault of a file of questions with its line and mend; exit code 1 if there is one.

    Nothing is stored.
    """
    from matcher.interchange.instrument_file import check_instrument  # noqa: PLC0415

    found = check_instrument(file)
    for fault in found:
        out.print(escape(str(fault)), soft_wrap=True)
    number = len(found)
    said = "in order" if not number else f"{number} fault{'s' * (number > 1)}"
    out.print(f"{escape(file.name)}: {said}")
    if found:
        raise typer.Exit(1)


@instrument_app.command()
def load(
    file: Annotated[Path, typer.Argument(help="A YAML file.", show_default=False)], by: By
) -> None:
    """Ask with the questions of a file from the next round on, for example licensed wording.

    Rounds that are made already keep their questions.
    """
    from matcher.interchange.instrument_file import read_instrument  # noqa: PLC0415

    instrument = read_instrument(file)
    changed = open_services().questions.use(instrument, by=by)
    name = f"{instrument.id} {instrument.version}"
    said = f"{name} is asked from the next round on." if changed else f"{name} is in use already."
    out.print(escape(said))


@instrument_app.command()
def ask(
    due: Annotated[
        datetime,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="From which day on people find the questions on their own page.",
            show_default=False,
        ),
    ],
    by: By,
    participants: Annotated[
        list[str] | None,
        typer.Option("--participant", help="Only these; everybody who takes part when left out."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Put the questions to everybody who takes part and has no round in the quarter of a day.

    Given twice it does nothing more. People with protected identity have no own page and are not
    asked.
    """
    only = [ParticipantCode(code) for code in participants or ()]
    made = open_services().questions.ask(due.date(), by=by, only=only)
    if as_json:
        print_json({"due": due.date().isoformat(), "rounds": len(made)})
    else:
        out.print(f"{len(made)} people find the questions on their own page from {due.date()} on.")
