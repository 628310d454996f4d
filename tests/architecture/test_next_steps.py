"""Every message of an error says what to do next, not only what happened."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from web.error_pages import DATABASE_AWAY, ERROR_PAGES
from web.error_texts import ERROR_TEXTS, KIND_TEXTS
from web.problem_texts import PROBLEM_TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).resolve().parents[2]

VERBS = re.compile(
    "activate|add|ask|begin|bring|change|check|choose|close|complete|copy|correct|decide|delete|"
    "divide|end|exchange|export|fetch|fill|find|follow|forward|give|go|hand|help|import|install|"
    "invite|keep|leave|let|list|load|look|make|meet|mend|merge|move|name|offer|open|plan|present|"
    "print|put|read|record|reload|remove|rename|restore|ring|run|save|say|see|send|set|shorten|sign|skip|"
    "start|stop|store|take|tell|tick|try|undo|unpack|use|wait|withdraw|write",
    re.IGNORECASE,
)
"""What a next step begins with. A message that needs another verb brings it in here."""

EXCEPTIONS: Mapping[str, str] = {
    "… It was changed ….": (
        "a refusal of the table of moves, which says what is possible instead; here it is said who "
        "was first"
    ),
}
"""Texts that need no next step, with why."""
MOST_EXCEPTIONS = 15

_CLAUSE = re.compile(r"(?:^|[.;:?]\s+|\s/\s+)(?:(?:If|To) [^.;:]*,\s+)?([A-Za-z]+)")
"""Where a sentence or a part of one begins, and its first word: a step is told, not described."""
_COMMAND = re.compile(r"`stegvis [a-z]")
_NOTHING = "Nothing to do"
"""A row of a taxonomy that is laid aside says so: the reader need not look for what to mend."""


def says_what_to_do(text: str) -> bool:
    """Tell whether a message has a clause that begins with what to do, or shows a command."""
    told = any(VERBS.fullmatch(word) for word in _CLAUSE.findall(text))
    return told or _COMMAND.search(text) is not None or _NOTHING in text


def test_every_error_of_the_code_says_what_to_do(raised: Any):
    found = raised.raised()
    texts = {" ".join(one.text.split()): f"{one.module}: {one.text}" for one in found}

    assert len(texts) > 500
    silent = {text: at for text, at in texts.items() if not says_what_to_do(text)}
    assert sorted(at for text, at in silent.items() if text not in EXCEPTIONS) == []
    assert set(EXCEPTIONS) <= set(silent), "an exception that is none any more"


def test_exceptions_are_few_and_have_a_reason():
    assert len(EXCEPTIONS) < MOST_EXCEPTIONS
    assert all(len(reason.split()) > 5 for reason in EXCEPTIONS.values())


@pytest.mark.parametrize("code", ERROR_TEXTS)
def test_a_text_of_a_page_says_what_to_do(code: str):
    assert says_what_to_do(str(ERROR_TEXTS[code]))


@pytest.mark.parametrize("kind", KIND_TEXTS, ids=lambda kind: kind.__name__)
def test_a_text_for_what_has_no_code_says_what_to_do(kind: type[Exception]):
    assert says_what_to_do(str(KIND_TEXTS[kind]))


@pytest.mark.parametrize("code", PROBLEM_TEXTS)
def test_a_text_for_programs_says_what_to_do(code: str):
    assert says_what_to_do(str(PROBLEM_TEXTS[code][1]))


@pytest.mark.parametrize(
    "page", [*ERROR_PAGES.values(), DATABASE_AWAY], ids=lambda page: page.title
)
def test_an_error_page_says_what_to_do(page: Any):
    assert says_what_to_do(str(page.next_step))


@pytest.mark.parametrize(
    "text",
    [
        "There is no such link.",
        "There is no user ….",
        "Nothing was changed, so nothing was saved.",
        "Ladders have no versions here: they are read from their files.",
        "A token works for 1 to … days, not … (--days).",
        "Only a trial that still runs goes on as a job. Nothing was saved.",
        "The list of people to ask and choose from is empty.",
        "The choice is not open: nobody who was asked may change it.",
    ],
)
def test_a_text_that_only_says_what_happened_is_found(text: str):
    assert not says_what_to_do(text)


@pytest.mark.parametrize(
    "text",
    [
        "There is no participant …. Check the code.",
        "The period is over: ring the person.",
        "There is no run …; see `stegvis import list`.",
        "There is no user …. `stegvis accounts list` shows them.",
        "If it lasts, ask who runs the server.",
    ],
)
def test_a_text_with_a_next_step_passes(text: str):
    assert says_what_to_do(text)
