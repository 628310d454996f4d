"""The migrations lead to the tables the code expects, and upgrading is safe."""

from __future__ import annotations

import re
import threading
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from fresh import by_hand, empty_database
from migrated import fill, tables
from sqlalchemy import create_engine, event, insert, text

from matcher.errors import SettingsError
from matcher.persistence import database
from matcher.persistence.database import (
    downgrade,
    on_server,
    open_engine,
    upgrade,
)
from matcher.persistence.postgresql import prepare_schema
from matcher.persistence.rows import Base, RunRow
from matcher.persistence.transactions import for_writing
from matcher.settings import shared_path

ADDED = re.compile(r", (?=\w+ (?:BOOLEAN|VARCHAR)\b)")


@pytest.fixture
def url(tmp_path):
    return empty_database(tmp_path)


def schema(url):
    """Every table as the set of its columns and constraints, every index as its text."""
    if on_server(url):
        return schema_of_server(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        made = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND name <> 'alembic_version'"
        ).all()
    engine.dispose()
    # SQLite puts the name of a table that was renamed in quotes, and a column that was added on the
    # line of the one before.
    return {
        name: {
            part.replace(f'"{name}"', name).strip(" ,\t")
            for line in sql.splitlines()
            for part in ADDED.split(line)
        }
        for name, sql in made
    }


def schema_of_server(url):
    """Columns, constraints, indexes and rules of a server's database, each as its text."""
    return {
        kind: set(by_hand(url, statement))
        for kind, statement in {
            "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default"
            " FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND table_name <> 'alembic_version'",
            "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
            " FROM pg_constraint WHERE connamespace = current_schema()::regnamespace"
            " AND conrelid::regclass::text <> 'alembic_version'",
            "indexes": "SELECT indexname, indexdef FROM pg_indexes"
            " WHERE schemaname = current_schema() AND tablename <> 'alembic_version'",
            "rules": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
            "functions": "SELECT proname, prosrc FROM pg_proc"
            " WHERE pronamespace = current_schema()::regnamespace",
        }.items()
    }


def test_upgrading_again_keeps_the_rows_and_only_looks(url, monkeypatch):
    upgrade(url)
    fill(url)
    sent = []

    def listening(*args, **more):
        engine = open_engine(*args, **more)

        @event.listens_for(engine, "before_cursor_execute")
        def note(_connection, _cursor, statement, *_rest):
            sent.append(statement)

        return engine

    monkeypatch.setattr(database, "open_engine", listening)
    upgrade(url)
    assert sent
    assert not [one for one in sent if re.match(r"\s*(CREATE|INSERT|BEGIN IMM)", one)]
    fill(url)


def test_the_migrations_lead_to_what_the_code_expects(url):
    upgrade(url)
    engine = open_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_checks_and_names_are_the_same_too(url, tmp_path):
    upgrade(url)
    direct = empty_database(tmp_path)
    engine = open_engine(direct)
    if on_server(direct):
        prepare_schema(engine, direct)
    with engine.connect() as connection, for_writing(connection).begin():
        Base.metadata.create_all(connection)
    engine.dispose()
    assert schema(url) == schema(direct)


def test_every_table_but_the_owners_belongs_to_an_organisation():
    """Taxonomies are reference data, the same for all (docs/adr/0009)."""
    for table in Base.metadata.sorted_tables:
        if table.name == "organisations" or table.name.startswith("taxonomy_"):
            continue
        column = table.columns["organisation_id"]
        assert column.primary_key, table.name
        assert not column.nullable, table.name
        assert "organisations.id" in {key.target_fullname for key in column.foreign_keys}
        assert all(
            constraint.column_keys[0] == "organisation_id"
            for constraint in table.foreign_key_constraints
        ), table.name


def test_the_newest_schema_is_known_by_the_names_of_the_files():
    config = Config()
    config.set_main_option("script_location", str(shared_path("migrations")))
    scripts = ScriptDirectory.from_config(config)

    assert database.newest_revision() == scripts.get_current_head()
    for script in scripts.walk_revisions():
        assert script.path.rpartition("/")[2].startswith(f"{script.revision}_")


def test_a_failed_migration_changes_nothing(url, monkeypatch):
    def broken(_connection):
        raise RuntimeError("power cut")

    monkeypatch.setattr(database, "refuse_lost_rows", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        upgrade(url)
    assert tables(url) == set()


@pytest.mark.sqlite
def test_rows_that_point_nowhere_stop_a_migration(url):
    upgrade(url)
    engine = open_engine(url, foreign_keys=False)
    with engine.connect() as connection, for_writing(connection).begin():
        run = {"kind": "text", "by": "Anna", "seed": 1, "top": 1}
        run |= dict.fromkeys(("input_hash", "encoder", "index", "weights"), "")
        connection.execute(
            insert(RunRow).values(
                organisation_id="nobody", id="r1", at=datetime(2025, 1, 1, tzinfo=UTC), **run
            )
        )
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    with pytest.raises(SettingsError, match="point nowhere in: runs"):
        downgrade(url, "0001")


def test_a_database_of_a_newer_version_is_left_alone(url):
    upgrade(url)
    engine = open_engine(url)
    with engine.connect() as connection, for_writing(connection).begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(SettingsError, match="9999"):
        upgrade(url)


def test_several_may_upgrade_at_once(url):
    failed = []

    def work():
        try:
            upgrade(url)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    fill(url)
