"""What ``stegvis-train sectors`` and ``sector-controls`` do and print."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np
from rich.table import Table

from matcher.bootstrap import SEED
from matcher.cli.console import note, open_services, out, print_json, progress_bar
from matcher.evaluation.sector_task import read_sector_rows
from matcher.interchange.reference import read_labelled_texts, read_reference_rows
from matcher.settings import shared_path
from matcher.taxonomy.prototypes import ladder_prototypes
from matcher.taxonomy.told_model import CHOSEN
from training.sector_controls import measure_controls
from training.sectors import GRID, gather, try_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matcher.evaluation.halves import Half
    from training.sectors import Trial


def choose_sector_reader(*, as_json: bool) -> None:
    """Cross-validate every way to fit, with the encoder that the settings name, and print them."""
    services = open_services()
    rows = read_reference_rows(shared_path("data", "reference"))
    labelled = gather(rows, ladder_prototypes(services.ladders), services.encoder)
    sizes = np.bincount(labelled.groups)
    note(f"{len(labelled.texts)} texts in {len(sizes)} groups, the largest of {sizes.max()}")
    with progress_bar("Cross-validating") as progress:
        trials = try_all(labelled, GRID, SEED, progress)
    if as_json:
        print_json(
            {
                "encoder": services.encoder.id,
                "n": int(labelled.told.sum()),
                "groups": len(sizes),
                "in_use": asdict(CHOSEN),
                "trials": [asdict(trial) for trial in trials],
            }
        )
        return
    out.print(_table_of(trials))
    out.print(f"in use: {CHOSEN}")


def print_sector_controls(file: Path, half: Half, *, as_json: bool) -> None:
    """Measure the reader and its controls on labelled rows and print the figures."""
    services = open_services()
    prototypes = (
        *ladder_prototypes(services.ladders),
        *read_labelled_texts(shared_path("data", "reference")),
    )
    rows = read_sector_rows(file, half)
    rng = np.random.default_rng(SEED)
    found = measure_controls(rows, prototypes, services.encoder, rng, SEED)
    if as_json:
        print_json(found)
        return
    table = Table("", "accuracy", "false positives")
    for name, figures in found.items():
        table.add_row(name, _share(figures["accuracy"]), _share(figures["false_positive_rate"]))
    out.print(table)


def _table_of(trials: Sequence[Trial]) -> Table:
    table = Table("C", "n-grams", "margin", "accuracy", "false positives", "worst language")
    for trial in trials:
        choices = trial.choices
        worst = min(trial.by_lang, key=lambda lang: trial.by_lang[lang])
        table.add_row(
            f"{choices.inverse_regularisation:g}",
            f"{choices.ngram_weight:g}",
            f"{choices.margin:+.1f}",
            f"{trial.accuracy:.3f}",
            f"{trial.false_positives:.3f}",
            f"{worst} {trial.by_lang[worst]:.3f}",
        )
    return table


def _share(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "–"
