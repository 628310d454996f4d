"""Commands of ``stegvis-train``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from training.encoder_commands import encoder_app
from training.synthetic import SEED, write_demo

app = typer.Typer(
    help="Make the demo programme, learn and publish models.",
    no_args_is_help=True,
    add_completion=False,
)


app.add_typer(encoder_app)


@app.callback()
def main() -> None:
    """Make the demo programme, learn and publish models."""


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder to write the files into.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = SEED,
) -> None:
    """Write the invented demo programme: participants, openings and their data sheet."""
    programme = write_demo(out, seed)
    places = sum(opening.places for opening in programme.openings)
    typer.echo(
        f"{len(programme.participants)} participants, {len(programme.employers)} employers, "
        f"{len(programme.openings)} openings with {places} places in {out}",
        err=True,
    )


def run() -> None:
    """Run the command line."""
    app()
