"""Every error that a page may meet has a code, and every code a text in every language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale
from sources import tree_of

import matcher
import web
from matcher.domain.text import LANGUAGES
from matcher.errors import (
    ArtifactError,
    Conflict,
    DecisionError,
    InputError,
    InputErrors,
    InvalidTransition,
    OpeningFull,
    RowError,
)
from web.error_texts import ERROR_TEXTS, say_error
from web.languages import speak

ROOT = Path(matcher.__file__).parent
PACKAGES = (
    *(ROOT / name for name in ("domain", "services", "persistence")),
    Path(web.__file__).parent,
)
CODED = {"InputError", "DecisionError", "InvalidTransition", "OpeningFull", "Conflict"}
ONLY_BY_COMMAND = {
    "matcher/services/drafts/spread.py",
    "matcher/services/duplicates.py",
    "matcher/services/occupations.py",
    "matcher/services/persons.py",
    "matcher/services/planning_gaps/gaps.py",
    "matcher/services/planning_gaps/training.py",
    "matcher/services/suggest/replay.py",
    "matcher/services/taxonomy.py",
    "matcher/services/taxonomy_versions.py",
    "matcher/services/review/way.py",
    "matcher/services/outbox/service.py",
    "matcher/services/outbox/texts.py",
    "matcher/domain/api_token.py",
    "matcher/domain/informing.py",
    "matcher/persistence/backup.py",
    "matcher/persistence/copying.py",
    "matcher/persistence/backup_archive.py",
    "matcher/persistence/restore.py",
}
"""What no page uses: hand-overs, taxonomies, backups and the like are done by command."""
NO_PAGE_ASKS = (
    *("duplicates", "occupations", "persons", "replay", "taxonomies"),
    *("taxonomy_versions", "way", "outbox"),
)


def raised():
    """Yield (file, line, class, code, names of values) of every error that is made."""
    for package in PACKAGES:
        for path in sorted(package.rglob("*.py")):
            for node in ast.walk(tree_of(path)):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in CODED
                ):
                    named = {one.arg: one.value for one in node.keywords}
                    code = named.pop("code", None)
                    name = path.relative_to(ROOT.parent).as_posix()
                    yield name, node.lineno, node.func.id, code, set(named) - {"by", "at"}


def passed_on():
    """Yield codes that are handed to a function which raises with them."""
    for package in PACKAGES:
        for path in sorted(package.rglob("*.py")):
            for node in ast.walk(tree_of(path)):
                if isinstance(node, ast.Call):
                    for one in node.keywords:
                        if one.arg == "code" and isinstance(one.value, ast.Constant):
                            yield one.value.value


def test_every_input_error_that_a_page_may_meet_has_a_code():
    without = [
        f"{file}:{line} has no code, so pages cannot say it"
        for file, line, kind, code, _ in raised()
        if kind == "InputError" and code is None and file not in ONLY_BY_COMMAND
    ]

    assert without == []


def test_what_is_done_by_command_is_done_by_no_page():
    asked = {
        name
        for path in (ROOT.parent / "web").rglob("*.py")
        for name in re.findall(r"services\(\)\.(\w+)", path.read_text("utf-8"))
    }

    assert len(asked) > 20
    assert asked & set(NO_PAGE_ASKS) == set()
    assert {file for file, *_ in raised()} >= ONLY_BY_COMMAND


def test_every_code_has_a_text_and_every_text_a_code():
    codes = {code for code in passed_on() if isinstance(code, str)}
    coded = {
        code.value: (file, line)
        for file, line, _, code, _ in raised()
        if isinstance(code, ast.Constant)
    }

    assert len(coded) > 70
    assert [f"{where}: {code}" for code, where in coded.items() if code not in ERROR_TEXTS] == []
    assert set(ERROR_TEXTS) - codes == set()


def test_a_text_says_only_what_the_error_brings():
    faults = [
        f"{file}:{line}: {code.value} needs {missing}"
        for file, line, _, code, values in raised()
        if isinstance(code, ast.Constant)
        for text in [str(ERROR_TEXTS[code.value]._args[0])]
        if (missing := set(re.findall(r"%\((\w+)\)s", text)) - values)
    ]

    assert faults == []


@pytest.fixture(scope="module")
def page():
    app = Flask(__name__, root_path="web")
    app.secret_key = "x" * 32
    speak(app)
    with app.test_request_context():
        yield


@pytest.mark.parametrize("code", sorted(ERROR_TEXTS))
def test_a_code_is_said_in_every_language(page, code):
    values = dict.fromkeys(
        ("most", "login", "name", "taken", "codes", "slots", "places", "room", "reason"), "7"
    )
    error = InputError("in English, for the log", code=code, **values)
    said = set()
    for lang in LANGUAGES:
        with force_locale(lang):
            said.add(say_error(error))

    assert len(said) == len(LANGUAGES)
    assert not any("%(" in text or "for the log" in text for text in said)
    assert any(re.search(r"[\u0600-\u06ff]", text) for text in said)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (InputError("x", code="places.number", most=50), "from 1 to 50"),
        (OpeningFull("x", code="slots.taken", slots=6), "All 6 presentation slots"),
        (OpeningFull("x"), "no room for more people"),
        (Conflict("x"), "Somebody else changed this meanwhile"),
        (InvalidTransition("x"), "The rules do not allow this now"),
        (DecisionError("x", code="nobody.knows"), "The rules do not allow this now"),
        (InputError("x"), "cannot be used"),
        (RowError("a.csv", 2, "code", "x", "p", "m"), "A row of the file"),
        (ArtifactError("x"), "Something went wrong on our side"),
        (
            InputErrors([InputError("x", code="busy"), InputError("y", code="busy")]),
            "wait a moment",
        ),
    ],
)
def test_an_error_is_said_by_its_code_or_else_by_its_kind(page, error, said):
    with force_locale("en"):
        text = say_error(error)

    assert said in text
    assert text.count("wait a moment") <= 1
