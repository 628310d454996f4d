"""Every text that an error is made with is in the listing, in the languages it is shown in."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from web.error_texts import ERROR_TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).resolve().parents[2]
LISTING = (REPOSITORY / "docs" / "reference" / "messages.md").read_text(encoding="utf-8")

COMPOSED: Mapping[str, str] = {
    "matcher/domain/machines/machine.py": "the table of moves says what is possible, and for whom",
    "matcher/domain/relation.py": "callers of the check bring the text",
    "matcher/services/disclosure/acts.py": "the permissions there are say which one is missing",
    "matcher/services/outbox/service.py": "the kind of message says what is over",
    "matcher/services/outbox/texts.py": "the kind of message says what is over",
    "web/areas/imports/work.py": "only for the log: a name of a class, no text of a file",
}
"""Files in which an error is made of words from elsewhere, with from where."""
MAKERS = frozenset(
    {
        "matcher/evaluation/row_files.py",
        "matcher/interchange/ad_documents.py",
        "matcher/interchange/columns.py",
        "matcher/interchange/files.py",
        "matcher/interchange/ladder_yaml.py",
        "matcher/interchange/occupation_tables.py",
        "matcher/interchange/profile_change.py",
        "matcher/interchange/sent_rows.py",
        "matcher/interchange/taxonomy_table.py",
    }
)
"""Files with a function that makes a fault of what its callers say; those texts are listed."""


def test_every_text_of_an_error_is_in_the_listing(raised: Any):
    found = raised.raised()
    rows = {row.rpartition(" | ")[2] for row in LISTING.splitlines()}

    assert len(found) > 500
    said = {" ".join(one.text.split()).replace("|", "\\|") + " |" for one in found}
    assert said - rows == set(), "run `make docs`"


def test_an_error_without_words_of_its_own_is_known(raised: Any):
    files = {file for file, _ in raised.without_words()}

    assert files == {*COMPOSED, *MAKERS}


def test_every_code_that_an_error_has_is_said_on_pages(raised: Any):
    codes = {one.code for one in raised.raised() if one.code and raised.OPEN not in one.code}

    assert len(codes) > 80
    assert codes - set(ERROR_TEXTS) == set()


def test_a_text_is_read_as_far_as_it_stands_in_the_code(raised: Any):
    def read(code: str) -> str:
        named = {"MOST": ast.parse("'at most 3'", mode="eval").body}
        return str(raised.text(ast.parse(code, mode="eval").body, named))

    assert read("f'{file} has {MOST} rows. ' + mend") == "… has at most 3 rows. …"
    assert read("'Name one.' if one else 'Name some.'") == "Name one. / Name some."


@pytest.mark.parametrize(
    "text",
    [
        # an error, a fault by way of a function, a text with a code, a page, a program
        "Say whom to match: one of --participant, --opening or --text.",
        "workbooks are not read without the package defusedxml. Install it.",
        "Skriv namnet med 1 till 80 bokstäver.",
        "Databasen svarar inte",
        "Send a token: Authorization: Bearer TOKEN. Whoever runs Stegvis makes one.",
        # words under a name of the function, of the file, and of two branches before
        "this is no percentage. Write a whole number from 1 to 100.",
        "there is no such ISCO group. Take all files of one folder from the same version of ESCO.",
        "'…' needs a reason. / … is none of them. Choose one of: ….",
    ],
)
def test_the_listing_has_every_kind_of_text(text: str):
    assert text in LISTING


def test_a_route_is_no_message():
    assert "| `write` |" not in LISTING


def test_what_pages_say_is_there_in_swedish():
    rows = [
        line
        for line in LISTING.partition("## The command line")[0].splitlines()
        if line.startswith("| ") and not line.startswith("| ---")
    ]

    assert len(rows) > 120
    assert [row for row in rows if len([c for c in row.strip("| ").split(" | ") if c]) != 3] == []
