"""`stegvis person`: what one person may ask for."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from matcher.cli.console import note, open_services, out, print_json
from matcher.cli.person_way import activate, inform, leave, map_person
from matcher.domain.ids import ParticipantCode
from matcher.domain.machines.participant import LeaveReason
from matcher.errors import InputError
from matcher.interchange.own_data import write_own_data
from matcher.services.looks import EXPORT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.bootstrap import Services
    from matcher.services.duplicates import Merge
    from matcher.services.persons import Deletion
    from matcher.services.rights import Moved, Stopped

person_app = typer.Typer(
    help="One person: into the programme, what she may ask for, out of it.", no_args_is_help=True
)
person_app.command()(inform)
person_app.command("map")(map_person)
person_app.command()(activate)
person_app.command()(leave)

Code = Annotated[str, typer.Argument(help="Code of the person.", show_default=False)]
By = Annotated[str, typer.Option(help="Who does this; kept.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@person_app.command()
def delete(
    code: Code,
    by: By,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what goes; delete nothing.")] = (
        False
    ),
    as_json: AsJson = False,
) -> None:
    """Delete a person for good: rows, decisions, vectors, and traces in free space.

    The log of runs stays and no longer says about whom. Whoever is deleted stays deleted when an
    older backup is restored.
    """
    services = open_services()
    who = ParticipantCode(code)
    gone = services.persons.holdings(who) if dry_run else services.persons.delete(who, by=by)
    kept = _elsewhere(services)
    if as_json:
        print_json({"dry_run": dry_run, **asdict(gone), "replaced_databases": kept})
        return
    _tell(gone)
    out.print("Nothing was deleted (--dry-run)." if dry_run else "Deleted.")
    for file in kept:
        note(f"{file} is a database that a restore replaced; it may still hold the person.")


@person_app.command()
def export(
    code: Code,
    out_folder: Annotated[
        Path, typer.Option("--out", help="A new folder for the files.", show_default=False)
    ],
    by: Annotated[str, typer.Option(help="Who takes it out; kept among those who looked.")] = "cli",
    as_json: AsJson = False,
) -> None:
    """Write everything there is on a person to files: JSON, and a CSV for each table.

    Who looked at her, and what the audit log says was done, is in it. Check with your lawyer what
    secrecy holds back before you hand it over.
    """
    services = open_services()
    services.persons.must_be_there(ParticipantCode(code))
    services.looks.note(ParticipantCode(code), by=by, what=EXPORT)
    rows = services.persons.own_data(ParticipantCode(code))
    purposes = {one.name: one.purpose for one in services.columns.columns}
    written = write_own_data(out_folder, rows, purposes)
    if as_json:
        print_json({"files": [str(path) for path in written], "rows": _sizes(rows)})
        return
    for table, held in _sizes(rows).items():
        out.print(f"{table}: {held}")
    out.print(f"{len(written)} files in {escape(str(out_folder))}", soft_wrap=True)


@person_app.command()
def pause(code: Code, by: By, as_json: AsJson = False) -> None:
    """Take a person off the lists at once, because she asks for it; nothing is deleted."""
    _print_moved(open_services().rights.pause(ParticipantCode(code), by=by), as_json=as_json)


@person_app.command()
def resume(code: Code, by: By, as_json: AsJson = False) -> None:
    """Put a person back on the lists."""
    _print_moved(open_services().rights.resume(ParticipantCode(code), by=by), as_json=as_json)


@person_app.command("phone-only")
def phone_only(
    code: Code,
    by: By,
    end: Annotated[bool, typer.Option("--end", help="She may be written to again.")] = False,
) -> None:
    """Record that a person asks not to be written to: no link or letter is made, one rings."""
    open_services().rights.write_to(ParticipantCode(code), may=end, by=by)
    out.print("She may be written to." if end else "She is reached by telephone only.")


@person_app.command()
def stop(
    code: Code,
    by: By,
    reason: Annotated[
        LeaveReason, typer.Option(help="Why, for the statistics; an own wish is enough.")
    ] = LeaveReason.OWN_WISH,
    as_json: AsJson = False,
) -> None:
    """End the use of a person's data at once: lists, suggestions, index and vectors.

    The rows stay until the retention plan says; it is shown. `stegvis person delete` deletes now.
    """
    services = open_services()
    stopped = services.rights.stop(ParticipantCode(code), by=by, reason=reason)
    lasts = {one.table: one.retention.id for one in services.columns.columns}
    if as_json:
        print_json(
            {
                **asdict(stopped),
                "archived_on": stopped.archived_on.isoformat(),
                "deleted_on": stopped.deleted_on.isoformat(),
                "retention": {table: lasts[table] for table in stopped.kept},
            }
        )
        return
    _tell_stopped(stopped, lasts)


@person_app.command()
def merge(
    keep: Annotated[str, typer.Argument(help="The code that stays.", show_default=False)],
    other: Annotated[str, typer.Argument(help="The code that goes.", show_default=False)],
    by: By = "cli",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it does; do nothing.")] = (
        False
    ),
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; there is no way back.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make two rows about one person one, with both histories. This cannot be undone.

    What it does is shown first, and it is asked for a yes.
    """
    service = open_services().duplicates
    kept, gone = ParticipantCode(keep), ParticipantCode(other)
    found = service.preview(kept, gone)
    if not as_json:
        _tell_merge(found, keep, other)
    if not dry_run:
        if as_json and not yes:
            raise InputError("Merging cannot be undone. Look with --dry-run, then say --yes.")
        if not yes:
            typer.confirm("This cannot be undone. Merge?", abort=True)
        found = service.merge(kept, gone, by=by)
    if as_json:
        print_json({"dry_run": dry_run, "keep": keep, "other": other, **asdict(found)})
    else:
        out.print("Nothing was changed (--dry-run)." if dry_run else f"{other} is {keep} now.")


