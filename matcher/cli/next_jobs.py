"""`stegvis ladders next`: jobs people move on to, for whoever writes a ladder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from matcher.cli.console import open_services, out, print_json
from matcher.domain.ids import StepId
from matcher.errors import EmptyProgramme, NotFound
from matcher.interchange.beside_tables import ZONE_SOURCES, read_beside
from matcher.interchange.occupation_tables import read_occupations, read_ways
from matcher.planning.next_jobs import NextJobs
from matcher.planning.next_step import NextStepScorer
from matcher.planning.way_graph import WayGraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matcher.bootstrap import Services
    from matcher.domain.ladder import Step
    from matcher.planning.beside import BesideFacts
    from matcher.planning.next_jobs import KnownWay, Proposal
    from matcher.planning.next_step_grounds import Ground
    from matcher.planning.occupations import Occupation, Way

OCCUPATIONS = "jobtech_occupations.csv"
WAYS = "jobtech_substitutability.csv"
_GROUNDS_SHOWN = 4
_ALWAYS_SHOWN = ("shared_skills", "zone")


@dataclass(frozen=True)
class _Read:
    """Occupations, ways, what is known beside them, and where it was read."""

    occupations: Sequence[Occupation]
    ways: Sequence[Way]
    facts: BesideFacts
    sources: Mapping[str, str | None]


def next_jobs(
    occupation: Annotated[
        str, typer.Argument(help="JobTech concept id, Swedish name, or id of a ladder step.")
    ],
    top: Annotated[int, typer.Option(min=1, max=100, help="How many proposals.")] = 10,
    folder: Annotated[
        Path | None,
        typer.Option(
            help=f"Where {OCCUPATIONS} and {WAYS} lie. When not given, the imported taxonomy is "
            "read, or without one HOME/jobtech."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show jobs people move on to: known ways, then proposals, each with its evidence."""
    services = open_services()
    read = _read(services, folder)
    register = services.register(read.occupations, read.facts)
    scorer = NextStepScorer(register, services.next_step_weights())
    jobs = NextJobs(WayGraph(read.occupations, read.ways), scorer)
    found = [
        (one, jobs.known(one), jobs.proposals(one, top))
        for one in _asked(services, jobs, occupation)
    ]
    if as_json:
        print_json([{**_document(*answer), "sources": read.sources} for answer in found])
        return
    for line in _said_sources(read.sources):
        out.print(escape(line), soft_wrap=True)
    for answer in found:
        for line in _lines(*answer):
            out.print(escape(line), soft_wrap=True)


def _read(services: Services, folder: Path | None) -> _Read:
    """Read the folder that is named, else the imported taxonomy, else the folder in HOME."""
    home = services.settings.home / "jobtech"
    imported = services.occupation_register.read() if folder is None else None
    if imported is None:
        return _read_folder(folder or home)
    zones = read_beside([home, services.settings.eval_data], ZONE_SOURCES)
    sources = {
        f"imported {scheme}": name or "no name" for scheme, name in imported.versions.items()
    }
    return _Read(
        imported.occupations,
        imported.ways,
        replace(imported.facts, zone_of=zones.facts.zone_of),
        sources | {name: _path(zones.read[name]) for name in ZONE_SOURCES},
    )


def _read_folder(folder: Path) -> _Read:
    missing = [name for name in (OCCUPATIONS, WAYS) if not (folder / name).is_file()]
    if missing:
        raise EmptyProgramme(
            f"There is no taxonomy to look in: none is imported, and {' and '.join(missing)} "
            f"not found in {folder}. Bring one in with `stegvis taxonomy import FOLDER`, or name "
            "the folder of the two JobTech tables with --folder. The ladders work without them."
        )
    occupations = read_occupations(folder / OCCUPATIONS)
    beside = read_beside([folder])
    own = {name: str(folder / name) for name in (OCCUPATIONS, WAYS)}
    return _Read(
        occupations,
        read_ways(folder / WAYS, occupations),
        beside.facts,
        own | {name: _path(path) for name, path in beside.read.items()},
    )


def _path(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _said_sources(sources: Mapping[str, str | None]) -> Iterator[str]:
    there = [f"{name} ({place})" for name, place in sources.items() if place is not None]
    missing = [name for name, place in sources.items() if place is None]
    yield f"Read: {', '.join(there)}"
    if missing:
        yield f"Not there, and given no weight: {', '.join(missing)}"


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
        for ground in _shown(proposal.grounds):
            yield f"       - {ground.text}"


def _shown(grounds: Sequence[Ground]) -> list[Ground]:
    """Return what weighs most, and what planners ask for though it weighs little."""
    return [
        ground
        for place, ground in enumerate(grounds)
        if place < _GROUNDS_SHOWN or ground.code in _ALWAYS_SHOWN
    ]


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
