"""`stegvis import`: participants and openings from files, and undoing it."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Column, Table

from matcher.cli.console import note, open_services, out, print_json, progress_bar
from matcher.domain.import_report import report_of
from matcher.domain.importing import ImportKind
from matcher.errors import InputErrors
from matcher.interchange.files import holds_json, known_as
from matcher.interchange.header_advice import advised
from matcher.interchange.jobtech import parse_ads
from matcher.interchange.openings import parse_openings
from matcher.interchange.participants import parse_participants
from matcher.interchange.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from matcher.bootstrap import Services
    from matcher.domain.importing import (
        ImportBatch,
        ImportPlan,
        IncomingOpening,
        MappedRow,
    )
    from matcher.errors import RowError
    from matcher.interchange.columns import Parsed
    from matcher.interchange.tables import Table as FileTable
    from matcher.services.corrections import Reached

SLOW_ROWS = 200
"""From so many rows on, a bar shows how far the mapping is."""

import_app = typer.Typer(help="Bring in participants and openings.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="The file.", show_default=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")]
KeepGood = Annotated[
    bool, typer.Option("--keep-good", help="Bring in the good rows though others are refused.")
]
Sheet = Annotated[str | None, typer.Option(help="Sheet of a workbook; the first otherwise.")]
By = Annotated[str, typer.Option(help="Who imports; kept with the import.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the user asked for."""

    file: Path
    dry_run: bool
    keep_good: bool
    by: str
    as_json: bool


@import_app.command()
def participants(
    file: File,
    dry_run: DryRun = False,
    keep_good: KeepGood = False,
    sheet: Sheet = None,
    by: By = "cli",
    as_json: AsJson = False,
) -> None:
    """Bring in participants from CSV or XLSX; rows with a known code are updated."""
    services = open_services()
    table = read_table(file, sheet=sheet)
    _tell_encoding(table)
    with _advice(file, ImportKind.PARTICIPANTS):
        parsed = parse_participants(table, services.programme)
    plan = services.intake.plan_participants(parsed.good, parsed.rejected)
    _carry_out(services, plan, _Wish(file, dry_run, keep_good, by, as_json))


@import_app.command()
def openings(
    file: File,
    dry_run: DryRun = False,
    keep_good: KeepGood = False,
    sheet: Sheet = None,
    by: By = "cli",
    as_json: AsJson = False,
) -> None:
    """Bring in openings from CSV or XLSX, or job ads (JSON, JSONL) as leads."""
    services = open_services()
    parsed = _read_openings(file, sheet, services)
    with _bar(len(parsed.good)) as progress:
        plan = services.intake.plan_openings(parsed.good, parsed.rejected, progress)
    _carry_out(services, plan, _Wish(file, dry_run, keep_good, by, as_json))


@import_app.command()
def undo(
    batch: Annotated[
        str | None, typer.Argument(help="Id of an import; the last otherwise.")
    ] = None,
    by: Annotated[str, typer.Option(help="Who takes it back; kept in the audit log.")] = "cli",
    as_json: AsJson = False,
) -> None:
    """Take an import back: what it made goes, what it changed is as before."""
    undone = open_services().intake.undo(batch, by=by)
    if as_json:
        print_json(_batch_to_json(undone))
        return
    out.print(
        f"Import {undone.id} of {escape(undone.file)} is undone: {len(undone.created)} rows taken "
        f"away, {len(undone.updated)} as before."
    )


@import_app.command("list")
def list_imports(as_json: AsJson = False) -> None:
    """List the imports, newest first."""
    batches = open_services().intake.batches()
    if as_json:
        print_json([_batch_to_json(batch) for batch in batches])
        return
    if not batches:
        out.print("Nothing has been imported yet. Start with `stegvis import participants FILE`.")
        return
    fold = [Column(name, overflow="fold") for name in ("What", "File", "By")]
    table = Table(Column("Import", no_wrap=True), *fold, "Rows", "Undone")
    for batch in batches:
        table.add_row(
            batch.id,
            batch.kind.value,
            escape(batch.file),
            escape(batch.by),
            f"{len(batch.created)} new\n{len(batch.updated)} changed\n{batch.rejected} refused",
            f"{batch.undone_at:%Y-%m-%d}" if batch.undone_at else "",
        )
    out.print(table)


def _read_openings(file: Path, sheet: str | None, services: Services) -> Parsed[IncomingOpening]:
    if holds_json(file):
        return parse_ads(file, services.programme)
    table = read_table(file, sheet=sheet)
    _tell_encoding(table)
    with _advice(file, ImportKind.OPENINGS):
        return parse_openings(table, services.programme)


