"""`stegvis evaluate next-step`: are known ways found again when they are hidden."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, cast

import typer
from rich.markup import escape

from matcher.bootstrap import SEED
from matcher.cli.console import open_services, out, print_json, progress_bar
from matcher.evaluation.next_step_controls import Control, control_scorer, shuffled
from matcher.evaluation.next_step_task import evaluate_next_step, next_step_task
from matcher.interchange.beside_tables import read_beside
from matcher.interchange.occupation_tables import read_occupations, read_ways
from matcher.planning.next_step import NextStepScorer


def next_step(
    edges: Annotated[Path, typer.Option(help="Ways to look for (jobtech_substitutability.csv).")],
    known: Annotated[Path, typer.Option(help="Known ways, the same layout.")],
    occupations: Annotated[Path, typer.Option(help="Occupations (jobtech_occupations.csv).")],
    cold: Annotated[
        bool, typer.Option("--cold", help="Rank as if no way touched the asked occupation.")
    ] = False,
    control: Annotated[
        Control | None, typer.Option(help="Measure this control instead of the ranking.")
    ] = None,
    weights: Annotated[
        Path | None, typer.Option(help="Weights file; the one that ships when not given.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Take ways out of a graph and see whether they come back among the first ten."""
    rows = read_occupations(occupations)
    asked, ways = read_ways(edges, rows), read_ways(known, rows)
    services = open_services()
    beside = read_beside([known.parent, occupations.parent, services.settings.eval_data])
    register = services.register(rows, beside.facts)
    rules = services.next_step_weights(weights)
    scorer = control_scorer(control, NextStepScorer(register, rules), register, SEED)
    if control is Control.SHUFFLED:
        pairs = {way.pair for way in asked}
        ways = shuffled([way for way in ways if way.pair not in pairs], SEED)
    task = next_step_task(rows, ways, asked)
    with progress_bar("Occupations asked about") as progress:
        found = evaluate_next_step(task, scorer, SEED, cold=cold, progress=progress)
    found |= {
        "control": control,
        "encoder": register.titles.encoder_id,
        "weights": rules.version,
        "sources": {name: path and str(path) for name, path in beside.read.items()},
    }
    if as_json:
        print_json(found)
        return
    low, high = cast("list[float]", found["ci95"])
    out.print(f"{found['n']} ways from {found['occupations']} occupations, {rules.version}")
    out.print(f"among the first ten {found['hits_at_10']:.3f}, 95 % {low:.3f} to {high:.3f}")
    out.print(f"mean reciprocal rank {found['mrr']:.3f}")
    if cold:
        left_out = cast("dict[str, Any]", found["known_ways_left_out"])
        out.print(f"when the ways it had are no candidates {left_out['hits_at_10']:.3f}")
    for name, path in cast("dict[str, str | None]", found["sources"]).items():
        out.print(escape(f"{name}: {path or 'not found'}"), soft_wrap=True)
