"""`stegvis audit` and `stegvis suggestions` on the demo programme with the real encoder."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from functional.conftest import Commands

from matcher.errors import InputError, NotFound, SuggestionsStopped

pytestmark = pytest.mark.encoder

EVERY = 20
"""Each twentieth run is replayed here; `stegvis audit replay --all` replays them all."""


@pytest.fixture
def copy(demo: Commands, tmp_path):
    """The demo in a home of its own, to be stopped and spoilt."""
    home = tmp_path / "home"
    home.mkdir()
    with closing(sqlite3.connect(demo.home / "demo.db")) as source:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(demo.home / "demo.db", home)
    (home / "cache").symlink_to((demo.home / "cache").resolve(), target_is_directory=True)
    return Commands(home, demo.environment | {"STEGVIS_HOME": str(home)})


def test_lists_of_the_demo_are_the_same_again_byte_by_byte(demo: Commands):
    rows = demo.json("audit", "list", "--last", "10000")
    made = [row for row in rows if row["actor"] == "demo"]
    # Others may have asked the shared demo about told texts, which are not kept.
    runs = [row["object_id"] for row in made if row["action"] == "suggestions.made"]
    assert len(made) > 180

    for run in runs[::EVERY]:
        found = demo.json("audit", "replay", run)
        assert found["identical"]
        assert found["gone"] == []
        assert json.dumps(found["recorded"], sort_keys=True) == json.dumps(
            found["again"], sort_keys=True
        )


def test_a_list_for_an_opening_and_one_for_a_text_too(demo: Commands):
    run = demo.json("suggest", "--opening", "O001", "--top", "5")["run"]["id"]
    assert demo.json("audit", "replay", run)["identical"]

    told = "Waxaan makhaayad ku dhaqi jiray weelka iyo suxuunta.\n"
    run = demo.json("suggest", "--text", "-", "--lang", "so", stdin=told)["run"]["id"]
    assert demo.json("audit", "replay", run, "--text", "-", stdin=told)["identical"]
    without = demo.run("audit", "replay", run)
    assert without.exit_code == 1
    assert "It cannot be made again" in without.output


def test_the_log_of_the_demo_is_in_order_until_somebody_changes_it(copy: Commands):
    found = copy.json("audit", "verify")
    assert found["ok"]
    assert found["rows"] > 180
    assert found["first_broken"] is None
    assert "all in order" in copy.run("audit", "verify").output

    with closing(sqlite3.connect(copy.home / "demo.db")) as connection:
        connection.execute("DROP TRIGGER audit_events_stay")
        connection.execute("UPDATE audit_events SET actor = 'demp' WHERE sequence = 17")
        connection.commit()
    spoilt = copy.run("audit", "verify", "--json")
    assert spoilt.exit_code == 1
    assert json.loads(spoilt.stdout)["first_broken"] == 17
    assert json.loads(spoilt.stdout)["rows"] == found["rows"]
    assert "Row 17 was changed" in " ".join(copy.run("audit", "verify").output.split())
    listed = copy.run("audit", "list", "--subject", "P001")
    assert listed.exit_code == 0
    assert "suggestions" in listed.output


def test_what_changed_since_is_said_and_does_not_matter(copy: Commands):
    run = copy.json("suggest", "--participant", "P001", "--top", "3")["run"]["id"]
    with closing(sqlite3.connect(copy.home / "demo.db")) as connection:
        connection.execute("UPDATE openings SET title = 'Annat' WHERE id = 'O001'")
        connection.execute("UPDATE participants SET preferred_language = 'ti' WHERE code = 'P001'")
        connection.commit()

    found = copy.run("audit", "replay", run)

    assert found.exit_code == 0, found.output
    assert "3 places, the same ids and scores, byte by byte." in found.output
    assert "Profiles that have changed since: P001" in found.output


def test_stopped_suggestions_are_refused_until_they_are_started(copy: Commands):
    assert not copy.json("suggestions", "status")["stopped"]
    assert copy.json("suggestions", "stop", "--by", "Åsa", "--reason", "Fel yrken")["stopped"]
    refused = copy.run("suggest", "--participant", "P001")
    assert isinstance(refused.exception, SuggestionsStopped)
    assert "stopped since" in " ".join(copy.run("suggestions", "status").output.split())

    assert not copy.json("suggestions", "start", "--by", "Åsa")["stopped"]
    assert "as usual" in copy.run("suggestions", "status").output
    assert copy.run("suggest", "--participant", "P001", "--top", "1").exit_code == 0


def test_bad_questions_are_answered_plainly(demo: Commands):
    assert isinstance(demo.run("audit", "replay").exception, InputError)
    assert isinstance(demo.run("audit", "replay", "r1", "--all").exception, InputError)
    assert isinstance(demo.run("audit", "replay", "r1").exception, NotFound)
    assert isinstance(demo.run("audit", "list", "--subject", "P999").exception, NotFound)
