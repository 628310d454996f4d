"""`stegvis openings`: what openings without codes may be, and deciding on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Column, Table

from matcher.cli.console import open_services, out, print_json
from matcher.domain.concept_suggestion import ConceptMove, ConceptState
from matcher.domain.ids import OpeningId

if TYPE_CHECKING:
    from matcher.domain.concept_suggestion import ConceptSuggestion
    from matcher.services.occupations import OpeningPage

openings_app = typer.Typer(help="Openings, and the occupations they may be.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(help="Id of the opening.", show_default=False)]
Occupation = Annotated[
    str,
    typer.Argument(help="Id of the occupation, or its first letters.", show_default=False),
]
By = Annotated[str, typer.Option(help="Who decides; kept with the decision.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@openings_app.command("list")
def list_waiting(as_json: AsJson = False) -> None:
    """List openings whose suggested occupations nobody has decided on yet."""
    pages = open_services().occupations.waiting()
    if as_json:
        print_json([_page_to_json(page) for page in pages])
        return
    if not pages:
        out.print("There is nothing to decide on.")
        return
    table = Table("Opening", Column("Title", overflow="fold"), Column("May be", overflow="fold"))
    for page in pages:
        undecided = [one for one in page.occupations if one.state is ConceptState.SUGGESTED]
        said = "; ".join(f"{one.label('sv')[0]} {one.confidence:.2f}" for one in undecided)
        table.add_row(escape(page.opening.id), escape(page.opening.title), escape(said))
    out.print(table)
    out.print("Look at one with `stegvis openings show ID`.")


@openings_app.command()
def show(opening: Id, as_json: AsJson = False) -> None:
    """Show an opening with the occupations it may be, and who decided what."""
    page = open_services().occupations.opening(OpeningId(opening))
    if as_json:
        print_json(_page_to_json(page))
        return
    shown = page.opening
    out.print(
        f"{escape(shown.id)}: {escape(shown.title)} ({shown.kind.value}, {shown.state.value})"
    )
    sector = shown.sector.value if shown.sector else "none of ours"
    out.print(f"Sector: {sector}. Step: {shown.step or 'not known'}.")
    if not page.occupations:
        out.print("No occupation is suggested: it came with codes, or nothing was near enough.")
        return
    table = Table(
        Column("Id", no_wrap=True),
        Column("May be", overflow="fold"),
        "Scheme",
        "Sure",
        "Found by",
        Column("State", overflow="fold"),
    )
    for one in page.occupations:
        table.add_row(
            one.id[:SHORT],
            escape(one.label("sv")[0]),
            one.key.scheme.value,
            f"{one.confidence:.2f}",
            one.found_by.value,
            escape(_state(one)),
        )
    out.print(table)
    out.print("What was done:")
    for moved in page.moves:
        who = f" ({moved.by})" if moved.by else ""
        said = f"{moved.at:%Y-%m-%d %H:%M} {_DONE[moved.move]}: {moved.label}{who}"
        out.print(f"  {escape(said)}", soft_wrap=True)


@openings_app.command()
def confirm(opening: Id, occupation: Occupation, by: By, as_json: AsJson = False) -> None:
    """Confirm that an opening is this occupation."""
    _decide(opening, occupation, ConceptMove.CONFIRM, by, as_json=as_json)


@openings_app.command()
def refuse(opening: Id, occupation: Occupation, by: By, as_json: AsJson = False) -> None:
    """Say that an opening is not this occupation."""
    _decide(opening, occupation, ConceptMove.REFUSE, by, as_json=as_json)


@openings_app.command()
def undo(opening: Id, occupation: Occupation, by: By, as_json: AsJson = False) -> None:
    """Take a decision back."""
    _decide(opening, occupation, ConceptMove.UNDO, by, as_json=as_json)


SHORT = 8
"""So many letters of an id are shown; the commands take a beginning."""


def _decide(opening: str, occupation: str, move: ConceptMove, by: str, *, as_json: bool) -> None:
    after = open_services().occupations.move(OpeningId(opening), occupation, move, by=by)
    if as_json:
        print_json(_to_json(after))
        return
    out.print(f"{escape(after.label('sv')[0])}: {escape(_state(after))}.")


_DONE = {
    ConceptMove.SUGGEST: "suggested",
    ConceptMove.WITHDRAW: "no longer suggested",
    ConceptMove.CONFIRM: "confirmed",
    ConceptMove.REFUSE: "refused",
    ConceptMove.UNDO: "undone",
}


def _state(one: ConceptSuggestion) -> str:
    if one.by is None or one.at is None:
        return one.state.value
    said = "undone" if one.state is ConceptState.SUGGESTED else one.state.value
    return f"{said} by {one.by}, {one.at:%Y-%m-%d %H:%M}"


def _page_to_json(page: OpeningPage) -> dict[str, Any]:
    opening = page.opening
    return {
        "opening": opening.id,
        "title": opening.title,
        "kind": opening.kind.value,
        "state": opening.state.value,
        "sector": opening.sector.value if opening.sector else None,
        "step": opening.step,
        "occupations": [_to_json(one) for one in page.occupations],
        "moves": [
            {
                "id": moved.suggestion,
                "scheme": moved.key.scheme.value,
                "concept": moved.key.id,
                "label": moved.label,
                "move": moved.move.value,
                "by": moved.by,
                "at": moved.at.isoformat(),
            }
            for moved in page.moves
        ],
    }


def _to_json(one: ConceptSuggestion) -> dict[str, Any]:
    label, lang = one.label("sv")
    return {
        "id": one.id,
        "scheme": one.key.scheme.value,
        "concept": one.key.id,
        "label": label,
        "label_lang": lang,
        "confidence": one.confidence,
        "found_by": one.found_by.value,
        "state": one.state.value,
        "version": one.version,
        "by": one.by,
        "at": one.at.isoformat() if one.at else None,
    }
