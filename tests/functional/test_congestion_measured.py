"""The benchmark of congestion, small: what the demo must show holds, and its lists are allowed."""

from __future__ import annotations

import importlib
import json
import sys

import pytest
from conftest import REPOSITORY

SMALL = ("--people", "400", "--places", "50", "--candidates", "20")


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.syspath_prepend(str(REPOSITORY / "benchmarks"))
    yield importlib.import_module("congestion")
    for name in ("congestion", "allocation", "stop_switch"):
        sys.modules.pop(name, None)


@pytest.mark.encoder
def test_it_prints_what_the_demo_must_show(benchmark, demo, monkeypatch, capsys):
    for name, value in demo.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["congestion.py", "--people", "0", "--json"])

    benchmark.main()

    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"demo"}
    for by in ("places", "openings"):
        one = found["demo"]["halved"][by]
        assert one["met"] is True
        assert one["gini"] <= one["gini_by_score"] / 2 + 1e-9
        assert one["ndcg_loss"] <= 0.05
        assert (one["least_list"], one["people_below_minimum"]) == (3, 0)


def test_a_made_up_programme_is_spread_and_checked(benchmark):
    problem = benchmark.made_up(400, 50, 20)
    weak, strong = (benchmark.measure(problem, strength) for strength in (0.5, 1.0))
    for one in (weak, strong):
        assert one["allowed"] is True
        assert one["least_list"] == 10
        assert 0.999 * one["bound"] < one["score"] <= one["bound"]
    assert weak["gini_by_score"] > weak["gini"] > strong["gini"]
    assert 0 < weak["ndcg_loss"] < strong["ndcg_loss"]


def test_without_json_it_says_so_in_words(benchmark, monkeypatch, capsys):
    monkeypatch.setattr(benchmark, "copy_of_demo", lambda _: None)
    monkeypatch.setattr(benchmark, "build_services", lambda _: None)
    monkeypatch.setattr(benchmark, "on_demo", lambda _: {"people": 7})
    monkeypatch.setattr(sys, "argv", ["congestion.py", *SMALL])
    benchmark.main()
    shown = capsys.readouterr().out
    assert "demo\n  people 7" in shown
    assert "made_up\n  people 400" in shown


def test_it_refuses_what_cannot_be(benchmark, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["congestion.py", "--strength", "2"])
    with pytest.raises(SystemExit):
        benchmark.main()
    assert "a strength of 0 to 1" in capsys.readouterr().err
