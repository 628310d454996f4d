"""`stegvis link`: which occupations and skills a text speaks of."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Column, Table

from matcher.cli.console import note, open_services, out, print_json
from matcher.domain.concept import ConceptKind
from matcher.errors import InputError
from matcher.taxonomy.linker import LEAST, LINKED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matcher.domain.link import Link

LONGEST = 20_000
FEW = 3


def link(
    text: Annotated[
        str, typer.Argument(help="The text; - reads it from standard input.", show_default=False)
    ],
    lang: Annotated[str, typer.Option(help="Language of the text, such as sv, en, so, ar.")] = "sv",
    kind: Annotated[
        list[ConceptKind] | None, typer.Option(help="Only this kind: occupation or skill.")
    ] = None,
    top: Annotated[int, typer.Option(help="How many of each kind.", min=1, max=50)] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Name the occupations and skills that a text speaks of, with how sure that is."""
    text, kinds = _checked(sys.stdin.read() if text == "-" else text, kind)
    services = open_services()
    service = services.linking
    state = service.state()
    [links] = service.link([text], lang, kinds=kinds, limit=top)
    guesses: tuple[Link, ...] = ()
    if not links:
        [guesses] = service.link([text], lang, kinds=kinds, limit=min(top, FEW), least=0)
    if as_json:
        document: dict[str, Any] = {"lang": lang, "encoder": services.encoder.id}
        document |= {"versions": list(state.versions), "prepared": state.prepared}
        document["links"] = [_to_json(one, lang) for one in links]
        document["guesses"] = [_to_json(one, lang) for one in guesses]
        print_json(document)
        return
    if not state.versions:
        note("No taxonomy is imported: only the ladders' own jobs and skills are known.")
    elif not state.prepared:
        note("Labels are compared by letters until `stegvis taxonomy prepare` has run once.")
    if links:
        _print(links, lang)
    elif guesses:
        out.print(
            f"Nothing is {LEAST:.1f} sure or more. The nearest, which are guesses and are "
            "suggested nowhere:",
            soft_wrap=True,
        )
        _print(guesses, lang)
    else:
        out.print("Nothing is near. Say what was done, in plain words.")


def _checked(
    text: str, kind: Collection[ConceptKind] | None
) -> tuple[str, tuple[ConceptKind, ...]]:
    if not text.strip():
        raise InputError("There is no text to link. Write one, or give it on standard input.")
    if len(text) > LONGEST:
        raise InputError(
            f"The text has {len(text)} characters; at most {LONGEST} are read. Leave out what "
            "does not name work or skills."
        )
    kinds = tuple(one for one in LINKED if not kind or one in kind)
    if not kinds:
        raise InputError("Only occupations and skills are linked: use --kind occupation or skill.")
    return text, kinds


def _print(links: Sequence[Link], lang: str) -> None:
    table = Table(Column("Concept", overflow="fold"), "Kind", "Scheme", "Sure", "Found by", "Label")
    for one in links:
        label, _ = one.concept.label((lang, "sv", "en"))
        table.add_row(
            escape(label),
            one.concept.kind.value,
            one.concept.scheme.value,
            f"{one.confidence:.2f}",
            one.found_by.value,
            "" if one.matched == label else escape(one.matched),
        )
    out.print(table)


def _to_json(found: Link, lang: str) -> dict[str, Any]:
    label, label_lang = found.concept.label((lang, "sv", "en"))
    return {
        "scheme": found.concept.scheme.value,
        "id": found.concept.id,
        "kind": found.concept.kind.value,
        "code": found.concept.code,
        "label": label,
        "label_lang": label_lang,
        "confidence": round(found.confidence, 4),
        "found_by": found.found_by.value,
        "matched": found.matched,
    }
