"""`stegvis ladders`: check ladder files, and look at the ladders in use."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Column, Table

from matcher.cli.console import open_services, out, print_json
from matcher.cli.ladder_steps import agree, publish, retire
from matcher.cli.next_jobs import next_jobs
from matcher.domain.ids import StepId
from matcher.domain.ladder import Mark
from matcher.interchange.ladder_file import check_ladder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.domain.ladder import CertificateNeed, Fact, Requirement, Span, Step, Train
    from matcher.domain.ladders import Ladders

ladders_app = typer.Typer(help="The job ladders.", no_args_is_help=True)
ladders_app.command("next")(next_jobs)
ladders_app.command()(agree)
ladders_app.command()(publish)
ladders_app.command()(retire)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Lang = Annotated[str, typer.Option(help="Language of the texts: sv, en or ar.")]


@ladders_app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Ladder files.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Name every fault of ladder files with its line and mend; exit code 1 when there is one."""
    faults = {path: check_ladder(path) for path in files}
    if as_json:
        print_json(
            [
                {"file": str(path), "ok": not found, "faults": [asdict(fault) for fault in found]}
                for path, found in faults.items()
            ]
        )
    else:
        for path, found in faults.items():
            for fault in found:
                out.print(escape(str(fault)), soft_wrap=True)
            number = len(found)
            said = "in order" if not number else f"{number} fault{'s' * (number > 1)}"
            out.print(f"{escape(path.name)}: {said}")
    if any(faults.values()):
        raise typer.Exit(1)


@ladders_app.command("list")
def list_steps(as_json: AsJson = False, lang: Lang = "sv") -> None:
    """List every step of the ladders in use."""
    services = open_services()
    ladders = services.ladders
    if as_json:
        here = services.steps.steps().values()
        print_json([_step_line(step, ladders, lang) for step in here])
        return
    if not ladders.steps:
        out.print(
            f"There are no ladders in {escape(str(services.settings.ladder_folder))}. Put ladder "
            "files (*.yaml) there, or name another folder with STEGVIS_LADDERS.",
            soft_wrap=True,
        )
        return
    table = Table(
        Column("Step", no_wrap=True), "Order", "Title", Column("Leads on to", overflow="fold")
    )
    for step in ladders.steps.values():
        onward = dict.fromkeys(way.to_step for way in ladders.onward(step.id))
        table.add_row(
            step.id,
            f"{step.order:g}",
            escape(step.titles.get(lang)),
            "\n".join(onward) or "top of the ladder",
        )
    out.print(table)


@ladders_app.command()
def show(
    step: Annotated[str, typer.Argument(help="Id of a step, as in `stegvis ladders list`.")],
    as_json: AsJson = False,
    lang: Lang = "sv",
) -> None:
    """Show a step: tasks, requirements, Swedish, certificates and the ways onward."""
    ladders = open_services().ladders
    found = ladders.step(StepId(step))
    if as_json:
        print_json(_step_whole(found, ladders, lang))
        return
    out.print(f"[bold]{escape(found.titles.get(lang))}[/bold]  {found.id}")
    for line in _lines(found, ladders, lang):
        out.print(escape(line), soft_wrap=True)


def _lines(step: Step, ladders: Ladders, lang: str) -> Iterator[str]:
    yield "Tasks"
    for task in step.tasks:
        yield f"  - {task.texts.get(lang)}"
    yield "What one needs to be able to do"
    for need in step.requirements:
        yield f"  - {need.texts.get(lang)} {_said_of(need)}"
    levels = ", ".join(f"{area} {level.label}" for area, level in step.swedish.areas.items())
    yield f"Swedish: {levels} {_mark(step.swedish.fact)}"
    if step.certificates:
        yield "Certificates"
    for paper in step.certificates:
        yield f"  - {paper.names.get(lang)} {_said_of(paper)}"
    yield "Ways onward"
    for way in ladders.onward(step.id):
        title = ladders.step(way.to_step).titles.get(lang)
        weeks = _weeks(way.weeks.full_time)
        yield f"  - {title}: {way.training.titles.get(lang)}, {weeks} {_mark(way.fact)}"
    if step.top:
        yield "  - top of the ladder"


def _said_of(need: Requirement | CertificateNeed) -> str:
    how = f"{need.importance}, {_training(need.train)}"
    return f"({'gate, ' if need.kind == 'gate' else ''}{how}) {_mark(need.fact)}"


def _training(train: Train | None) -> str:
    if train is None:
        return "needed from the start"
    return f"can be trained {train.when} the job in {_weeks(train.weeks)}"


def _weeks(span: Span) -> str:
    return (
        f"{span.low:g} to {span.high:g} weeks" if span.low != span.high else f"{span.low:g} weeks"
    )


def _mark(fact: Fact) -> str:
    return f"[{fact.source}]" if fact.mark is Mark.SOURCED else "[to be confirmed]"


def _step_line(step: Step, ladders: Ladders, lang: str) -> dict[str, Any]:
    return {
        "id": step.id,
        "sector": step.sector.value,
        "order": step.order,
        "title": step.titles.get(lang),
        "entry": step.entry,
        "top": step.top,
        "state": step.state.value,
        "onward": [way.to_step for way in ladders.onward(step.id)],
    }


def _step_whole(step: Step, ladders: Ladders, lang: str) -> dict[str, Any]:
    return _step_line(step, ladders, lang) | {
        "tasks": [task.texts.get(lang) for task in step.tasks],
        "requirements": [
            {
                "id": need.id,
                "text": need.texts.get(lang),
                "kind": need.kind.value,
                "importance": need.importance.value,
                "mark": need.fact.mark.value,
            }
            for need in step.requirements
        ],
        "swedish": {area.value: level.label for area, level in step.swedish.areas.items()},
        "certificates": [
            {"id": paper.id, "name": paper.names.get(lang), "kind": paper.kind.value}
            for paper in step.certificates
        ],
        "transitions": [
            {
                "id": way.id,
                "to": way.to_step,
                "training": way.training.titles.get(lang),
                "weeks": {"min": way.weeks.full_time.low, "max": way.weeks.full_time.high},
                "mark": way.fact.mark.value,
                "source": way.fact.source,
            }
            for way in ladders.onward(step.id)
        ],
    }
