"""`stegvis taxonomy use`: go back to an earlier version, after a look at what that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from matcher.cli.console import open_services, out, print_json
from matcher.cli.taxonomy import FEW, AsJson, holds, taxonomy_app, version_to_json
from matcher.domain.concept import IMPORTED, Scheme
from matcher.errors import InputError

if TYPE_CHECKING:
    from matcher.domain.taxonomy_change import ConfirmedConcept, VersionChange
    from matcher.domain.taxonomy_version import TaxonomyVersion


@taxonomy_app.command("use")
def use_version(
    scheme: Annotated[Scheme, typer.Argument(help="Whose version.", show_default=False)],
    version: Annotated[
        str,
        typer.Argument(help="Its number in the list, or its name.", show_default=False),
    ],
    by: Annotated[str, typer.Option(help="Who chooses it; kept in the audit log.")] = "cli",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring an earlier version into use; the one in use is kept."""
    if scheme not in IMPORTED:
        raise InputError(
            "Ladders have no versions here: they are read from their files. Change the "
            "ladder's file, or publish a draft with `stegvis ladders publish`."
        )
    change = open_services().taxonomy_versions.use(scheme, version, by=by, dry_run=dry_run)
    if as_json:
        print_json(_to_json(change, dry_run=dry_run))
    else:
        _print(change, dry_run=dry_run)


def _print(change: VersionChange, *, dry_run: bool) -> None:
    after = change.after
    if change.unchanged:
        out.print(f"{_said(after)} is in use already; nothing was changed.")
        return
    before = f"from {_said(change.before)} " if change.before else ""
    out.print(f"{before}to {_said(after)}:", soft_wrap=True)
    out.print(f"  It has {holds(after.counts)}.", soft_wrap=True)
    out.print(f"  Concepts that come: {holds(change.comes) or 'none'}.")
    out.print(f"  Concepts that go: {holds(change.goes) or 'none'}.")
    _print_lost(change.lost)
    if dry_run:
        out.print("  Nothing was written (--dry-run).")
        return
    back = (
        f"; back with `stegvis taxonomy use {after.scheme.value} {change.before.number}`"
        if (change.before)
        else ""
    )
    out.print(f"  In use now{back}.")
    if after.prepared_for is None:
        out.print("  Its labels are compared by letters until `stegvis taxonomy prepare` has run.")


def _print_lost(lost: tuple[ConfirmedConcept, ...]) -> None:
    if not lost:
        out.print("  Of what people confirmed, everything is in it.")
        return
    first = ", ".join(_label(one) for one in lost[:FEW])
    more = f" and {len(lost) - FEW} more (--json has all)" if len(lost) > FEW else ""
    times = sum(one.times for one in lost)
    out.print(
        f"  Confirmed by people and not in it: {len(lost)} concepts, {times} times: "
        f"{escape(first)}{more}. They stay, with their names, where they were confirmed; search "
        "and linking do not find them.",
        soft_wrap=True,
    )


def _said(version: TaxonomyVersion) -> str:
    named = f" {version.name}" if version.name else ""
    return escape(f"{version.scheme.value}{named} (no. {version.number}, {version.at:%Y-%m-%d})")


def _label(one: ConfirmedConcept) -> str:
    return next((one.labels[lang] for lang in ("sv", "en", *one.labels) if lang in one.labels), "")


def _to_json(change: VersionChange, *, dry_run: bool) -> dict[str, Any]:
    return {
        "before": version_to_json(change.before) if change.before else None,
        "after": version_to_json(change.after),
        "dry_run": dry_run,
        "unchanged": change.unchanged,
        "comes": dict(change.comes),
        "goes": dict(change.goes),
        "confirmed_lost": [
            {
                "scheme": one.key.scheme.value,
                "id": one.key.id,
                "labels": dict(one.labels),
                "times": one.times,
            }
            for one in change.lost
        ],
    }
