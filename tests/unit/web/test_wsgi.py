"""Time passes in the web server, unless it is told not to."""

from __future__ import annotations

import runpy
import threading

import pytest

from matcher.services import clock


@pytest.fixture
def started(monkeypatch, tmp_path):
    """What each ticker that was started runs; none of them goes on after the test."""
    made = []

    class Counted(clock.Ticker):
        def __init__(self, run, **more):
            super().__init__(run, **more)
            self.run = run

        def start(self):
            made.append(self)

    monkeypatch.setattr(clock, "Ticker", Counted)
    monkeypatch.setenv("STEGVIS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("STEGVIS_ENCODER", str(tmp_path / "no-encoder"))
    return made


def served(monkeypatch, jobs):
    if jobs is not None:
        monkeypatch.setenv("STEGVIS_JOBS", jobs)
    return runpy.run_module("web.wsgi")


@pytest.mark.parametrize("jobs", [None, "web"])
def test_the_web_server_runs_what_is_due(monkeypatch, started, jobs):
    made = served(monkeypatch, jobs)

    [ticker] = started
    ran = []
    monkeypatch.setattr(
        type(made["services"]), "jobs", type("Jobs", (), {"run": lambda _: ran.append(1)})()
    )
    ticker.run()
    assert ran == [1]


def test_told_not_to_it_does_not(monkeypatch, started):
    before = {thread.name for thread in threading.enumerate()}

    served(monkeypatch, "off")

    assert started == []
    assert "jobs" not in {thread.name for thread in threading.enumerate()} - before
