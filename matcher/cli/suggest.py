"""`stegvis suggest`: ranked, explained jobs for a person, a text or an opening."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from rich.table import Table

from matcher.cli.console import open_services, out, print_json
from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.errors import InputError
from matcher.ranking.vocabulary import name_of
from matcher.ranking.wire import say_explanation, say_nothing
from matcher.services.suggest import ShortList


def suggest(
    participant: Annotated[str | None, typer.Option(help="Code of a participant.")] = None,
    opening: Annotated[str | None, typer.Option(help="Id of an opening: who fits it?")] = None,
    text: Annotated[
        str | None, typer.Option(help="Work told in any language; - reads standard input.")
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the text (BCP 47).")] = "sv",
    top: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 10,
    say_in: Annotated[str, typer.Option(help="Language of the reasons: sv, en or ar.")] = "sv",
    by: Annotated[str, typer.Option(help="Who asks; kept with the run.")] = "cli",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Suggest first jobs, with reasons for and against and what would change them."""
    asked = [name for name in (participant, opening, text) if name is not None]
    if len(asked) != 1:
        raise InputError("Say whom to match: one of --participant, --opening or --text.")
    services = open_services()
    if participant is not None:
        found = services.suggest.for_participant(ParticipantCode(participant), top, by)
    elif opening is not None:
        found = services.suggest.for_opening(OpeningId(opening), top, by)
    else:
        told = sys.stdin.read() if text == "-" else str(text)
        service = services.suggest
        services.load_encoder()
        found = service.for_text(told, lang, top, by)
    if as_json:
        print_json(short_list_to_json(found, say_in))
    else:
        _print_table(found, say_in)


def short_list_to_json(found: ShortList, lang: str) -> dict[str, Any]:
    """Return the document of ``stegvis suggest --json``."""
    run = found.run
    return {
        "run": {
            "id": run.id,
            "encoder": run.encoder,
            "index": run.index,
            "weights": run.weights,
            "seed": run.seed,
            "at": run.at.isoformat(),
            "prices": found.prices,
        },
        "elapsed_ms": round(found.elapsed_ms, 1),
        "participant": run.participant,
        "suggestions": [
            {
                **say_explanation(suggestion.explanation, lang),
                "participant": suggestion.participant or None,
                "score": suggestion.score,
                "band": suggestion.band.value,
                "contributions": dict(suggestion.contributions),
            }
            for suggestion in found.suggestions
        ],
        "none_because": say_nothing(found.none_because, lang) if found.none_because else None,
    }


def _print_table(found: ShortList, lang: str) -> None:
    if found.none_because:
        _print_nothing(say_nothing(found.none_because, lang))
        return
    for suggestion in found.suggestions:
        said = say_explanation(suggestion.explanation, lang)
        who = f"{suggestion.participant}  " if found.run.opening else ""
        band = name_of(f"band.{suggestion.band}", lang)
        table = Table(
            title=f"{suggestion.rank}. {who}{suggestion.title} · {band}",
            title_justify="left",
            show_header=False,
            box=None,
        )
        for sign, lines in (
            ("+", [reason["text"] for reason in said["reasons_for"]]),
            ("-", [reason["text"] for reason in said["reasons_against"]]),
            ("?", [reason["text"] for reason in said["missing_facts"]]),
            ("→", [change["change"] for change in said["what_would_change"]]),
            ("»", [_way(way) for way in said["next_steps"]]),
        ):
            for line in lines:
                table.add_row(sign, line)
        out.print(table)


def _way(way: dict[str, Any]) -> str:
    return f"{way['step']['title']} ({way['training']['title']})"


def _print_nothing(said: dict[str, Any]) -> None:
    out.print(said["text"])
    for way in said["shortest_way"]:
        out.print(f"[bold]{way['step']['title']}[/bold]")
        for reason in way["in_the_way"]:
            out.print(f"  - {reason['text']}")
        for change in way["what_would_change"]:
            out.print(f"  → {change['change']}")
