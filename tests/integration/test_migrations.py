"""The migrations lead to the tables the code expects, there and back, with rows in them."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from fresh import by_hand, empty_database
from line import Line, own
from sqlalchemy import create_engine, event, insert, inspect, text

from matcher.domain.audit import AuditEntry
from matcher.domain.concept import Concept, ConceptKind, Relation, RelationKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptSuggestion, moved
from matcher.domain.disclosure import How, Telling
from matcher.domain.ids import EmployerId, OpeningId, OrganisationId, ParticipantCode, RunId
from matcher.domain.link import FoundBy
from matcher.domain.message import Message
from matcher.domain.opening import Employer, Opening, OpeningKind, OpeningState
from matcher.domain.organisation import Organisation
from matcher.domain.outbox import wait_in_outbox
from matcher.domain.participant import Participant
from matcher.domain.permission import FieldGroup, Permission
from matcher.domain.role import Role
from matcher.domain.run import Run, RunKind
from matcher.domain.run_inputs import RunInputs
from matcher.domain.skills import Experience
from matcher.domain.spread import SpreadBy, SpreadPrices
from matcher.domain.suggestion import AnswerMode, DeclineReason, NotHiredReason
from matcher.domain.taxonomy_intake import TaxonomyRows
from matcher.domain.taxonomy_version import TaxonomyFile
from matcher.errors import SettingsError
from matcher.persistence import database
from matcher.persistence.database import (
    downgrade,
    ensure_organisation,
    on_server,
    open_engine,
    upgrade,
)
from matcher.persistence.postgresql import prepare_schema
from matcher.persistence.rows import Base, RunRow
from matcher.persistence.transactions import for_writing
from matcher.persistence.unit_of_work import SqlUnitOfWork, unit_of_work_factory
from matcher.settings import shared_path

DEMO = OrganisationId("demo")
NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
CONCEPT = Concept(Scheme.JOBTECH, "o1", ConceptKind.OCCUPATION, labels={"sv": "Diskare"})
TAXONOMY = TaxonomyRows(1, (CONCEPT,), (Relation("o1", RelationKind.RELATED, "o1"),))
OPENING = Opening(DEMO, OpeningId("O1"), OpeningKind.LEAD, "Mattant", "Text", OpeningState.NEW)
SUGGESTED = ConceptSuggestion(
    "O1", "w", CONCEPT.key, CONCEPT.kind, CONCEPT.labels, 0.5, FoundBy.DENSE
)

ADDED = re.compile(r", (?=\w+ (?:BOOLEAN|VARCHAR)\b)")


@pytest.fixture
def url(tmp_path):
    return empty_database(tmp_path)


def fill(url):
    """Store a person with a list, suggested concepts, and a taxonomy with a relation."""
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    person = Participant(
        DEMO, ParticipantCode("P001"), experiences=(Experience("diskat", "sv", 12),)
    )
    with SqlUnitOfWork(engine, DEMO, write=True) as unit:
        unit.participants.put([person])
        unit.concepts.renew({"P001": [replace(SUGGESTED, whose="P001")]}, by="Anna", at=NOON)
        unit.openings.put([OPENING])
        unit.occupations.renew({"O1": [SUGGESTED]}, by="Anna", at=NOON)
        taxonomy = unit.taxonomies.begin(Scheme.JOBTECH, "", NOON, "Anna")
        unit.taxonomies.put(taxonomy, TAXONOMY, TaxonomyFile("a.csv", "", 1))
        unit.taxonomies.switch([taxonomy])
        unit.commit()
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.participants.all() == (person,)
        assert unit.concepts.of("P001") == (replace(SUGGESTED, whose="P001"),)
        assert unit.occupations.of("O1") == (SUGGESTED,)
        assert unit.taxonomies.relations(CONCEPT.key) == TAXONOMY.relations
    engine.dispose()


def tables(url):
    engine = open_engine(url)
    with engine.connect() as connection:
        found = set(inspect(connection).get_table_names())
    engine.dispose()
    return found


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


def test_up_down_up_with_rows(url):
    upgrade(url)
    fill(url)
    downgrade(url, "base")
    assert tables(url) == {"alembic_version"}
    upgrade(url)
    fill(url)


def test_down_to_each_version_and_up_again_keeps_what_it_has(url):
    upgrade(url)
    fill(url)

    downgrade(url, "0003")
    assert not {"opening_concepts", "opening_concept_moves"} & tables(url)
    upgrade(url)

    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.openings.all() == (OPENING,)
        assert unit.concepts.of("P001") == (replace(SUGGESTED, whose="P001"),)
        assert unit.occupations.of("O1") == ()
    engine.dispose()


def test_the_audit_log_comes_and_goes_with_its_version(url):
    upgrade(url)
    fill(url)
    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO, write=True) as unit:
        unit.audit.append(AuditEntry(NOON, "Anna", "a", "b", "c", ParticipantCode("P001")))
        unit.commit()
    engine.dispose()

    downgrade(url, "0005")
    assert not {"audit_events", "audit_heads", "subject_keys", "run_inputs"} & tables(url)
    upgrade(url)

    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.audit.head() is None
        assert [one.code for one in unit.participants.all()] == ["P001"]
    engine.dispose()


def test_permissions_and_what_was_told_come_and_go_with_their_version(url):
    upgrade(url)
    fill(url)
    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO, write=True) as unit:
        unit.employers.put([Employer(DEMO, EmployerId("E1"), "Köket AB")])
        unit.openings.put([replace(OPENING, employer=EmployerId("E1"))])
        given = ("P001", "E1", "O1", FieldGroup.CODE)
        unit.permissions.grant(
            [Permission("p1", *given, NOON.date(), None, NOON, AnswerMode.PHONE, "Anna")]
        )
        told = unit.disclosures.tell(
            Telling("d1", *given[:3], "Eva", FieldGroup.CODE, How.CALL, "Anna", NOON)
        )
        unit.outbox.put(
            [wait_in_outbox(Message("participant", "P001", "ask", {"opening": "O1"}), "m1",
                            by="Anna", at=NOON)]
        )  # fmt: skip
        unit.commit()
    assert told is not None
    engine.dispose()

    downgrade(url, "0006")
    assert not {"permissions", "disclosures", "outbox_messages"} & tables(url)
    upgrade(url)

    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert [one.code for one in unit.participants.all()] == ["P001"]
        assert unit.permissions.of(ParticipantCode("P001")) == ()
        assert unit.outbox.all(ended=True) == ()


def test_placements_come_and_go_with_their_version_and_slots_are_counted_anew(url):
    upgrade(url)
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    line = Line(unit_of_work_factory(engine, DEMO))
    first, second, third = line.put(3, own(places=2))
    line.present(first)
    line.placing.hire(line.asks(first, "Site", role=Role.SITE_MANAGER))
    line.present(second)
    line.placing.not_hire(line.asks(second), NotHiredReason.ANOTHER_WAS_CHOSEN)
    line.accept(third)
    engine.dispose()

    downgrade(url, "0006")
    assert not {"placements", "follow_ups", "commands"} & tables(url)
    engine = open_engine(url)
    with engine.connect() as connection:
        told = connection.exec_driver_sql(
            "SELECT action, actor, reason FROM decisions WHERE action IN ('hire', 'not_hire')"
        )
        assert set(told) == {("hire", "employer", None), ("not_hire", "linkworker", None)}
    engine.dispose()

    upgrade(url)
    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        history = unit.suggestions.history(second)
        assert unit.rooms.get("O1").slots_taken == 1
    assert history[2].mode is AnswerMode.PHONE
    assert history[-1].reason is NotHiredReason.ANOTHER_WAS_CHOSEN
    engine.dispose()


def test_who_is_in_line_already_holds_a_slot_after_the_upgrade(url):
    upgrade(url)
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    line = Line(unit_of_work_factory(engine, DEMO))
    first, second, third = line.put(3, own())
    line.confirm(first)
    line.confirm(second)
    line.review.decline(third, by="Bo", seen_version=0, reason=DeclineReason.TOO_FAR)
    engine.dispose()

    downgrade(url, "0006")
    upgrade(url)

    engine = open_engine(url)
    line = Line(unit_of_work_factory(engine, DEMO))
    assert line.room().slots_taken == 2
    with line.units() as unit:
        [declined] = unit.suggestions.history(third)
    assert (declined.reason, declined.by) == (DeclineReason.TOO_FAR, "Bo")
    line.check()
    engine.dispose()


def test_the_last_moves_of_before_are_taken_over(url):
    upgrade(url)
    fill(url)
    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO, write=True) as unit:
        confirmed = SUGGESTED.move(ConceptMove.CONFIRM, by="Anna", at=NOON)
        unit.occupations.save(confirmed, ConceptMove.CONFIRM)
        unit.commit()
    engine.dispose()

    downgrade(url, "0004")
    upgrade(url)

    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        [last] = unit.occupations.moves("O1")
        assert last == moved(confirmed, ConceptMove.CONFIRM, "Anna", NOON)
        assert unit.concepts.moves("P001") == ()
    engine.dispose()


def test_prices_come_and_go_with_their_version_and_runs_keep_what_else_they_have(url):
    prices = SpreadPrices(NOON, "Bo", 0.9, SpreadBy.PLACES, 10, 3, 7, {OpeningId("O1"): 0.1 + 0.2})
    run = Run(RunId("r1"), RunKind.TEXT, NOON, "Anna", "h", "e", "i", "w", 7, 10)
    inputs = RunInputs(NOON.date(), (), (OPENING,), "ladders", "1.0", prices=prices)

    def use(engine):
        with SqlUnitOfWork(engine, DEMO, write=True) as unit:
            unit.prices.use(prices)
            unit.commit()

    upgrade(url)
    fill(url)
    engine = open_engine(url)
    use(engine)
    with SqlUnitOfWork(engine, DEMO, write=True) as unit:
        unit.suggestions.add(run, ())
        unit.inputs.keep(run.id, inputs)
        unit.commit()
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.inputs.of(run.id) == inputs
    engine.dispose()

    downgrade(url, "0021")
    assert not {"spread_prices", "spread_opening_prices"} & tables(url)
    upgrade(url)

    engine = open_engine(url)
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.inputs.of(run.id) == replace(inputs, prices=None)
        assert unit.prices.in_use() is None
    use(engine)
    with SqlUnitOfWork(engine, DEMO) as unit:
        assert unit.prices.in_use() == prices
    engine.dispose()


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
