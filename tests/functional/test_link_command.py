"""`stegvis link`: a text to occupations and skills from the command line."""

from __future__ import annotations

import json

import pytest
from taxonomies import COOK, jobtech, put, reduced
from typer.testing import CliRunner

from matcher import bootstrap
from matcher.cli.main import app
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import InputError


@pytest.fixture
def stegvis(tmp_path, monkeypatch):
    monkeypatch.setenv("STEGVIS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(bootstrap.Services, "encoder", HashingEncoder())

    def run(*words, stdin=None):
        return CliRunner().invoke(app, list(map(str, words)), input=stdin)

    return run


def linked(result):
    assert result.exit_code == 0, result.output + repr(result.exception)
    return json.loads(result.stdout)


def test_linking_works_with_nothing_imported(stegvis):
    document = linked(stegvis("link", "Diskare", "--json"))

    assert (document["versions"], document["prepared"]) == ([], True)
    first = document["links"][0]
    assert (first["scheme"], first["id"]) == ("ladder", "kitchens.kitchen_porter")
    assert (first["found_by"], first["matched"]) == ("exact", "diskare")
    assert 0.9 < first["confidence"] <= 1
    assert "No taxonomy is imported" in stegvis("link", "Diskare").output


def test_an_imported_taxonomy_is_linked_and_then_prepared(stegvis, tmp_path):
    stegvis("taxonomy", "import", put(tmp_path / "files", reduced(), jobtech()))

    document = linked(
        stegvis("link", "-", "--kind", "occupation", "--top", "3", "--json", stdin="Kockerska")
    )

    assert (document["prepared"], document["lang"]) == (False, "sv")
    assert (document["links"][0]["id"], document["links"][0]["found_by"]) == (COOK, "crosswalk")
    assert {one["kind"] for one in document["links"]} == {"occupation"}
    assert "stegvis taxonomy prepare" in stegvis("link", "Kockerska").output
    assert linked(stegvis("taxonomy", "prepare", "--json"))["labels"] >= 5
    assert linked(stegvis("link", "Kock", "--json"))["prepared"]


def test_the_misleading_label_leads_nowhere(stegvis, tmp_path):
    stegvis("taxonomy", "import", put(tmp_path / "files", reduced()))

    document = linked(stegvis("link", "sjuksköterska, grundutbildad", "--top", "50", "--json"))

    said = [(one["label"], one["matched"]) for one in document["links"]]
    assert not [one for one in said if "grundutbildad" in " ".join(one)]


def test_where_nothing_is_sure_the_nearest_are_shown_as_guesses(stegvis):
    document = linked(stegvis("link", "Будівельник", "--lang", "uk", "--json"))

    assert document["links"] == []
    assert document["guesses"]
    assert all(0 <= one["confidence"] < 0.1 for one in document["guesses"])
    shown = " ".join(stegvis("link", "Будівельник", "--lang", "uk").output.split())
    assert "Nothing is 0.1 sure or more" in shown
    assert document["guesses"][0]["label"].split()[0] in shown
    assert linked(stegvis("link", "Diskare", "--json"))["guesses"] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("link", "  "), "There is no text"),
        (("link", "x" * 20_001), "at most 20000"),
        (("link", "kock", "--kind", "group"), "Only occupations and skills"),
    ],
)
def test_what_cannot_be_linked_is_told(stegvis, words, says):
    result = stegvis(*words)

    assert isinstance(result.exception, InputError)
    assert says in str(result.exception)
