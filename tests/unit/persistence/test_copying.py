"""Every row of one database in another, and nothing half-way."""

from __future__ import annotations

import pytest
from fresh import by_hand, empty_database, new_database
from line import Line, own
from sqlalchemy.exc import IntegrityError

from matcher.domain.audit import verify
from matcher.domain.organisation import Organisation
from matcher.errors import ChecksumMismatch, InputError
from matcher.persistence import copying
from matcher.persistence.copying import copy_all_rows
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory

DEMO = "demo"


@pytest.fixture
def lived(tmp_path):
    """A database in which somebody was placed, and the one after her waits."""
    url = f"sqlite:///{tmp_path / 'lived.db'}"
    copy_all_rows(new_database(tmp_path / "from"), url)
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    line = Line(unit_of_work_factory(engine, DEMO))
    first, second = line.put(2, own(places=2))
    line.present(first)
    line.hire(first)
    line.confirm(second)
    engine.dispose()
    return url


def test_what_comes_out_is_what_went_in_and_the_rules_stand_again(lived, tmp_path):
    there = empty_database(tmp_path)
    steps = []

    copied = copy_all_rows(lived, there, progress=lambda *at: steps.append(at))

    assert copied["placements"].rows == 1
    assert steps[-1][0] == steps[-1][1] == 2 * sum(one.rows for one in copied.values())
    engine = open_engine(there)
    line = Line(unit_of_work_factory(engine, DEMO))
    with line.units() as unit:
        assert verify(unit.audit.events(), unit.audit.head()).ok
    line.check()
    engine.dispose()
    with pytest.raises(IntegrityError, match="never changed"):
        by_hand(there, "UPDATE audit_events SET actor = 'x'")
    back = f"sqlite:///{tmp_path / 'back.db'}"
    assert copy_all_rows(there, back) == copied


def test_a_database_that_holds_rows_is_left_alone_unless_they_are_to_go(lived, tmp_path):
    there = empty_database(tmp_path)
    copied = copy_all_rows(lived, there)

    with pytest.raises(InputError, match="holds rows already"):
        copy_all_rows(lived, there)

    assert copy_all_rows(lived, there, replace=True) == copied


def test_a_row_that_came_out_otherwise_leaves_nothing(lived, tmp_path, monkeypatch):
    there = empty_database(tmp_path)
    real = copying._fill

    def changing(connection, table, rows):
        real(connection, table, rows)
        if table.name == "participants":
            connection.exec_driver_sql("UPDATE participants SET preferred_language = 'xx'")

    monkeypatch.setattr(copying, "_fill", changing)
    with pytest.raises(ChecksumMismatch, match="Row 1 of participants"):
        copy_all_rows(lived, there)

    assert by_hand(there, "SELECT count(*) FROM participants") == [(0,)]
    with pytest.raises(IntegrityError, match="must follow"):
        by_hand(
            there,
            "INSERT INTO audit_events VALUES ('demo', 9, '', '', '', NULL, '', '', '', '', '')",
        )
