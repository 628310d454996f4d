"""The benchmark of the day's pages, small: it asks for what it says, and counts what is there."""

from __future__ import annotations

import importlib
import sqlite3
import sys
from contextlib import closing

import pytest
from conftest import REPOSITORY
from functional.web_programme import EverythingFits, build

PEOPLE = 300


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.syspath_prepend(str(REPOSITORY / "benchmarks"))
    yield importlib.import_module("queue_page")
    for name in ("queue_page", "many_people"):
        sys.modules.pop(name, None)


def small(home):
    """A programme of three people, one of them with a list, instead of the hundred."""
    programme = build(home, kind=EverythingFits)
    programme.suggest("P001")
    return programme.services


def test_both_databases_are_asked_with_at_most_five_queries(benchmark, tmp_path):
    found = benchmark.measure(tmp_path, PEOPLE, rounds=3, make=small)

    assert found["people"] == 9
    assert found["queries"] == 5
    assert set(found["pages"]) == {"/today", "/queue"}
    assert 0 < found["p50_ms"] <= found["p95_ms"]
    assert found["baseline_p50_ms"] > 0
    assert found["first_load_kb"] > 10
    with closing(sqlite3.connect(tmp_path / "large" / "demo.db")) as connection:
        codes = [row[0] for row in connection.execute("SELECT participant FROM suggestions")]
        triggers = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
        others = sqlite3.connect(tmp_path / "small" / "demo.db").execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
        )
        assert triggers.fetchone() == others.fetchone()
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    assert set(codes) == {"P001", "P001-1", "P001-2"}


def told(database):
    """The suggestions of a database by id, without those that are copies."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT * FROM suggestions WHERE participant = 'P001'").fetchall()
        copies = "SELECT explanation FROM suggestions WHERE participant <> 'P001'"
        return rows, {row[0] for row in connection.execute(copies)}


def test_what_the_reader_reads_is_whole_and_explanations_of_others_are_copied_on_request(
    benchmark, tmp_path
):
    made = small(tmp_path / "small")
    many_people = sys.modules["many_people"]
    explained = {}
    for whole in (False, True):
        large = many_people.copy_of(made, tmp_path / str(whole)).settings.database_file
        assert many_people.copy_people(large, 3, whole=whole) == 9
        kept, explained[whole] = told(large)
        assert kept == told(made.settings.database_file)[0] != []
    assert explained[False] == {"{}"}
    assert all('"reasons_for"' in one for one in explained[True])
