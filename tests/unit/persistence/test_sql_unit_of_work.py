"""Transactions: all or nothing, one writer at a time, one organisation, rules in the database."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from matcher.domain.ids import EmployerId, OrganisationId, SuggestionId
from matcher.domain.opening import Employer
from matcher.domain.organisation import Organisation
from matcher.domain.skills import Experience
from matcher.errors import Conflict, NotFound, SettingsError
from matcher.persistence.database import ensure_organisation, open_engine, upgrade
from matcher.persistence.sqlite_database import PAGES_KEPT_KIB
from matcher.persistence.transactions import for_writing
from matcher.persistence.unit_of_work import SqlUnitOfWork, unit_of_work_factory

OTHER = OrganisationId("other")


def test_what_is_not_committed_is_gone(units, make):
    with units(write=True) as unit:
        unit.participants.put([make.person()])
    with units() as unit:
        assert unit.participants.all() == ()


def test_what_is_committed_is_seen_by_the_next_unit(units, make):
    with units(write=True) as unit:
        unit.participants.put([make.person()])
        unit.commit()
    with units() as unit:
        assert unit.participants.all() == (make.person(),)


def test_an_error_leaves_nothing_behind_and_frees_the_lock(units, make):
    def fail(unit):
        unit.participants.put([make.person()])
        raise LookupError

    with pytest.raises(LookupError), units(write=True) as unit:
        fail(unit)
    with units(write=True) as unit:
        assert unit.participants.all() == ()


def test_work_after_a_commit_is_a_new_transaction(units, make):
    with units(write=True) as unit:
        unit.participants.put([make.person("P001")])
        unit.commit()
        unit.participants.put([make.person("P002")])
    with units() as unit:
        assert [one.code for one in unit.participants.all()] == ["P001"]


def test_a_second_writer_is_told_to_try_again_and_can(units, make):
    with units(write=True) as first:
        with pytest.raises(Conflict, match="try again"), units(write=True):
            pytest.fail("two writers at once")
        first.participants.put([make.person()])
        first.commit()
    with units(write=True) as second:
        assert [one.code for one in second.participants.all()] == ["P001"]


def test_a_second_writer_waits_for_the_first(database_url, units, make):
    engine = open_engine(database_url)
    patient = unit_of_work_factory(engine, make.person().organisation)
    began, codes = threading.Event(), []

    def second():
        began.set()
        with patient(write=True) as unit:
            codes.extend(one.code for one in unit.participants.all())

    with units(write=True) as first:
        thread = threading.Thread(target=second)
        thread.start()
        began.wait(timeout=5)
        first.participants.put([make.person()])
        first.commit()
    thread.join(timeout=20)
    engine.dispose()
    assert codes == ["P001"]


def test_readers_see_one_snapshot_while_somebody_writes(units, make):
    with units() as reader:
        assert reader.participants.all() == ()
        with units(write=True) as writer:
            writer.participants.put([make.person()])
            writer.commit()
        assert reader.participants.all() == ()


def test_a_unit_that_reads_cannot_write(units, make):
    with units() as unit, pytest.raises(DBAPIError, match=r"read-?only"):
        unit.participants.put([make.person()])


def test_a_unit_is_used_once_and_only_when_begun(engine, make):
    unit = SqlUnitOfWork(engine, make.person().organisation)
    with pytest.raises(RuntimeError, match="not begun"):
        unit.commit()
    with unit, pytest.raises(RuntimeError, match="begun already"):
        unit.__enter__()


def test_nobody_sees_another_organisations_rows(units, other_units, make):
    noise = make.person("P001", OTHER, experiences=(Experience("noise", "sv"),))
    with other_units(write=True) as unit:
        unit.participants.put([noise, make.person("P009", OTHER)])
        unit.employers.put([Employer(OTHER, EmployerId("E9"), "noise")])
        unit.openings.put([make.lead("O1", OTHER), make.lead("O9", OTHER)])
        unit.suggestions.add(make.run("r9", "P009"), [make.suggestion("s9", "r9", "P009")])
        suggestion = unit.suggestions.get("s9")
        unit.suggestions.save(*suggestion.confirm(by="Bo", at=make.now))
        unit.imports.record(make.batch("b9", created=["P001"]), [])
        unit.commit()
    mine = make.person("P001", experiences=(Experience("mine", "sv"),))
    with units(write=True) as unit:
        unit.participants.put([mine])
        unit.openings.put([make.lead("O1", title="mine")])
        unit.participants.remove(["P009"])
        unit.openings.remove(["O9"])
        unit.commit()
    with units() as unit:
        assert unit.participants.all() == (mine,)
        assert [one.title for one in unit.openings.all()] == ["mine"]
        assert unit.employers.all() == ()
        assert unit.suggestions.current("P009") == ()
        assert unit.suggestions.decisions("P009") == ()
        assert unit.imports.all() == ()
        assert [row.code for row in unit.views.people()] == ["P001"]
        for get, key in (
            (unit.participants.get, "P009"),
            (unit.openings.get, "O9"),
            (unit.suggestions.get, "s9"),
            (unit.suggestions.run, "r9"),
            (unit.imports.get, "b9"),
        ):
            with pytest.raises(NotFound):
                get(key)
    with other_units() as unit:
        assert unit.participants.all() == (noise, make.person("P009", OTHER))
        assert [one.id for one in unit.openings.all()] == ["O1", "O9"]


def test_rows_of_another_organisation_are_not_taken_in(units, make):
    with units(write=True) as unit:
        with pytest.raises(ValueError, match="belongs to 'other'"):
            unit.participants.put([make.person(organisation=OTHER)])
        with pytest.raises(ValueError, match="belongs to 'other'"):
            unit.openings.put([make.lead(organisation=OTHER)])
        with pytest.raises(ValueError, match="belongs to 'other'"):
            unit.employers.put([Employer(OTHER, EmployerId("E1"), "theirs")])


def test_an_organisation_must_be_stored_first(engine, make):
    nobody = OrganisationId("nobody")
    with (
        SqlUnitOfWork(engine, nobody, write=True) as unit,
        pytest.raises(IntegrityError, match=r"(?i)FOREIGN KEY"),
    ):
        unit.participants.put([make.person(organisation=nobody)])


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE participants SET organisation_id = 'nobody'", "FOREIGN KEY"),
        ("UPDATE participants SET organisation_id = 'other'", "FOREIGN KEY"),
        ("UPDATE participant_experiences SET participant = 'P404'", "FOREIGN KEY"),
        ("UPDATE openings SET employer = 'E404'", "FOREIGN KEY"),
        ("DELETE FROM organisations WHERE id = 'demo'", "FOREIGN KEY"),
        ("DELETE FROM runs", "FOREIGN KEY"),
        ("UPDATE suggestions SET participant = 'P404'", "FOREIGN KEY"),
        ("UPDATE participants SET state = 'gone'", "ck_participants_state"),
        ("UPDATE participants SET sun_level = 7", "ck_participants_sun_level"),
        ("UPDATE participants SET municipality = 'Malmö', lat = 57.7", "ck_participants_point"),
        ("UPDATE participants SET sfi_passed_on = '2025-01-01'", "ck_participants_sfi_date"),
        ("UPDATE participant_experiences SET text = ' '", "ck_participant_experiences_text"),
        ("UPDATE openings SET kind = 'own', state = 'open'", "ck_openings_open_terms"),
        ("UPDATE openings SET places = 0", "ck_openings_places"),
        ("UPDATE openings SET form = 'praktik', pay_line = 'ingen lön'", "ck_openings_praktik"),
        ("UPDATE suggestions SET score = 1.1", "ck_suggestions_score"),
        ("UPDATE suggestions SET band = 'perfect'", "ck_suggestions_band"),
    ],
)
def test_the_database_itself_refuses_what_the_domain_refuses(units, engine, make, statement, rule):
    with units(write=True) as unit:
        unit.participants.put([make.person(experiences=(Experience("diskat", "sv"),))])
        unit.openings.put([make.lead()])
        unit.suggestions.add(make.run(), [make.suggestion()])
        unit.commit()
    with (
        engine.connect() as connection,
        for_writing(connection).begin(),
        pytest.raises(IntegrityError, match=f"(?i){rule}"),
    ):
        connection.exec_driver_sql(statement)


@pytest.mark.sqlite
def test_the_file_is_opened_as_it_must_be(engine):
    with engine.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "foreign_keys",
                "busy_timeout",
                "synchronous",
                "cache_size",
            )
        }
    assert pragma == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 50,
        "synchronous": 1,
        "cache_size": -PAGES_KEPT_KIB,
    }


@pytest.mark.parametrize(
    ("told", "stored"),
    [
        ({"sv": "Å", "ar": "عامل"}, '{"sv":"Å","ar":"عامل"}'),
        ({"signs": "\u2028 \U0001f600 \\ '"}, '{"signs":"\u2028 \U0001f600 \\\\ \'"}'),
        ({"half a sign": "\ud83d"}, '{"half a sign": "\\ud83d"}'),
    ],
)
def test_an_explanation_is_stored_short_and_read_as_it_was(units, engine, make, told, stored):
    with units(write=True) as unit:
        unit.participants.put([make.person()])
        unit.suggestions.add(make.run(), [make.suggestion(explanation=told)])
        unit.commit()

    with engine.connect() as connection:
        kept = connection.exec_driver_sql(
            "SELECT CAST(explanation AS VARCHAR) FROM suggestions"
        ).scalar()
    with units() as unit:
        assert unit.suggestions.get(SuggestionId("s1")).explanation == told
    assert kept == stored


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://host/name"])
def test_only_sqlite_files_and_postgresql_are_opened(url):
    with pytest.raises(SettingsError, match="not a SQLite file"):
        open_engine(url)


@pytest.mark.sqlite
def test_an_organisation_is_stored_once_and_renamed(tmp_path, statements, engine):
    url = f"sqlite:///{tmp_path / 'new' / 'folder' / 'a.db'}"
    upgrade(url)
    assert (tmp_path / "new" / "folder" / "a.db").is_file()
    ensure_organisation(engine, Organisation(OrganisationId("demo"), "Demo"))
    statements.clear()
    ensure_organisation(engine, Organisation(OrganisationId("demo"), "Demo"))
    assert not [text for text in statements if text.startswith(("INSERT", "BEGIN IMMEDIATE"))]
    with engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT id, name FROM organisations ORDER BY id").all()
    assert names == [("demo", "Demo"), ("other", "other office")]
