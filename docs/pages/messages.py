"""The page of messages: all that Stegvis says when something does not work."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from pages.markdown import code, page, table
from pages.raised import raised
from web.error_pages import DATABASE_AWAY, ERROR_PAGES
from web.error_texts import ERROR_TEXTS
from web.languages import catalogue_path
from web.problem_texts import PROBLEM_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

_ABOUT = """
Everything that Stegvis says when something does not work, in one place: whole pages, sentences on
a page, what programs are told, and the command line. A message says what happened, where, and what
to do next. `…` and `%(name)s` stand for what is put in. Which error it is, with which exit code and
status: [Errors and exit codes](errors.md).
"""
_PAGES = """
A page is in the language of its reader; Arabic stands in `web/translations`, as Swedish does.
"""
_COMMANDS = """
The command line and the log speak English. Where a code stands, pages say the text of that code
from above instead. What is not found is never named on a page: unknown and forbidden look the same.
"""


def messages_page() -> str:
    """Return the page."""
    swedish = _swedish()
    pages = [*((str(status.value), one) for status, one in ERROR_PAGES.items())]
    pages.append(("503, database", DATABASE_AWAY))
    parts = [
        "## Pages",
        _PAGES,
        table(
            ("status", "English", "svenska"),
            (
                (status, " ".join(texts), " ".join(map(swedish, texts)))
                for status, one in pages
                for texts in [[f"{one.title}.", *map(str, (one.happened, one.kept, one.next_step))]]
            ),
        ),
        "## Sentences on a page, by code",
        table(
            ("code", "English", "svenska"),
            ((code(name), str(text), swedish(str(text))) for name, text in ERROR_TEXTS.items()),
        ),
        "## What programs are told, by code",
        table(
            ("code", "English", "svenska"),
            (
                (code(name), str(text), swedish(str(text)))
                for name, (_, text) in PROBLEM_TEXTS.items()
            ),
        ),
        "## The command line and the log",
        _COMMANDS,
        *_commands(),
    ]
    return page("Messages", _ABOUT, *parts)


def _swedish() -> Callable[[str], str]:
    """Return what says a text of a page in Swedish."""
    with catalogue_path("sv").open("rb") as file:
        catalogue = read_po(file, locale="sv")

    def say(text: str) -> str:
        message = catalogue.get(text) or catalogue.get(text.removesuffix("."))
        if message is None or not message.string:
            raise LookupError(f"{text!r} has no Swedish in {catalogue_path('sv')}.")
        return str(message.string) + "." * (message.id != text)

    return say


def _commands() -> list[str]:
    parts = []
    for module, found in groupby(raised(), key=lambda one: one.module):
        parts.append(f"### {module}")
        rows = ((code(one.kind), code(one.code) if one.code else "", one.text) for one in found)
        parts.append(table(("made by", "code", "says"), rows))
    return parts