@contextmanager
def _advice(file: Path, kind: ImportKind) -> Iterator[None]:
    try:
        yield
    except InputErrors as errors:
        raise advised(errors, file, kind) from None


def _tell_encoding(table: FileTable) -> None:
    if table.delimiter is not None:
        shown = f", for example {', '.join(table.sample)}" if table.sample else ""
        note(escape(f"{table.file} is read as {table.encoding}{shown}."))


def _bar(rows: int) -> AbstractContextManager[Callable[[int, int], None] | None]:
    return progress_bar("Reading ads") if rows > SLOW_ROWS else nullcontext()


def _carry_out(services: Services, plan: ImportPlan, wish: _Wish) -> None:
    refused = bool(plan.rejected) and not wish.keep_good
    batch = reached = None
    if not (wish.dry_run or refused):
        before = services.corrections.before(plan.updated) if plan.people else ()
        batch = services.intake.apply(
            plan, by=wish.by, file=known_as(wish.file), keep_good=wish.keep_good
        )
        reached = services.corrections.reach(before, by=wish.by) if before else None
    if wish.as_json:
        print_json({**_plan_to_json(plan, wish, batch), "reached": _reached_to_json(reached)})
    else:
        _print_plan(plan, wish, batch)
        _tell_reached(reached)
    if refused and wish.dry_run:
        raise typer.Exit(1)
    if refused:
        raise InputErrors(plan.rejected)


def _plan_to_json(plan: ImportPlan, wish: _Wish, batch: ImportBatch | None) -> dict[str, Any]:
    said = report_of(plan, known_as(wish.file), dry_run=wish.dry_run)
    return said | {"batch": None if batch is None else _batch_to_json(batch)}


def _batch_to_json(batch: ImportBatch) -> dict[str, Any]:
    return asdict(batch) | {
        "at": batch.at.isoformat(),
        "undone_at": batch.undone_at.isoformat() if batch.undone_at else None,
    }


def _print_plan(plan: ImportPlan, wish: _Wish, batch: ImportBatch | None) -> None:
    if wish.dry_run and plan.table:
        out.print(_mapping_table(plan.table))
    # Without --keep-good and --dry-run the faults are the error that ends the command.
    if wish.dry_run or batch is not None:
        _print_refused(plan.rejected)
    numbers = (
        f"{len(plan.created)} new, {len(plan.updated)} changed, {len(plan.unchanged)} as before, "
        f"{plan.rejected_rows} refused"
    )
    if batch is not None:
        # Undo without an id takes the last import back that changed something: an older one here.
        back = (
            f"Import {batch.id}; take it back with `stegvis import undo {batch.id}`."
            if plan.created or plan.updated
            else "Everything is there already; there is nothing to take back."
        )
        out.print(f"{numbers}. {back}", soft_wrap=True)
        _tell_occupations(plan)
    elif wish.dry_run:
        out.print(f"{numbers}. Nothing was written (--dry-run).")


def _reached_to_json(reached: Reached | None) -> dict[str, int] | None:
    return None if reached is None else asdict(reached)


def _tell_reached(reached: Reached | None) -> None:
    if reached is not None and reached.ended:
        out.print(
            f"Open suggestions of {reached.people} corrected profiles have ended: {reached.ended}. "
            f"New lists: {reached.renewed}."
        )


def _tell_occupations(plan: ImportPlan) -> None:
    several = sum(bool(found) for found in plan.occupations.values())
    if several:
        out.print(
            f"Without codes: {several}. What they may be is to be confirmed: "
            "`stegvis openings list`."
        )


def _mapping_table(rows: tuple[MappedRow, ...]) -> Table:
    table = Table(
        Column("Headline", no_wrap=True, overflow="ellipsis", max_width=30),
        "Sector",
        Column("Step", overflow="fold"),
        Column("Sure", no_wrap=True),
        Column("By", overflow="fold"),
        Column("May be", overflow="fold"),
    )
    for row in rows:
        table.add_row(
            escape(row.title),
            row.sector.value if row.sector else "none of ours",
            row.step or "-",
            "" if row.confidence is None else f"{row.confidence:.2f}",
            f"{row.by.value if row.by else '-'} ({row.why})",
            escape("; ".join(f"{one.label} {one.confidence:.2f}" for one in row.occupations)),
        )
    return table


def _print_refused(faults: tuple[RowError, ...]) -> None:
    if faults:
        out.print("Refused:")
    for fault in faults:
        out.print(f"  {escape(str(fault))}", soft_wrap=True)
