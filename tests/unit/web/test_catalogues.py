"""Every message of the interface is translated, with its placeholders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import web
from web.languages import TRANSLATED, catalogue_path, direction, read_catalogue

ROOT = Path(web.__file__).parent
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def used():
    found = extract_from_dir(
        ROOT,
        method_map=[("**.py", "python"), ("**/templates/**.html", "jinja2")],
        options_map={"**/templates/**.html": {"trim_blocks": "true", "silent": "false"}},
        keywords=KEYWORDS,
    )
    return {message for _, _, message, _, _ in found}


@pytest.fixture(params=TRANSLATED)
def catalogue(request):
    with catalogue_path(request.param).open("rb") as file:
        return read_po(file, locale=request.param)


def test_messages_are_found_in_code_and_templates(used):
    assert {"Undo", "There is nothing here", ("%(number)s week", "%(number)s weeks")} <= used


def test_catalogue_has_what_is_used_and_no_more(used, catalogue):
    assert {message.id for message in catalogue if message.id} == used


def test_every_message_is_translated_with_its_placeholders(catalogue):
    for message in catalogue:
        if not message.id:
            continue
        asked = message.id if isinstance(message.id, str) else message.id[1]
        said = [message.string] if isinstance(message.string, str) else list(message.string)
        assert all(said), message.id
        assert not message.fuzzy
        for text in said:
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(asked)), text


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "شخص واحد"), (2, "شخصان"), (3, "أشخاص"), (10, "أشخاص"), (11, "شخصاً"), (100, "شخص")],
)
def test_arabic_counts_in_its_own_way(number, said):
    text = read_catalogue("ar").ungettext("%(num)s person", "%(num)s people", number)

    assert re.sub(r"\(?%\(num\)s\)?", "", text).strip() == said


def test_directions():
    assert [direction(lang) for lang in ("sv", "en", "ar")] == ["ltr", "ltr", "rtl"]
