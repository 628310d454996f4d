"""`stegvis evaluate`: what is declared is measured, on data that nothing was tuned on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, cast

import typer
from rich.table import Table

from matcher.bootstrap import SEED
from matcher.cli.console import open_services, out, print_json
from matcher.cli.evaluate_labels import linking, skills
from matcher.cli.evaluate_next_step import next_step
from matcher.evaluation.halves import Half
from matcher.evaluation.sector_task import evaluate_sectors, read_sector_rows

evaluate_app = typer.Typer(help="Measure quality on labelled rows.", no_args_is_help=True)


@evaluate_app.callback()
def _group() -> None:
    """Measure quality on labelled rows."""


evaluate_app.command("next-step")(next_step)
evaluate_app.command()(linking)
evaluate_app.command()(skills)


@evaluate_app.command()
def sectors(
    file: Annotated[
        Path | None, typer.Option(help="JSONL rows; the public ads when not given.")
    ] = None,
    half: Annotated[Half, typer.Option(help="tune sets thresholds, test is reported.")] = Half.ALL,
    uncentred: Annotated[
        bool, typer.Option("--uncentred", help="Without the means, to see what they are worth.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Read the sector of ads or told experiences and compare with the labels."""
    services = open_services()
    path = file or services.settings.eval_data / "ads_platsbanken.jsonl"
    rows = read_sector_rows(path, half)
    encoder = services.uncentred_encoder if uncentred else services.encoder
    found = evaluate_sectors(rows, services.sector_reader(encoder), encoder.id, SEED)
    if as_json:
        print_json(found)
        return
    out.print(f"{path.name} ({half}): {found['n']} rows, {found['n_with_sector']} with a sector")
    out.print(f"accuracy {_share(found['accuracy'])}, 95 % {found['ci95']}")
    out.print(f"wrongly given a sector {_share(found['false_positive_rate'])}")
    table = Table("language", "accuracy", "n")
    for lang, row in cast("dict[str, dict[str, Any]]", found["by_lang"]).items():
        table.add_row(lang, _share(row["accuracy"]), str(row["n"]))
    out.print(table)
    confusion = cast("dict[str, dict[str, int]]", found["confusion"])
    columns = sorted({name for row in confusion.values() for name in row})
    table = Table("is / read as", *columns)
    for true, row in confusion.items():
        table.add_row(true, *(str(row.get(name, 0)) for name in columns))
    out.print(table)


def _share(value: object) -> str:
    return "–" if value is None else f"{value:.3f}"
