"""`stegvis taxonomy`: ESCO and the JobTech taxonomy from files, listed and searched."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Column, Table

from matcher.cli.console import open_services, out, print_json, progress_bar
from matcher.domain.concept import IMPORTED, ConceptKind, Scheme
from matcher.domain.taxonomy_version import VersionState
from matcher.interchange.taxonomy_folder import find_sources, version_named_in
from matcher.services.taxonomy import Wish, faults_of, few_of_each, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.taxonomy_intake import SchemeReport
    from matcher.domain.taxonomy_version import TaxonomyVersion
    from matcher.errors import RowError
    from matcher.services.taxonomy import Found

FEW = 3
SHOWN_LANGUAGES = ("sv", "en")

taxonomy_app = typer.Typer(help="Public taxonomies: ESCO and JobTech.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@taxonomy_app.command("import")
def import_taxonomy(
    folder: Annotated[Path, typer.Argument(help="The folder with the files.", show_default=False)],
    scheme: Annotated[
        list[Scheme] | None, typer.Option(help="Only this scheme; both otherwise.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and check everything; write nothing.")
    ] = False,
    keep_good: Annotated[
        bool, typer.Option("--keep-good", help="Use the good rows though others are refused.")
    ] = False,
    name: Annotated[
        str | None, typer.Option(help="Version, such as 1.2.0; the folder's name tells otherwise.")
    ] = None,
    by: Annotated[str, typer.Option(help="Who imports; kept with the version.")] = "cli",
    as_json: AsJson = False,
) -> None:
    """Bring in ESCO and JobTech files; what is in use serves until the new version is whole."""
    sources = find_sources(folder, scheme or IMPORTED)
    version = version_named_in(folder) if name is None else name
    wish = Wish(by, version, dry_run=dry_run, keep_good=keep_good)
    service = open_services().taxonomy
    with progress_bar("Reading files") as progress:
        reports = service.bring_in(sources, wish, progress)
    bad = any(refused(report, wish) for report in reports)
    if as_json:
        print_json([_report_to_json(report, wish) for report in reports])
    else:
        for report in reports:
            _print_report(report, wish)
    if bad and dry_run:
        raise typer.Exit(1)
    if bad:
        raise faults_of(reports)


@taxonomy_app.command("list")
def list_versions(as_json: AsJson = False) -> None:
    """List the versions that are here, newest first."""
    versions = open_services().taxonomy.versions()
    if as_json:
        print_json([version_to_json(version) for version in versions])
        return
    if not versions:
        out.print(
            "No taxonomy is imported; everything works without. Fetch ESCO's CSV files or the "
            "JobTech taxonomy and start with `stegvis taxonomy import FOLDER`."
        )
        return
    table = Table("No.", "Scheme", "Version", "State", "Imported", Column("Holds", overflow="fold"))
    for version in versions:
        table.add_row(
            str(version.number),
            version.scheme.value,
            escape(version.name) or "-",
            f"[bold]{SAID[version.state]}[/bold]" if is_used(version) else SAID[version.state],
            f"{version.at:%Y-%m-%d %H:%M} ({escape(version.by)})",
            holds(version.counts) or f"{len(version.files)} files so far",
        )
    out.print(table)
    if any(version.state is VersionState.EARLIER for version in versions):
        out.print("Go back to an earlier one with `stegvis taxonomy use SCHEME NUMBER`.")


@taxonomy_app.command()
def search(
    text: Annotated[str, typer.Argument(help="A word or a part of one.", show_default=False)],
    lang: Annotated[
        str | None, typer.Option(help="Only labels in this language, such as sv.")
    ] = None,
    kind: Annotated[
        list[ConceptKind] | None, typer.Option(help="Only this kind of concept.")
    ] = None,
    top: Annotated[int, typer.Option(help="How many at most.", min=1, max=500)] = 20,
    as_json: AsJson = False,
) -> None:
    """Find concepts by a part of any of their labels."""
    found = open_services().taxonomy.search(
        text, kinds=tuple(kind or ConceptKind), lang=lang, limit=top
    )
    if as_json:
        print_json([_found_to_json(one, lang) for one in found])
        return
    if not found:
        out.print("No label has this in it. Try a shorter part of the word, or another language.")
        return
    fold = [Column(name, overflow="fold") for name in ("Concept", "Found by")]
    table = Table(*fold, "Kind", "Code", "Scheme")
    for one in found:
        label, _ = one.concept.label(_order(lang))
        by = "" if one.by.text == label else f"{one.by.text} ({one.by.lang})"
        table.add_row(
            escape(label),
            escape(by),
            one.concept.kind.value,
            one.concept.code or "-",
            one.concept.scheme.value,
        )
    out.print(table)


@taxonomy_app.command()
def prepare(as_json: AsJson = False) -> None:
    """Embed all labels once, so that texts are linked by what they mean; minutes."""
    with progress_bar("Embedding labels") as progress:
        number = open_services().linking.prepare(progress)
    if as_json:
        print_json({"labels": number})
        return
    out.print(f"{number:,} labels are embedded. Try `stegvis link TEXT`.")


SAID = {
    VersionState.IN_USE: "in use ◀",
    VersionState.BUILDING: "not whole: run the import again",
    VersionState.EARLIER: "earlier",
}


def is_used(version: TaxonomyVersion) -> bool:
    """Say whether a version is the one in use."""
    return version.state is VersionState.IN_USE


def _order(lang: str | None) -> tuple[str, ...]:
    return (lang, *SHOWN_LANGUAGES) if lang else SHOWN_LANGUAGES


def holds(counts: object) -> str:
    """Say counts by kind, such as `2 skills, 1 group`."""
    listed = counts.items() if isinstance(counts, dict) else ()
    return ", ".join(f"{number:,} {_plural(name, number)}" for name, number in listed)


def _plural(name: str, number: int) -> str:
    return name if name.endswith("s") or number == 1 else f"{name}s"


def version_to_json(version: TaxonomyVersion) -> dict[str, Any]:
    """Return a version as commands print it."""
    return asdict(version) | {"at": version.at.isoformat()}


def _report_to_json(report: SchemeReport, wish: Wish) -> dict[str, Any]:
    switched = report.version is not None and report.version.state is VersionState.IN_USE
    return {
        "scheme": report.scheme.value,
        "version": version_to_json(report.version) if report.version and switched else None,
        "dry_run": wish.dry_run,
        "unchanged": report.unchanged,
        "files": [asdict(file) for file in report.files],
        "not_read_again": list(report.kept),
        "rejected": [asdict(fault) for fault in report.rejected],
        "set_aside": [asdict(note) for note in report.set_aside],
    }


def _found_to_json(found: Found, lang: str | None) -> dict[str, Any]:
    concept = found.concept
    label, label_lang = concept.label(_order(lang))
    return {
        "scheme": concept.scheme.value,
        "id": concept.id,
        "kind": concept.kind.value,
        "code": concept.code,
        "label": label,
        "lang": label_lang,
        "found_by": {"text": found.by.text, "lang": found.by.lang},
        "labels": dict(concept.labels),
        "alternatives": {key: list(names) for key, names in concept.alternatives.items()},
        "descriptions": dict(concept.descriptions),
    }


def _print_report(report: SchemeReport, wish: Wish) -> None:
    rows = sum(file.rows for file in report.files)
    if report.unchanged:
        out.print(f"{report.scheme.value}: these files are in use already; nothing was changed.")
        return
    kept = f", {len(report.kept)} of them read earlier" if report.kept else ""
    out.print(f"{report.scheme.value}: {len(report.files)} files{kept}, {rows:,} rows.")
    _print_aside(report.set_aside)
    switched = report.version is not None and report.version.state is VersionState.IN_USE
    if wish.dry_run or switched:
        for fault in few_of_each(report.rejected):
            out.print(f"  refused: {escape(str(fault))}", soft_wrap=True)
    if switched and report.version is not None:
        out.print(f"  In use now: {holds(report.version.counts)}.")
    elif wish.dry_run:
        out.print("  Nothing was written (--dry-run).")
    else:
        out.print("  Nothing was switched; what was in use is in use.")


def _print_aside(notes: Sequence[RowError]) -> None:
    """Print rows that were set aside by reason, with the first few of each (--json has all)."""
    reasons = Counter((note.file, note.problem, note.mend) for note in notes)
    for (file, problem, mend), number in reasons.items():
        first = [n for n in notes if (n.file, n.problem) == (file, problem)][:FEW]
        places = ", ".join(f"row {n.row}{f' ({n.value})' if n.value else ''}" for n in first)
        out.print(
            f"  set aside: {number:,} rows of {escape(file)}: {escape(problem)}; first "
            f"{escape(places)}. {escape(mend)}",
            soft_wrap=True,
        )
