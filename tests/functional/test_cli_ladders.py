"""`stegvis ladders`: faults with an exit code, and the ladders for people to read."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from matcher.cli.ladders import ladders_app
from matcher.errors import NotFound
from matcher.settings import shared_path

KITCHENS = shared_path("data", "ladders", "kitchens.yaml")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STEGVIS_HOME", str(tmp_path / "home"))


def ladders(*words):
    return CliRunner().invoke(ladders_app, list(map(str, words)))


def test_sound_files_are_in_order():
    result = ladders("check", *sorted(KITCHENS.parent.glob("*.yaml")))

    assert result.exit_code == 0
    assert result.stdout.count("in order") == 4


def test_every_fault_is_printed_with_file_path_and_mend(tmp_path):
    text = KITCHENS.read_text(encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        text.replace("listening: A2\n", "listening: A9\n", 1).replace("top: true", "top: false", 1),
        encoding="utf-8",
    )

    result = ladders("check", KITCHENS, broken)

    assert result.exit_code == 1
    assert "kitchens.yaml: in order" in result.stdout
    assert "unknown level 'A9'" in result.stdout
    assert "swedish.listening" in result.stdout
    assert "Add a transition from it, or set top: true." in result.stdout
    assert "broken.yaml: 2 faults" in result.stdout


def test_check_speaks_json(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("a: [", encoding="utf-8")

    result = ladders("check", bad, "--json")

    (said,) = json.loads(result.stdout)
    assert said["ok"] is False
    assert said["faults"][0]["file"] == "bad.yaml"
    assert result.exit_code == 1


def test_all_steps_are_listed():
    result = ladders("list", "--json", "--lang", "en")

    steps = json.loads(result.stdout)
    assert len(steps) == 27
    porter = next(step for step in steps if step["id"] == "kitchens.kitchen_porter")
    assert (porter["sector"], porter["title"]) == ("kitchens", "Kitchen porter")
    assert porter["onward"]
    assert "kitchens.kitchen_porter" in ladders("list").stdout


def test_a_step_is_shown_with_marks_and_ways_onward():
    said = json.loads(ladders("show", "kitchens.kitchen_porter", "--json").stdout)
    text = ladders("show", "kitchens.kitchen_porter", "--lang", "en").stdout

    assert 6 <= len(said["requirements"]) <= 12
    assert said["transitions"][0]["weeks"]["max"] > 0
    assert "Ways onward" in text
    assert "[to be confirmed]" in text


def test_an_unknown_step_is_not_found():
    result = ladders("show", "kitchens.nobody")

    assert isinstance(result.exception, NotFound)
    assert "ladders list" in str(result.exception)
