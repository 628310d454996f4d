"""The demo on a PostgreSQL server: copied, worked with, backed up and restored."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import servers
from functional.conftest import Commands
from letting_go import let_go

from matcher.errors import Conflict, InputError, SettingsError
from matcher.persistence.database import open_engine


@pytest.fixture(scope="module")
def here(demo, tmp_path_factory):
    """Commands on a copy of the demo."""
    home = tmp_path_factory.mktemp("server") / "var"
    shutil.copytree(demo.home, home, symlinks=True)
    return Commands(home, demo.environment | {"STEGVIS_HOME": str(home)})


@pytest.fixture
def server(here):
    """What the setting says of a server that the demo was copied to."""
    url = servers.empty()
    copied = here.json("database", "copy", "--to", url)
    assert copied["tables"]["participants"]["rows"] == 220
    return {"STEGVIS_DATABASE_URL": url}


def without_run(answer):
    """Return what a list says, without what is new with each run."""
    return [one | {"id": None} for one in answer["suggestions"]]


def test_the_demo_goes_to_a_server_and_suggests_the_same(here, server):
    ask = ("suggest", "--participant", "P001", "--top", "10")

    assert without_run(here.json(*ask, **server)) == without_run(here.json(*ask))

    assert here.json("audit", "verify", **server)["ok"]
    assert "server: it answers, schema" in here.run("doctor", **server).stdout
    again = here.run("database", "copy", "--to", server["STEGVIS_DATABASE_URL"])
    assert isinstance(again.exception, InputError)
    assert "holds rows already" in str(again.exception)


def test_a_backup_of_a_server_is_restored_there_without_who_was_deleted(here, server, tmp_path):
    one, two, three = (str(tmp_path / f"{name}.zip") for name in ("one", "two", "three"))
    here.json("backup", one, **server)
    assert here.run("person", "delete", "P005", "--by", "Anna", **server).exit_code == 0
    before = here.json("backup", two, **server)

    let_go()  # connections of services that nobody holds any more are no others
    tried = here.json("restore", one, "--dry-run", **server)
    done = here.json("restore", one, **server)

    assert tried["deleted_again"] == done["deleted_again"] == 1
    after = here.json("backup", three, **server)
    assert after["tables"]["participants"] == before["tables"]["participants"]
    assert Path(done["replaced"]).is_file()
    assert here.json("audit", "verify", **server)["ok"]


def test_a_server_that_others_work_with_is_not_restored(here, server, tmp_path):
    here.json("backup", str(tmp_path / "one.zip"), **server)
    engine = open_engine(f"{server['STEGVIS_DATABASE_URL']}&schema=demo")
    with engine.connect():
        refused = here.run("restore", str(tmp_path / "one.zip"), **server)
    engine.dispose()

    assert isinstance(refused.exception, Conflict)
    assert "Others are connected" in str(refused.exception)


def test_rows_are_copied_to_a_server_only(here):
    refused = here.run("database", "copy", "--to", "sqlite:///other.db")

    assert isinstance(refused.exception, SettingsError)
