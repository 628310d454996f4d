"""Commands of ``stegvis-train``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matcher.bootstrap import build_services
from matcher.cli.console import progress_bar
from matcher.evaluation.halves import Half
from matcher.interchange.occupation_tables import read_occupations, read_ways
from matcher.settings import load_settings
from training.edge_split import HELD_OUT, KEPT, split_ways
from training.encoder_commands import encoder_app
from training.next_step import learn
from training.sector_commands import choose_sector_reader, print_sector_controls
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


@app.command("split-edges")
def split_edges(
    edges: Annotated[Path, typer.Option(help="Known ways (jobtech_substitutability.csv).")],
    out: Annotated[Path, typer.Option(help="Folder for held_out.csv and known.csv.")],
    parts: Annotated[int, typer.Option(min=2, max=100, help="How many parts there are.")] = 3,
    part: Annotated[int, typer.Option(min=0, help="Which part is held out.")] = 0,
) -> None:
    """Hold out a part of the ways by pair: md5 of "smaller id|larger id", modulo parts."""
    held, kept = split_ways(edges, out, parts, part)
    typer.echo(f"{held} rows in {out / HELD_OUT}, {kept} in {out / KEPT}", err=True)


@app.command("next-step")
def next_step(
    known: Annotated[Path, typer.Option(help="Ways to learn from; keep out what is reported.")],
    occupations: Annotated[Path, typer.Option(help="Occupations (jobtech_occupations.csv).")],
    out: Annotated[Path, typer.Option(help="Weights file to write.")],
) -> None:
    """Learn the weights of the next-step ranking for the encoder in use."""
    rows = read_occupations(occupations)
    register = build_services(load_settings()).register(rows)
    with progress_bar("Occupations gone through") as progress:
        text = learn(register, read_ways(known, rows), out.stem, progress)
    out.write_text(text, encoding="utf-8")
    typer.echo(f"written: {out}", err=True)


@app.command()
def sectors(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Cross-validate ways to fit the reader of told experiences, for the encoder in use.

    Reads the reference texts only and changes nothing; takes minutes.
    """
    choose_sector_reader(as_json=as_json)


@app.command()
def sector_controls(
    file: Annotated[Path, typer.Option(help="JSONL rows with text and sector.")],
    half: Annotated[Half, typer.Option(help="tune sets thresholds, test is reported.")] = Half.ALL,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Read told experiences with shuffled labels and with an untrained encoder, to compare."""
    print_sector_controls(file, half, as_json=as_json)


def run() -> None:
    """Run the command line."""
    app()
