"""Commands of ``stegvis-train``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from matcher.bootstrap import build_services
from matcher.cli.console import note, progress_bar
from matcher.evaluation.halves import Half
from matcher.evaluation.linking_task import read_linking_task
from matcher.evaluation.skills_task import read_skills_task
from matcher.interchange.beside_tables import read_beside
from matcher.interchange.occupation_tables import read_occupations, read_ways
from matcher.settings import load_settings
from matcher.taxonomy.label_ranker import LabelRanker
from training.edge_split import HELD_OUT, KEPT, split_ways
from training.encoder_commands import encoder_app
from training.fusion import UNTUNED, best_setting, try_fusions, write_fusion
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


@app.command(epilog="Example: stegvis-train demo --out data/demo")
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


@app.command(
    "split-edges",
    epilog="Example: stegvis-train split-edges --edges jobtech_substitutability.csv --out split",
)
def split_edges(
    edges: Annotated[Path, typer.Option(help="Known ways (jobtech_substitutability.csv).")],
    out: Annotated[Path, typer.Option(help="Folder for held_out.csv and known.csv.")],
    parts: Annotated[int, typer.Option(min=2, max=100, help="How many parts there are.")] = 3,
    part: Annotated[int, typer.Option(min=0, help="Which part is held out.")] = 0,
) -> None:
    """Hold out a part of the ways by pair: md5 of "smaller id|larger id", modulo parts."""
    held, kept = split_ways(edges, out, parts, part)
    typer.echo(f"{held} rows in {out / HELD_OUT}, {kept} in {out / KEPT}", err=True)


@app.command(
    "next-step",
    epilog="Example: stegvis-train next-step --known split/known.csv "
    "--occupations jobtech_occupations.csv --out next-step.json",
)
def next_step(
    known: Annotated[Path, typer.Option(help="Ways to learn from; keep out what is reported.")],
    occupations: Annotated[Path, typer.Option(help="Occupations (jobtech_occupations.csv).")],
    out: Annotated[Path, typer.Option(help="Weights file to write.")],
) -> None:
    """Learn the weights of the next-step ranking for the encoder in use; takes a minute or two.

    ESCO relations and job zones are read beside the two tables, or in STEGVIS_EVAL_DATA.
    """
    rows = read_occupations(occupations)
    settings = load_settings()
    beside = read_beside([known.parent, occupations.parent, settings.eval_data])
    register = build_services(settings).register(rows, beside.facts)
    with progress_bar("Occupations gone through") as progress:
        text = learn(register, read_ways(known, rows), out.stem, progress)
    out.write_text(text, encoding="utf-8")
    missing = [name for name, path in beside.read.items() if path is None]
    typer.echo(f"written: {out}; not found: {', '.join(missing) or 'nothing'}", err=True)


@app.command(epilog="Example: stegvis-train sectors --json")
def sectors(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Cross-validate ways to fit the reader of told experiences, for the encoder in use.

    Reads the reference texts only and changes nothing; takes minutes.
    """
    choose_sector_reader(as_json=as_json)


@app.command(epilog="Example: stegvis-train sector-controls --file tests/data/experiences_2.jsonl")
def sector_controls(
    file: Annotated[Path, typer.Option(help="JSONL rows with text and sector.")],
    half: Annotated[Half, typer.Option(help="tune sets thresholds, test is reported.")] = Half.ALL,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Read told experiences with shuffled labels and with an untrained encoder, to compare."""
    print_sector_controls(file, half, as_json=as_json)


@app.command(
    epilog="Example: stegvis-train fusion --task melo_swe_q_sv_c_sv_dev --out fusion-2.json"
)
def fusion(
    task: Annotated[list[Path], typer.Option(help="Folder with a task in MELO's layout; several.")],
    out: Annotated[Path, typer.Option(help="Where to write, as in models/weights/fusion-1.json.")],
    skills: Annotated[
        Path | None, typer.Option(help="JobTech skills with ESCO, as a further task.")
    ] = None,
    concepts: Annotated[Path | None, typer.Option(help="ESCO skills with Swedish labels.")] = None,
) -> None:
    """Set how dense and lexical likeness of labels are fused, on the tuning halves alone."""
    tasks = [read_linking_task(folder) for folder in task]
    if skills is not None:
        beside = load_settings().eval_data / "esco_skills.csv"
        tasks.append(read_skills_task(skills, concepts or beside))
    services = build_services(load_settings(), note)
    trials = []
    for one in tasks:
        with progress_bar(f"Embedding {one.name}") as progress:
            ranker = LabelRanker(one.labels, services.encoder, UNTUNED, progress)
        with progress_bar(f"Ranking {one.name}") as progress:
            trials.append(try_fusions(one, ranker, progress))
    chosen = best_setting(trials)
    write_fusion(out, chosen, trials, services.encoder.id)
    table = Table("task", "dense", "lexical", "fused", "over dense", "over lexical")
    for trial in trials:
        found = trial.components(chosen)
        table.add_row(trial.task, *(f"{value:.4f}" for value in found.values()))
    notes = Console(stderr=True)
    notes.print(f"{services.encoder.id}: {chosen[0]}, lexical share {chosen[1]}, in {out}")
    notes.print(table)


def run() -> None:
    """Run the command line."""
    app()
