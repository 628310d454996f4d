"""Many rows at once, on whichever database: the same as one after the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fresh import by_hand
from sqlalchemy.exc import IntegrityError

from matcher.domain.skills import Experience
from matcher.persistence.bulk import insert_all, insert_new, table_of
from matcher.persistence.copy_in import WORTH_IT

MANY = WORTH_IT + 50


@pytest.fixture
def many(make):
    """More people than go by plain statements, with signs that a text format has to escape."""
    texts = ["diskat\tlänge", "rad\nrad", "bak\\slag", "\\N", "\\.", "عامل", '"citat"']
    return [
        make.person(f"P{number:04}", experiences=(Experience(texts[number % len(texts)], "sv"),))
        for number in range(MANY)
    ]


def test_many_people_come_back_as_they_were(units, many):
    with units(write=True) as unit:
        unit.participants.put(many)
        unit.commit()

    with units() as unit:
        assert unit.participants.all() == tuple(many)


def test_many_are_changed_at_once_and_their_version_grows(units, many, database_url):
    for people in (many, [replace(one, preferred_language="ar") for one in many]):
        with units(write=True) as unit:
            unit.participants.put(people)
            unit.commit()

    said = "SELECT DISTINCT version, preferred_language FROM participants"
    assert by_hand(database_url, said) == [(2, "ar")]


def test_a_row_that_is_there_stays_and_a_second_one_changes_nothing(engine, units):
    table = table_of("organisations")
    rows = [{"id": f"o{number}", "name": "new"} for number in range(MANY)]
    with units(write=True) as unit:
        insert_new(unit._connection, table, [{"id": "o7", "name": "there"}])
        insert_new(unit._connection, table, [*rows, {"id": "o8", "name": "again"}])
        unit.commit()

    with engine.connect() as connection:
        names = dict(connection.exec_driver_sql("SELECT id, name FROM organisations").all())
    assert (names["o7"], names["o8"], names["o9"]) == ("there", "new", "new")


def test_a_key_that_is_there_refuses_all(units, engine):
    table = table_of("organisations")
    rows = [{"id": f"o{number % (MANY - 1)}", "name": "new"} for number in range(MANY)]
    with units(write=True) as unit, pytest.raises(IntegrityError):
        insert_all(unit._connection, table, rows)

    with engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM organisations").scalar()
    assert count == 2
