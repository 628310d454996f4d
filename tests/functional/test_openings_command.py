"""`stegvis openings`: what an opening may be, decided on from the command line."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from matcher import bootstrap
from matcher.cli.main import app
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import InvalidTransition, NotFound

ADS = "\n".join(
    json.dumps({"id": number, "headline": title, "description": "Text [OBS]"})
    for number, title in (("1", "Diskare [dag]"), ("2", "Zxqw"))
)


@pytest.fixture
def stegvis(tmp_path, monkeypatch):
    monkeypatch.setenv("STEGVIS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(bootstrap.Services, "encoder", HashingEncoder())

    def run(*words):
        return CliRunner().invoke(app, list(map(str, words)))

    return run


@pytest.fixture
def imported(stegvis, tmp_path):
    path = tmp_path / "ads.jsonl"
    path.write_text(ADS, encoding="utf-8")
    result = stegvis("import", "openings", path, "--by", "Anna")
    assert result.exit_code == 0, result.output + repr(result.exception)
    return result


def page(stegvis, opening="lead-1"):
    return json.loads(stegvis("openings", "show", opening, "--json").stdout)


def said(result):
    assert result.exit_code == 0, result.output + repr(result.exception)
    return " ".join(result.output.split())


def test_the_import_says_what_there_is_to_decide(stegvis, imported):
    assert "Without codes:" in said(imported)
    waiting = {
        one["opening"]: one for one in json.loads(stegvis("openings", "list", "--json").stdout)
    }
    first = waiting["lead-1"]["occupations"][0]
    assert (first["label"], first["scheme"], first["state"]) == (
        "Diskare och köksstädare",
        "ladder",
        "suggested",
    )
    listed = said(stegvis("openings", "list"))
    assert "Diskare [dag]" in listed
    assert "Diskare och köksstädare 0.9" in listed


def test_one_is_confirmed_shown_and_taken_back(stegvis, imported):
    one = page(stegvis)["occupations"][0]["id"]

    assert "köksstädare: confirmed by Anna Ek" in said(
        stegvis("openings", "confirm", "lead-1", one[:8], "--by", "Anna Ek")
    )
    now = page(stegvis)["occupations"][0]
    assert (now["state"], now["by"], now["version"]) == ("confirmed", "Anna Ek", 1)
    shown = said(stegvis("openings", "show", "lead-1"))
    assert "lead-1: Diskare [dag] (lead, new)" in shown
    assert "confirmed by Anna Ek" in shown
    assert one[:8] in shown
    again = stegvis("openings", "refuse", "lead-1", one, "--by", "Bo")
    assert isinstance(again.exception, InvalidTransition)
    undone = json.loads(stegvis("openings", "undo", "lead-1", one, "--by", "Bo", "--json").stdout)
    assert (undone["state"], undone["by"]) == ("suggested", "Bo")
    shown = said(stegvis("openings", "show", "lead-1"))
    assert "undone by Bo" in shown
    assert "suggested: Diskare och köksstädare (Anna)" in shown
    assert "undone: Diskare och köksstädare (Bo)" in shown
    assert [row["move"] for row in page(stegvis)["moves"] if row["id"] == one] == [
        "suggest",
        "confirm",
        "undo",
    ]
    assert "refused by Bo" in said(stegvis("openings", "refuse", "lead-1", one, "--by", "Bo"))


def test_an_opening_without_any_says_why(stegvis, tmp_path):
    path = tmp_path / "openings.csv"
    path.write_text(
        "opening_id;employer;title;text;form;pay_line;step\n"
        "O1;Köket AB;Diskare;Diska;permanent;avtal;kitchens.kitchen_porter\n",
        encoding="utf-8",
    )
    stegvis("import", "openings", path)

    assert "nothing to decide" in said(stegvis("openings", "list"))
    shown = said(stegvis("openings", "show", "O1"))
    assert "Sector: kitchens. Step: kitchens.kitchen_porter." in shown
    assert "No occupation is suggested" in shown


def test_what_is_not_there_is_told(stegvis, imported):
    assert isinstance(stegvis("openings", "show", "O9").exception, NotFound)
    wrong = stegvis("openings", "confirm", "lead-1", "zz", "--by", "Anna")
    assert isinstance(wrong.exception, NotFound)
    assert stegvis("openings", "confirm", "lead-1", "zz").exit_code == 2
