"""`stegvis evaluate linking | skills`: rank labels, and report where the right one stands.

Only the encoder, the fusion file and the task's own files are read: no database is opened.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from rich.table import Table

from matcher.bootstrap import SEED, Services, build_services
from matcher.cli.console import note, out, print_json, progress_bar
from matcher.embedding import HashingEncoder
from matcher.evaluation.halves import Half
from matcher.evaluation.label_report import compare_labels, rank_labels, report_labels
from matcher.evaluation.linking_task import read_linking_task
from matcher.evaluation.skills_task import read_skills_task
from matcher.settings import load_settings

if TYPE_CHECKING:
    from matcher.evaluation.label_report import LabelRanks
    from matcher.evaluation.label_task import LabelTask
    from matcher.ports import TextEncoder


class Control(StrEnum):
    """A measurement that must come out low, or the other figures mean nothing."""

    NONE = "none"
    SHUFFLED = "shuffled"  # every query has the right answers of another one
    UNTRAINED = "untrained"  # hashed n-grams instead of a trained encoder


HalfOption = Annotated[Half, typer.Option(help="tune sets weights, test is reported.")]
EncoderOption = Annotated[
    str | None, typer.Option(help="Encoder to measure, as STEGVIS_ENCODER names it.")
]
AgainstOption = Annotated[
    str | None, typer.Option(help="Another encoder: print the paired difference too.")
]
ControlOption = Annotated[
    Control, typer.Option(help="Measure a control instead: shuffled answers, untrained encoder.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def linking(
    task: Annotated[Path, typer.Option(help="Folder with a task in MELO's layout.")],
    half: HalfOption = Half.ALL,
    encoder: EncoderOption = None,
    against: AgainstOption = None,
    control: ControlOption = Control.NONE,
    as_json: JsonOption = False,
) -> None:
    """Rank the labels of a corpus for job titles, and report where the first right one stands."""
    _measure(read_linking_task(task).of(half), encoder, against, control, as_json=as_json)


def skills(
    file: Annotated[
        Path | None, typer.Option(help="JobTech skills with ESCO; the public file if not given.")
    ] = None,
    concepts: Annotated[
        Path | None, typer.Option(help="ESCO skills with labels; the public file if not given.")
    ] = None,
    half: HalfOption = Half.ALL,
    encoder: EncoderOption = None,
    against: AgainstOption = None,
    control: ControlOption = Control.NONE,
    as_json: JsonOption = False,
) -> None:
    """Rank ESCO skills for Swedish competences, and report where the first right one stands."""
    folder = load_settings().eval_data
    task = read_skills_task(
        file or folder / "jobtech_skill_to_esco.csv", concepts or folder / "esco_skills.csv"
    )
    _measure(task.of(half), encoder, against, control, as_json=as_json)


def _measure(
    task: LabelTask, name: str | None, against: str | None, control: Control, *, as_json: bool
) -> None:
    if control is Control.SHUFFLED:
        task = task.shuffled(SEED)
    services = _services(name)
    encoder = HashingEncoder() if control is Control.UNTRAINED else services.encoder
    ranks = _rank(task, services, encoder)
    found = report_labels(task, ranks, encoder.id, SEED)
    found |= {"fusion": services.fusion.version, "control": control.value}
    if against is not None:
        other = _services(against)
        theirs = _rank(task, other, other.encoder)
        found["against"] = {
            **report_labels(task, theirs, other.encoder.id, SEED),
            "difference": compare_labels(ranks, theirs, SEED),
        }
    if as_json:
        print_json(found)
    else:
        _print(found)


def _services(encoder: str | None) -> Services:
    settings = load_settings()
    return build_services(replace(settings, encoder=encoder) if encoder else settings, note)


def _rank(task: LabelTask, services: Services, encoder: TextEncoder) -> LabelRanks:
    with progress_bar("Embedding labels") as progress:
        ranker = services.label_ranker(task.labels, encoder, progress)
    with progress_bar("Ranking") as progress:
        return rank_labels(task, ranker, progress)


def _print(found: dict[str, Any]) -> None:
    unseen = found["unseen_concepts"]
    out.print(f"{found['task']}: {found['n']} queries, encoder {found['encoder']}")
    out.print(f"MRR {found['mrr']:.3f}, 95 % {found['ci95'][0]:.3f} to {found['ci95'][1]:.3f}")
    out.print(
        "the right one first {success_at_1:.3f}, among 5 {success_at_5:.3f}, "
        "among 10 {success_at_10:.3f}".format(**found)
    )
    if unseen["n"]:
        out.print(f"concepts never trained on: MRR {unseen['mrr']:.3f}, {unseen['n']} queries")
    table = Table("component", "MRR", "better than the other by", "95 %")
    difference = cast("dict[str, Any]", found.get("against", {}).get("difference", {}))
    for name, mrr in found["components"].items():
        cells = ("", "")
        if name in difference:
            low, high = difference[name]["ci95"]
            cells = (f"{difference[name]['mrr']:+.3f}", f"{low:+.3f} to {high:+.3f}")
        table.add_row(name, f"{mrr:.3f}", *cells)
    out.print(table)