def _print_moved(moved: Moved, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(moved))
    else:
        out.print(f"Now '{moved.state}'. Undecided suggestions that ended: {moved.suggestions}.")


def _tell_stopped(stopped: Stopped, lasts: Mapping[str, str]) -> None:
    out.print(
        f"Now '{stopped.state}'. Ended at once: {stopped.suggestions} suggestions, "
        f"{stopped.concepts} suggested concepts, {stopped.index_rows} rows of the index, vectors "
        f"of {stopped.texts} texts."
    )
    who = stopped.decided_by or "a proposal that nobody has decided on: nothing goes by itself"
    out.print(
        f"Kept until the retention plan says ({escape(who)}): archived on {stopped.archived_on}, "
        f"deleted on {stopped.deleted_on}.",
        soft_wrap=True,
    )
    for table, rows in stopped.kept.items():
        out.print(f"  {table}: {rows} ({lasts[table]})")


def _tell_merge(found: Merge, keep: str, other: str) -> None:
    out.print(f"{escape(other)} becomes {escape(keep)}.")
    out.print(f"Facts that change: {', '.join(found.changed) or 'none'}")
    for table, rows in found.moved.items():
        out.print(f"{table}: {rows} moved")
    out.print(f"Undecided suggestions of {escape(other)} that end: {found.ended}")
    out.print(f"Lists made for {escape(other)} can be read afterwards, and not made again.")


def _sizes(rows: Mapping[str, Sequence[object]]) -> dict[str, int]:
    return {table: len(held) for table, held in rows.items()}


def _tell(gone: Deletion) -> None:
    for table, rows in gone.rows.items():
        out.print(f"{table}: {rows}")
    out.print(f"rows of the index: {gone.index_rows}, texts in the cache: at most {gone.texts}")


def _elsewhere(services: Services) -> list[str]:
    settings = services.settings
    return sorted(str(path) for path in settings.home.glob(f"{settings.programme}.replaced-*.db"))
