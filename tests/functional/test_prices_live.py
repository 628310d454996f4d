"""Prices in use on the demo with the real encoder: the lists that people get are spread."""

from __future__ import annotations

import importlib
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace

import pytest
from conftest import REPOSITORY
from functional.conftest import make_commands

from matcher.bootstrap import build_services
from matcher.settings import load_settings

pytestmark = pytest.mark.encoder

MINIMUM = 3
STRENGTH = 0.93
MOST_LOST = 0.04


@pytest.fixture(scope="module")
def benchmark():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(REPOSITORY / "benchmarks"))
        yield importlib.import_module("live_lists")
    for name in ("live_lists", "stop_switch"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def own(demo, encoder_settings, tmp_path_factory):
    """Commands on a copy of the demo: lists of the shared one stay by score alone."""
    home = tmp_path_factory.mktemp("priced")
    with (
        closing(sqlite3.connect(demo.home / "demo.db")) as source,
        closing(sqlite3.connect(home / "demo.db")) as target,
    ):
        source.backup(target)
    shutil.copytree(demo.home / "index", home / "index")
    return make_commands(home, encoder_settings)


@pytest.fixture(scope="module")
def measured(own, benchmark):
    settings = replace(load_settings(own.environment), programme="demo")
    return benchmark.measure(build_services(settings), STRENGTH)


def test_the_lists_that_people_get_are_spread_at_little_loss(measured):
    found = measured.figures()
    assert found["people"] > 150
    assert found["gini_by_score"] > 0.4
    assert found["gini"] < 0.55 * found["gini_by_score"]
    assert 0 < found["ndcg_loss"] < MOST_LOST
    # What is foretold leaves leads aside, and is close to what came of it.
    for name in ("gini_by_score", "gini", "ndcg_loss"):
        assert found[f"foretold_{name}"] == pytest.approx(found[name], abs=0.02)


def test_everybody_keeps_three_where_there_are_three_and_nobody_gets_more(measured):
    found = measured.figures()
    assert (found["least_list"], found["people_below_minimum"]) == (MINIMUM, 0)
    for code, made in measured.at_prices.items():
        there = len(measured.by_score[code].suggestions)
        assert min(there, MINIMUM) <= len(made.suggestions) <= there


def test_scores_are_shown_as_they_are_and_order_the_list(measured):
    known = {
        (code, one.opening, one.step): one.score
        for code, made in measured.by_score.items()
        for one in made.suggestions
    }
    others = 0
    for code, made in measured.at_prices.items():
        scores = [one.score for one in made.suggestions]
        assert scores == sorted(scores, reverse=True)
        for one in made.suggestions:
            assert sum(one.contributions.values()) == pytest.approx(one.score, abs=1e-12)
            assert known.get((code, one.opening, one.step), one.score) == one.score
            others += (code, one.opening, one.step) not in known
    assert others > 100


def test_every_list_is_made_again_the_same_after_its_prices_were_ended(own, measured):
    assert own.json("plan", "spread", "--end") == {"ended": None}
    [prices] = {made.prices for made in measured.at_prices.values()}
    assert prices is not None
    for lists in (measured.by_score, measured.at_prices):
        for made in list(lists.values())[::20]:
            assert own.json("audit", "replay", made.run.id)["identical"] is True


def test_prices_are_in_use_from_one_command_until_another(own, measured):
    person = next(iter(measured.at_prices))
    used = own.json("plan", "spread", "--strength", "0.9", "--use", "--by", "Siv")["in_use"]
    assert (used["by"], used["strength"], used["weighed_by"]) == ("Siv", 0.9, "places")
    assert own.json("suggest", "--participant", person)["run"]["prices"] == used["id"]

    shown = own.run("plan", "spread", "--strength", "0.5")
    assert shown.exit_code == 0
    assert f"prices {used['id'][:12]} of strength 0.90 by places" in shown.stdout
    assert "(Siv)" in shown.stdout
    assert "Suggested at these prices, with three jobs of a step at most: Gini" in shown.stdout
    assert "Half the Gini of suggested lists: strength" in shown.stdout

    assert own.json("plan", "spread", "--end") == {"ended": used["id"]}
    assert "No prices were in use" in own.run("plan", "spread", "--end").stdout
    assert own.json("suggest", "--participant", person)["run"]["prices"] is None


def test_use_and_end_are_not_said_together_nor_with_too_low_a_minimum(own):
    both = own.run("plan", "spread", "--use", "--end")
    assert both.exit_code == 2
    assert "not both" in both.output
    low = own.run("plan", "spread", "--use", "--minimum", "1")
    assert low.exit_code != 0
    assert "at least 3" in str(low.exception)


def test_the_benchmark_prints_its_figures(benchmark, measured, monkeypatch, capsys):
    monkeypatch.setattr(benchmark, "copy_of_demo", lambda _: None)
    monkeypatch.setattr(benchmark, "build_services", lambda _: None)
    monkeypatch.setattr(benchmark, "measure", lambda _, strength: measured)
    for words in (["--json"], ["--strength", "0.93"]):
        monkeypatch.setattr(sys, "argv", ["live_lists.py", *words])
        benchmark.main()
        shown = capsys.readouterr().out
        if "--json" in words:
            assert json.loads(shown) == measured.figures()
        else:
            assert "least_list 3" in shown
    monkeypatch.setattr(sys, "argv", ["live_lists.py", "--strength", "2"])
    with pytest.raises(SystemExit):
        benchmark.main()
