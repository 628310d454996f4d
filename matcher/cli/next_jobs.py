"""`stegvis ladders next`: jobs people move on to, for whoever writes a ladder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from matcher.cli.console import open_services, out, print_json
from matcher.domain.ids import StepId
from matcher.errors import EmptyProgramme, NotFound
from matcher.interchange.occupation_tables import read_occupations, read_ways
from matcher.planning.next_jobs import NextJobs
from matcher.planning.next_step import NextStepScorer
from matcher.planning.way_graph import WayGraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.bootstrap import Services
    from matcher.domain.ladder import Step
    from matcher.planning.next_jobs import KnownWay, Proposal
    from matcher.planning.occupations import Occupation

OCCUPATIONS = "jobtech_occupations.csv"
WAYS = "jobtech_substitutability.csv"
_GROUNDS_SHOWN = 4


def next_jobs(
    occupation: Annotated[
        str, typer.Argument(help="JobTech concept id, Swedish name, or id of a ladder step.")
    ],
    top: Annotated[int, typer.Option(min=1, max=100, help="How many proposals.")] = 10,
    folder: Annotated[
        Path | None,
        typer.Option(help=f"Where {OCCUPATIONS} and {WAYS} lie; HOME/jobtech when not given."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show jobs people move on to: known ways, then proposals, each with its evidence."""
    services = open_services()
    jobs = _open(services, folder or services.settings.home / "jobtech")
    found = [
        (one, jobs.known(one), jobs.proposals(one, top))
        for one in _asked(services, jobs, occupation)
    ]
    if as_json:
        print_json([_document(*answer) for answer in found])
        return
    for answer in found:
        for line in _lines(*answer):
            out.print(escape(line), soft_wrap=True)


def _open(services: Services, folder: Path) -> NextJobs:
    missing = [name for name in (OCCUPATIONS, WAYS) if not (folder / name).is_file()]
    if missing:
        raise EmptyProgramme(
            f"There is no taxonomy to look in: {' and '.join(missing)} not found in {folder}. "
            "Put the two JobTech tables there, or name their folder with --folder. The ladders "
            "work without them."
        )
    occupations = read_occupations(folder / OCCUPATIONS)
    graph = WayGraph(occupations, read_ways(folder / WAYS, occupations))
    register = services.register(occupations)
    return NextJobs(graph, NextStepScorer(register, services.next_step_weights()))


def _asked(services: Services, jobs: NextJobs, name: str) -> list[Occupation]:
    step = services.ladders.steps.get(StepId(name))
    if step is None:
        return [jobs.find(name)]
    return [jobs.find(concept) for concept in _concepts(step)]


def _concepts(step: Step) -> list[str]:
    found = [code for code in (step.codes.jobtech, *step.codes.also_jobtech) if code]
    if not found:
        raise NotFound(
            f"The step {step.id} names no JobTech occupation. Ask for an occupation by its name, "
            f"for example one of SSYK {step.codes.ssyk}."
        )
    return found


def _lines(
    occupation: Occupation, known: tuple[KnownWay, ...], proposals: tuple[Proposal, ...]
) -> Iterator[str]:
    yield f"From {_name(occupation)}"
    yield "Known ways (JobTech: 75 most of the work, 25 a part of it)"
    for way in known:
        yield f"  {way.percentage:>3} %  {_name(way.occupation)}"
    if not known:
        yield "  none"
    yield "Jobs people may move on to: evidence, not a promise; ask the trade"
    for number, proposal in enumerate(proposals, start=1):
        yield f"{number:>3}. {_name(proposal.occupation)}  {proposal.score:.2f}"
        if proposal.back is not None:
            yield f"       - a known way leads back ({proposal.back} %), none is known there"
        for ground in proposal.grounds[:_GROUNDS_SHOWN]:
            yield f"       - {ground.text}"


def _name(occupation: Occupation) -> str:
    return f"{occupation.label}  {occupation.id}  SSYK {occupation.ssyk}"


def _document(
    occupation: Occupation, known: tuple[KnownWay, ...], proposals: tuple[Proposal, ...]
) -> dict[str, Any]:
    return {
        "occupation": _said(occupation),
        "known": [{**_said(way.occupation), "percentage": way.percentage} for way in known],
        "proposals": [
            {
                **_said(proposal.occupation),
                "score": proposal.score,
                "known_back": proposal.back,
                "evidence": [
                    {
                        "code": ground.code,
                        "text": ground.text,
                        "worth": ground.worth,
                        "concepts": list(ground.concepts),
                    }
                    for ground in proposal.grounds
                ],
            }
            for proposal in proposals
        ],
    }


def _said(occupation: Occupation) -> dict[str, str]:
    return {"id": occupation.id, "label": occupation.label, "ssyk": occupation.ssyk}
