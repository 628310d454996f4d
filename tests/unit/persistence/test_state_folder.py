"""A folder or disk that cannot take what is written is said plainly, and is no damage."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing

import pytest
from sqlalchemy import text

from matcher.errors import SettingsError, Unavailable
from matcher.persistence.backup import reading
from matcher.persistence.database import open_engine
from matcher.persistence.database_look import look_at
from matcher.persistence.state_folder import made, said_of


def full(path):
    """Return what SQLite raises when a database may not grow any more."""
    with closing(sqlite3.connect(path)) as link:
        link.execute("CREATE TABLE kept (text)")
        link.execute("PRAGMA max_page_count = 3")
        with pytest.raises(sqlite3.OperationalError) as raised:
            link.execute("INSERT INTO kept VALUES (?)", ("x" * 100_000,))
    return raised.value


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path):
    place = tmp_path / "state"
    place.write_text("no folder")

    with pytest.raises(SettingsError, match="state cannot be used: there is a file of this name"):
        made(place)
    with pytest.raises(SettingsError, match="STEGVIS_HOME says where state lies"):
        open_engine(f"sqlite:///{place}/programme.db")


@pytest.mark.skipif(os.name != "posix", reason="rights are another matter there")
def test_a_new_database_and_what_lies_beside_it_are_for_the_owner_only(tmp_path):
    file = tmp_path / "programme.db"
    engine = open_engine(f"sqlite:///{file}")
    assert not file.exists(), "an engine that is not used makes nothing"

    with engine.connect() as connection:
        connection.execute(text("PRAGMA user_version"))
        rights = {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
    engine.dispose()

    assert rights["programme.db"] == 0o600
    assert set(rights.values()) == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="rights are another matter there")
def test_the_rights_of_a_database_that_is_there_stay(tmp_path):
    file = tmp_path / "programme.db"
    file.touch()
    file.chmod(0o640)

    with open_engine(f"sqlite:///{file}").connect():
        pass

    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_full_disk_is_said_with_what_to_do(tmp_path):
    said = said_of(full(tmp_path / "some.db"), tmp_path / "some.db")

    assert isinstance(said, Unavailable)
    assert "Make room" in str(said)


def test_a_full_disk_is_said_by_the_engine_too(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/programme.db")
    with engine.connect() as link:
        link.execution_options(stegvis_writes="")
        link.execute(text("CREATE TABLE kept (text)"))
        link.execute(text("PRAGMA max_page_count = 3"))
        with pytest.raises(Unavailable, match="Make room"):
            link.execute(text("INSERT INTO kept VALUES (:it)"), {"it": "x" * 100_000})
    engine.dispose()


def test_a_database_that_cannot_be_opened_is_not_called_damaged(tmp_path):
    (tmp_path / "programme.db").mkdir()
    engine = open_engine(f"sqlite:///{tmp_path}/programme.db")

    with pytest.raises(SettingsError, match="unable to open database file"):
        engine.connect()
    with pytest.raises(SettingsError, match="unable to open database file"):
        reading(tmp_path / "programme.db")


def test_damage_stays_damage(tmp_path):
    (tmp_path / "programme.db").write_bytes(b"this is no database at all" * 100)

    assert look_at(tmp_path / "programme.db").problems == ("file is not a database",)
