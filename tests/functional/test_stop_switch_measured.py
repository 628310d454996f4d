"""The benchmark of the stop switch, small: four processes, and it says what it should."""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY
from functional.web_programme import EMPLOYER, KEY, ORGANISATION, QuickServices, openings, people
from jobs import make_rules
from programme import no_trades

from matcher.settings import Settings

if TYPE_CHECKING:
    from matcher.ranking.rules import Rules


class Light(QuickServices):
    """Services of a worker that fits nothing: what is measured is the switch."""

    @cached_property
    def rules(self) -> Rules:
        rules = make_rules()
        return replace(rules, weights=replace(rules.weights, floor=0.0))

    @cached_property
    def sectors(self) -> SimpleNamespace:
        return SimpleNamespace(trades=no_trades)


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.syspath_prepend(str(REPOSITORY / "benchmarks"))
    yield importlib.import_module("stop_switch")
    sys.modules.pop("stop_switch", None)


def test_no_list_follows_the_stop_and_decisions_go_on(benchmark, tmp_path):
    settings = Settings(home=tmp_path, organisation=ORGANISATION, secret_key=KEY)
    with Light(settings).units(write=True) as unit:
        first = people()[0]
        unit.participants.put([replace(first, code=f"P{number:03}") for number in range(8)])
        unit.employers.put([EMPLOYER])
        unit.openings.put(openings())
        unit.commit()

    found = benchmark.measure(settings, 4, load_s=0.5, after_s=3.0, build=Light)

    assert found["workers"] == 4
    assert found["suggestions_before"] >= 4
    assert found["lists_after"] == 0
    assert found["last_suggestion_s"] == 0.0
    assert found["decisions_after"] > 0
    services = Light(settings)
    assert services.audit.verify().ok
