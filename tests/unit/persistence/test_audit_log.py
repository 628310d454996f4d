"""The audit log in a real database: what is refused, what is found, who can be forgotten."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fresh import by_hand
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from often import often
from sqlalchemy import LargeBinary, Text, cast, literal, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from matcher.domain.audit import AuditEntry, verify
from matcher.domain.ids import OrganisationId
from matcher.errors import NotFound
from matcher.persistence.audit import SqlAuditLog
from matcher.persistence.audit_rows import TRIGGERS, AuditEventRow
from matcher.persistence.database import on_server, open_engine
from matcher.persistence.transactions import for_writing
from matcher.persistence.unit_of_work import unit_of_work_factory

COLUMNS = (
    "organisation_id",
    "sequence",
    "at",
    "actor",
    "action",
    "subject",
    "object_kind",
    "object_id",
    "details",
    "previous",
    "hash",
)
ROWS = 5
DEMO = OrganisationId("demo")


def entry(number, at, person=None):
    details = {"n": number, "reason": "too_far"}
    return AuditEntry(at, "Åsa", "suggestion.decline", "suggestion", f"r-{number}", person, details)


def fill(units, make, rows=ROWS):
    with units(write=True) as unit:
        unit.participants.put([make.person("P001"), make.person("P002")])
        for number in range(rows):
            unit.audit.append(entry(number, make.now, "P001" if number % 2 else None))
        unit.commit()


def verdict(units):
    with units() as unit:
        return verify(unit.audit.events(), unit.audit.head())


def path_of(url):
    return Path(make_url(url).database)


def test_rows_come_back_as_they_were_appended(units, make):
    fill(units, make)

    with units() as unit:
        events = list(unit.audit.events())
        assert [event.sequence for event in events] == ["1", "2", "3", "4", "5"]
        assert events[0].at == "2025-03-01T12:00:00.000000+00:00"
        assert events[0].details == '{"n":0,"reason":"too_far"}'
        assert unit.audit.head() == ("5", events[-1].hash)
        assert unit.audit.last(2) == (events[4], events[3])
        name = unit.audit.known_pseudonyms(["P001", "P002"])
        assert unit.audit.last(9, name["P001"]) == (events[3], events[1])
        assert unit.audit.of_object("suggestion", "r-2") == (events[2],)
        assert list(name) == ["P001"]
    assert verdict(units).ok


def test_a_row_that_names_somebody_in_its_details_is_hers_too(units, make):
    fill(units, make, rows=0)
    with units(write=True) as unit:
        names = unit.audit.pseudonyms(["P001", "P002"])
        listed = {"places": [{"subject": names["P002"]}]}
        unit.audit.append(AuditEntry(make.now, "Anna", "a", "run", "r1", None, listed))
        unit.commit()
        assert len(unit.audit.last(5, names["P002"])) == 1
        assert unit.audit.last(5, names["P001"]) == ()


def test_what_is_not_committed_leaves_no_row(units, make):
    fill(units, make)
    with units(write=True) as unit:
        unit.audit.append(entry(9, make.now))

    assert verdict(units).rows == ROWS


def test_nobody_who_is_not_in_the_programme_gets_a_key(units, make):
    with units(write=True) as unit, pytest.raises(NotFound, match="no longer in the programme"):
        unit.audit.append(entry(1, make.now, "P999"))


def test_each_organisation_has_a_chain_of_its_own(units, other_units, make):
    fill(units, make)
    with other_units(write=True) as unit:
        unit.audit.append(entry(0, make.now))
        unit.commit()

    assert (verdict(units).rows, verdict(other_units).rows) == (ROWS, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET actor = 'x' WHERE sequence = 2",
        "DELETE FROM audit_events WHERE sequence = 2",
        "DELETE FROM audit_events",
        pytest.param(
            "INSERT OR REPLACE INTO audit_events SELECT * FROM audit_events WHERE sequence = 2",
            marks=pytest.mark.sqlite,
        ),
        (
            "INSERT INTO audit_events SELECT * FROM audit_events WHERE sequence = 2"
            " ON CONFLICT (organisation_id, sequence) DO UPDATE SET actor = 'x'"
        ),
        (
            "INSERT INTO audit_events SELECT organisation_id, 9, at, actor, action, subject, "
            "object_kind, object_id, details, previous, hash FROM audit_events WHERE sequence = 2"
        ),
        "UPDATE audit_heads SET rows = 3",
        "UPDATE audit_heads SET hash = 'x'",
        "DELETE FROM audit_heads",
    ],
)
def test_the_database_itself_refuses(units, make, database_url, statement):
    fill(units, make)
    with pytest.raises(IntegrityError, match="audit"):
        by_hand(database_url, statement)
    assert verdict(units).ok


@pytest.mark.sqlite
@often(200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_changed_byte_in_any_column_of_any_row_is_found_and_named(open_rows, data):
    row = data.draw(st.integers(1, ROWS))
    column = data.draw(st.sampled_from(COLUMNS))
    column_of = AuditEventRow.__table__.columns[column]
    is_row = AuditEventRow.sequence == row
    with for_writing(open_rows.connect()) as connection, connection.begin() as transaction:
        for name in TRIGGERS:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        old = connection.scalar(select(cast(column_of, LargeBinary)).where(is_row)) or b""
        place = data.draw(st.integers(0, max(len(old) - 1, 0)))
        byte = data.draw(
            st.binary(min_size=1, max_size=1).filter(lambda one: one != old[place : place + 1])
        )
        new = cast(literal(old[:place] + byte + old[place + 1 :], LargeBinary), Text)
        connection.execute(
            # a number that another row has is refused by the database without any help
            update(AuditEventRow).where(is_row).values({column: new}).prefix_with("OR IGNORE")
        )
        log = SqlAuditLog(connection, DEMO)
        found = verify(log.events(), log.head())
        stands = connection.scalar(select(cast(column_of, LargeBinary)).where(is_row))
        transaction.rollback()

    if stands == old and column == "sequence":
        assert found.ok
    else:
        assert found.first_broken == row
        assert str(row) in found.why


@pytest.fixture
def open_rows(units, make, database_url):
    """Rows in a database that is opened without foreign keys, as by somebody who owns the file."""
    fill(units, make)
    engine = open_engine(database_url, foreign_keys=False)
    yield engine
    engine.dispose()


@pytest.mark.sqlite
@pytest.mark.parametrize("row", range(1, ROWS + 1))
@pytest.mark.parametrize("value", ["actor", "details", "previous", "hash"])
def test_a_byte_changed_in_the_file_is_found_and_named(
    units, engine, make, database_url, row, value
):
    fill(units, make)
    with units() as unit:
        event = list(unit.audit.events())[row - 1]
    engine.dispose()
    path = path_of(database_url)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = path.read_bytes()
    # Where the row begins: what it was done with stands in no other row.
    start = raw.index(f"suggestionr-{row - 1}".encode())
    text = getattr(event, value).encode()
    at = raw.rindex(text, 0, start) if value == "actor" else raw.index(text, start)
    path.write_bytes(raw[:at] + b"!" + raw[at + 1 :])

    found = verdict(units)

    assert found.first_broken == row


@pytest.mark.parametrize("row", range(1, ROWS + 1))
def test_a_row_taken_out_or_a_tail_cut_off_is_named(units, make, database_url, row):
    fill(units, make)
    by_hand(database_url, f"DELETE FROM audit_events WHERE sequence = {row}", rules=TRIGGERS)  # noqa: S608
    assert verdict(units).first_broken == row
    by_hand(database_url, f"DELETE FROM audit_events WHERE sequence > {row}")  # noqa: S608
    assert verdict(units).first_broken == row


ANY_VALUE = pytest.param("rows = 'x'", marks=pytest.mark.sqlite)


@pytest.mark.parametrize("change", ["rows = 4", "rows = 6", ANY_VALUE, "hash = 'x'"])
def test_a_changed_head_is_found(units, make, database_url, change):
    fill(units, make)
    by_hand(database_url, "UPDATE audit_heads SET " + change, rules=TRIGGERS)  # noqa: S608
    assert not verdict(units).ok


def append_many(url, number, make_now):
    engine = open_engine(url)
    units = unit_of_work_factory(engine, DEMO)
    for count in range(number):
        with units(write=True) as unit:
            unit.audit.append(entry(count, make_now))
            unit.commit()
    engine.dispose()


@pytest.mark.process
def test_two_processes_append_to_one_chain(units, make, database_url):
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=append_many, args=(database_url, 40, make.now)) for _ in range(2)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    assert [worker.exitcode for worker in workers] == [0, 0]
    found = verdict(units)
    assert (found.ok, found.rows) == (True, 80)


def test_deleting_a_key_makes_a_person_unknown_and_keeps_the_chain(units, make):
    fill(units, make)
    with units(write=True) as unit:
        before = unit.audit.known_pseudonyms(["P001"])["P001"]
        unit.audit.forget("P001")
        unit.commit()
        assert unit.audit.known_pseudonyms(["P001"]) == {}
    assert verdict(units).ok
    with units(write=True) as unit:
        assert unit.audit.pseudonyms(["P001"])["P001"] != before


def test_a_key_goes_with_its_participant(units, make, database_url):
    fill(units, make)
    with units(write=True) as unit:
        unit.participants.remove(["P001"])
        unit.commit()
    assert by_hand(database_url, "SELECT count(*) FROM subject_keys") == [(0,)]
    assert verdict(units).ok


def test_a_unit_that_reads_cannot_append(units, make):
    with units() as unit, pytest.raises(Exception, match=r"read-?only"):
        unit.audit.append(entry(1, make.now))


@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "sequence"])
def test_a_value_changed_by_an_owner_is_found_and_named(units, make, database_url, column):
    fill(units, make)
    other = f"{column} = {column} || '!'" if column != "organisation_id" else f"{column} = 'other'"
    where = "sequence = 4"

    by_hand(database_url, f"UPDATE audit_events SET {other} WHERE {where}", rules=TRIGGERS)  # noqa: S608

    assert verdict(units).first_broken == 4


def test_a_server_refuses_to_empty_the_log_too(units, make, database_url):
    if not on_server(database_url):
        pytest.skip("SQLite cannot empty a table at once")
    fill(units, make)
    for table in ("audit_events", "audit_heads"):
        with pytest.raises(IntegrityError, match="never deleted"):
            by_hand(database_url, f"TRUNCATE {table}")
    assert verdict(units).ok
