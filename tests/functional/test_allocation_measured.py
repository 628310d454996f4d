"""The benchmark of allocation, small: it says what it should, and the answer is the best."""

from __future__ import annotations

import importlib
import json
import sys

import numpy as np
import pytest
from conftest import REPOSITORY


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.syspath_prepend(str(REPOSITORY / "benchmarks"))
    yield importlib.import_module("allocation")
    sys.modules.pop("allocation", None)


@pytest.mark.parametrize("seats", [1, 3])
def test_it_prints_an_allowed_allocation_at_its_bound(benchmark, monkeypatch, capsys, seats):
    size = ["--people", "800", "--places", "90", "--candidates", "20", "--seats", str(seats)]
    monkeypatch.setattr(sys, "argv", ["allocation.py", *size, "--json"])

    benchmark.main()

    found = json.loads(capsys.readouterr().out)
    assert set(found) == {
        "seconds",
        "peak_mb",
        "objective",
        "dual_bound",
        "greedy",
        "feasible",
    }
    assert found["feasible"] is True
    assert found["greedy"] < found["objective"] <= found["dual_bound"] + 1e-9
    assert found["dual_bound"] - found["objective"] <= 1e-4 * found["dual_bound"]
    assert found["seconds"] > 0


def test_without_json_it_says_so_in_words(benchmark, monkeypatch, capsys):
    monkeypatch.setattr(
        sys, "argv", ["allocation.py", "--people", "50", "--places", "9", "--candidates", "5"]
    )
    benchmark.main()
    assert "greedy" in capsys.readouterr().out


def test_it_refuses_a_programme_without_an_opening(benchmark, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["allocation.py", "--places", "2", "--seats", "3"])
    with pytest.raises(SystemExit):
        benchmark.main()
    assert "places for one opening" in capsys.readouterr().err


def test_scores_look_like_real_ones(benchmark):
    problem = benchmark.made_up(2000, 100, 30)

    assert np.bincount(problem.person).max() == 30
    often = np.bincount(problem.place, minlength=100)
    suits = np.bincount(problem.place, problem.score, 100) / often
    assert often.max() > 3 * often.min()
    assert np.corrcoef(often, suits)[0, 1] > 0.5
    again = benchmark.made_up(2000, 100, 30)
    assert (again.score == problem.score).all()
