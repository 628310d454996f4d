"""`stegvis plan allocate`: a draft over all places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from matcher.cli.console import open_services, out, print_json, progress_bar
from matcher.ranking.vocabulary import name_of

if TYPE_CHECKING:
    from matcher.domain.draft import Draft, DraftSum


def allocate(
    say_in: Annotated[str, typer.Option(help="Language of the bands: sv, en or ar.")] = "sv",
    by: Annotated[str, typer.Option(help="Who asks; kept in the audit log.")] = "cli",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Draft who could go where when all places are looked at together; nothing is carried out."""
    service = open_services().drafts
    with progress_bar("People scored") as progress:
        draft = service.draft(by, progress)
    if as_json:
        print_json(draft_to_json(draft))
    else:
        _print_table(draft, say_in)


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """Return the document of ``stegvis plan allocate --json``."""
    return {
        "day": draft.day.isoformat(),
        "people": draft.people,
        "openings": draft.openings,
        "places": draft.places,
        "pairs": draft.pairs,
        "optimal": _sum_to_json(draft.optimal),
        "greedy": _sum_to_json(draft.greedy),
        "difference": {
            "objective": draft.optimal.objective - draft.greedy.objective,
            "placed": draft.optimal.placed - draft.greedy.placed,
        },
        "dual_bound": draft.bound,
        "rows": [
            {
                "participant": row.participant,
                "opening": {"id": row.opening, "title": row.title},
                "score": row.score,
                "band": row.band.value,
                "greedy_opening": row.greedy,
            }
            for row in draft.rows
        ],
    }


def _sum_to_json(one: DraftSum) -> dict[str, float]:
    return {"objective": one.objective, "placed": one.placed}


def _print_table(draft: Draft, lang: str) -> None:
    table = Table("person", "opening", "title", "score", "band", "best pair first")
    for row in draft.rows:
        other = "same" if row.greedy == row.opening else row.greedy or "no place"
        table.add_row(
            escape(row.participant),
            escape(row.opening),
            escape(row.title),
            f"{row.score:.2f}",
            name_of(f"band.{row.band}", lang),
            escape(other),
        )
    if draft.rows:
        out.print(table)
    best, first = draft.optimal, draft.greedy
    out.print(
        f"{best.placed} of {draft.people} people have one of {draft.places} places in "
        f"{draft.openings} openings; the scores add up to {best.objective:.3f}, which no draft "
        f"exceeds (at most {draft.bound:.3f}).",
        soft_wrap=True,
    )
    out.print(
        f"With the best pair always first: {first.placed} people, {first.objective:.3f}. The draft "
        f"has {best.placed - first.placed:+d} people and {best.objective - first.objective:+.3f}.",
        soft_wrap=True,
    )
    out.print(
        "This is a draft for LinkWorkers. Nobody is suggested, asked or told by it.", soft_wrap=True
    )
