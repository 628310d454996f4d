"""`stegvis audit`: verify the log, list its rows, make a past list again."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Column, Table

from matcher.cli.console import open_services, out, print_json, progress_bar
from matcher.domain.ids import ParticipantCode, RunId
from matcher.errors import InputError
from matcher.services.looks import AUDIT_LOG

if TYPE_CHECKING:
    from matcher.domain.audit import AuditEvent
    from matcher.domain.replay import Replay
    from matcher.services.suggest import ReplayService

audit_app = typer.Typer(help="The audit log: who did what and when.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
SHORT = 12


@audit_app.command("verify")
def verify_log(as_json: AsJson = False) -> None:
    """Look through the whole log; exit code 1 when a row is broken, which is named."""
    found = open_services().audit.verify()
    if as_json:
        print_json(
            {
                "ok": found.ok,
                "rows": found.rows,
                "first_broken": found.first_broken,
                "why": found.why,
                "hash": found.hash,
            }
        )
    elif found.ok:
        out.print(f"{found.rows} rows, all in order. The log ends with {found.hash}.")
    else:
        out.print(f"{found.rows} rows. {escape(found.why or '')}", soft_wrap=True)
        out.print("Keep the database as it is, and look for the last backup that is in order.")
    if not found.ok:
        raise typer.Exit(1)


@audit_app.command("list")
def list_rows(
    subject: Annotated[
        str | None, typer.Option(help="Code of a participant: rows about her only.")
    ] = None,
    by: Annotated[
        str, typer.Option(help="Who looks; kept among those who looked at her, with --subject.")
    ] = "cli",
    last: Annotated[int, typer.Option(min=1, help="How many rows at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List rows, newest first; looking for rows about somebody is a look at her, and is kept."""
    services = open_services()
    about = None if subject is None else ParticipantCode(subject)
    if about is not None:
        services.looks.note(about, by=by.strip(), what=AUDIT_LOG)
    events = services.audit.last(last, about)
    if as_json:
        print_json([_row_to_json(event) for event in events])
        return
    fold = [Column(name, overflow="fold") for name in ("Who", "Did", "With", "About")]
    table = Table("Row", Column("When (UTC)", no_wrap=True), *fold)
    for event in events:
        shown = [event.actor, event.action, f"{event.object_kind} {event.object_id}"]
        about_whom = (event.subject or "")[:SHORT]
        cells = [escape(str(text)) for text in (*shown, about_whom)]
        table.add_row(str(event.sequence), (event.at or "")[:19].replace("T", " "), *cells)
    out.print(table)


@audit_app.command("replay")
def replay_run(
    run: Annotated[
        str | None, typer.Argument(help="Id of a run of suggestions.", show_default=False)
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(help="The told text of the run, which was not kept; - reads standard input."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every run in the log, one after the other.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a past list again, and compare it byte by byte; exit code 1 when it is not the same."""
    if (run is None) != every:
        raise InputError("Say which list to make again: the id of a run, or --all.")
    services = open_services()
    if run is None:
        _replay_all(services.replay, as_json=as_json)
        return
    told = sys.stdin.read() if text == "-" else text
    found = services.replay.replay(RunId(run), told)
    if as_json:
        print_json(_replay_to_json(found))
    else:
        _print_replay(found)
    if not found.identical:
        raise typer.Exit(1)


def _replay_all(service: ReplayService, *, as_json: bool) -> None:
    runs = service.runs()
    other: list[Replay] = []
    with progress_bar("Making lists again") as progress:
        for done, run in enumerate(runs, start=1):
            found = service.replay(run)
            if not found.identical:
                other.append(found)
            progress(done, len(runs))
    if as_json:
        listed = [_replay_to_json(found) for found in other]
        print_json({"runs": len(runs), "identical": len(runs) - len(other), "other": listed})
    else:
        out.print(f"{len(runs) - len(other)} of {len(runs)} lists are the same, byte by byte.")
        for found in other:
            _print_replay(found)
    if other:
        raise typer.Exit(1)


def _row_to_json(event: AuditEvent) -> dict[str, Any]:
    try:
        details = json.loads(event.details or "")
    except ValueError:  # a row that somebody has changed is shown as it is
        details = event.details
    return {**event._asdict(), "sequence": _number(event.sequence), "details": details}


def _number(text: str | None) -> int | str | None:
    return int(text) if text is not None and text.isdecimal() else text


def _replay_to_json(found: Replay) -> dict[str, Any]:
    run = found.run
    return {
        "run": {
            "id": run.id,
            "kind": run.kind.value,
            "at": run.at.isoformat(),
            "by": run.by,
            "encoder": run.encoder,
            "index": run.index,
            "weights": run.weights,
            "seed": run.seed,
        },
        "identical": found.identical,
        "gone": list(found.gone),
        "changed_since": list(found.changed),
        "recorded": list(found.recorded),
        "again": None if found.again is None else list(found.again),
    }


def _print_replay(found: Replay) -> None:
    run = found.run
    out.print(f"Run {run.id} ({run.kind.value}, {run.at:%Y-%m-%d %H:%M} UTC, {escape(run.by)}):")
    if found.identical:
        out.print(f"  {len(found.recorded)} places, the same ids and scores, byte by byte.")
    elif found.again is None:
        out.print("  It cannot be made again:")
    else:
        out.print("  It was made again and is not the same:")
        for was, now in _different(found):
            out.print(f"  - was {escape(was)}, is {escape(now)}", soft_wrap=True)
    for line in found.gone:
        out.print(f"  - {escape(line)}", soft_wrap=True)
    for line in found.changed:
        out.print(f"  (Does not matter here: {escape(line)})", soft_wrap=True)


def _different(found: Replay) -> list[tuple[str, str]]:
    again = found.again or ()
    number = max(len(found.recorded), len(again))
    pairs = [
        tuple(_place(listed[at]) if at < len(listed) else "nothing" for listed in both)
        for at in range(number)
        for both in [(found.recorded, again)]
    ]
    return [(was, now) for was, now in pairs if was != now]


def _place(place: dict[str, object]) -> str:
    named = [str(place[key]) for key in ("opening", "step", "subject") if place[key]]
    return f"{place['rank']}. {' '.join(named)} {place['score']!r}"
