"""The 09:40 call in a browser: six fields, a look at each person, six people asked."""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace

import pytest
from conftest import REPOSITORY
from functional.web_programme import EMPLOYER, EverythingFits, build

from matcher.bootstrap import now
from matcher.domain.ids import ParticipantCode
from matcher.domain.suggestion import SuggestionState

pytestmark = pytest.mark.browser

PEOPLE = ("P001", "P011", "P012", "P013", "P014", "P015", "P016")


@pytest.fixture
def programme(tmp_path):
    """Seven people who can wash up, in the caseload of whoever answers the telephone."""
    programme = build(tmp_path, kind=EverythingFits)
    with programme.services.units(write=True) as unit:
        known = unit.participants.get(ParticipantCode("P001"))
        unit.participants.put([replace(known, code=ParticipantCode(code)) for code in PEOPLE[1:]])
        unit.commit()
    programme.sign()
    return programme


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.syspath_prepend(str(REPOSITORY / "benchmarks"))
    yield importlib.import_module("call_in_browser")
    for name in ("call_in_browser", "stop_switch"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no_scripts"])
def test_from_the_call_to_six_people_asked(open_page, programme, benchmark, scripts):
    page = open_page(java_script_enabled=scripts)

    found = benchmark.measure(page, EMPLOYER.name, now().date())

    # A step and five fields; a tick and a button for each, since nobody is confirmed in a heap.
    assert (found["fields"], found["presses"], found["pages"]) == (6, 14, 8)
    assert found["seconds"] >= found["hands_s"] > 30
    states = [
        one.state
        for code in PEOPLE
        for one in programme.services.queues.person(code).suggestions
        if one.opening not in {None, "O001", "A001"}
    ]
    assert found["asked"] == states.count(SuggestionState.ASKED) == 6
    waiting = [one.template for one in programme.services.outbox.messages()]
    assert waiting.count("ask") == 6
