"""Whether a server can keep vectors, and what is said when it cannot."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
import servers
from sqlalchemy import text
from sqlalchemy.engine import make_url

from matcher.domain.ids import OrganisationId
from matcher.errors import SettingsError
from matcher.indexing import pgvector_tables
from matcher.indexing.pgvector_tables import (
    VectorTable,
    has_graph,
    make_graph,
    make_table,
    require_extension,
    tables_of,
)
from matcher.persistence.connections import Connections
from matcher.persistence.database import open_engine
from matcher.persistence.postgresql import prepare_schema

if TYPE_CHECKING:
    from pgvectors import PgIndexes

DROP_ROLE = "DROP ROLE IF EXISTS without_rights"


@pytest.fixture
def url(pg_indexes: PgIndexes | None) -> str:
    if pg_indexes is None:
        pytest.skip("is on a server: pytest --database postgresql")
    return servers.empty()


@pytest.fixture
def connections(url):
    engine = open_engine(url)
    prepare_schema(engine, url)
    yield Connections(engine, OrganisationId("ours"))
    engine.dispose()


def version(connections: Connections) -> str | None:
    with connections.reading() as connection:
        return connection.exec_driver_sql(
            "SELECT extversion FROM pg_extension WHERE extname = 'vector'"
        ).scalar()


def test_the_extension_is_made_where_that_is_allowed(connections):
    for _ in range(2):
        with connections.writing() as connection:
            require_extension(connection)
    assert version(connections) is not None


def test_both_programmes_of_a_database_find_it(connections, url):
    with connections.writing() as connection:
        require_extension(connection)
    other = make_url(url).update_query_dict({"schema": "demo"}).render_as_string(False)
    engine = open_engine(other)
    prepare_schema(engine, other)
    second = Connections(engine, OrganisationId("ours"))
    with second.writing() as connection:
        require_extension(connection)
        make_table(connection, VectorTable("things", 3))
    with connections.reading() as connection:
        assert tables_of(connection) == []
    engine.dispose()


def test_a_server_without_it_says_what_to_install(connections, monkeypatch):
    monkeypatch.setattr(pgvector_tables, "EXTENSION", "not_there")
    with (
        pytest.raises(SettingsError, match=r"has no pgvector.*leave STEGVIS_INDEX out"),
        connections.writing() as connection,
    ):
        require_extension(connection)


def test_one_that_is_too_old_is_refused(connections, monkeypatch):
    monkeypatch.setattr(pgvector_tables, "LEAST_VERSION", (99, 1))
    with (
        pytest.raises(SettingsError, match="ALTER EXTENSION vector UPDATE"),
        connections.writing() as connection,
    ):
        require_extension(connection)


def test_one_in_a_schema_of_its_own_is_refused(connections):
    with connections.writing() as connection:
        connection.exec_driver_sql("CREATE SCHEMA aside")
        connection.exec_driver_sql("CREATE EXTENSION vector SCHEMA aside")
    with (
        pytest.raises(SettingsError, match=r"schema aside.*SET SCHEMA public"),
        connections.writing() as connection,
    ):
        require_extension(connection)


def test_who_may_not_make_it_is_told_whom_to_ask(connections, url):
    with connections.writing() as connection:
        connection.exec_driver_sql(DROP_ROLE)
        connection.exec_driver_sql("CREATE ROLE without_rights LOGIN")
        connection.exec_driver_sql("GRANT USAGE ON SCHEMA stegvis TO without_rights")
    theirs = make_url(url).set(username="without_rights").render_as_string(hide_password=False)
    engine = open_engine(theirs)
    with (
        pytest.raises(SettingsError, match="Ask who runs the server"),
        Connections(engine, OrganisationId("ours")).writing() as connection,
    ):
        require_extension(connection)
    engine.dispose()
    assert version(connections) is None
    with connections.writing() as connection:
        connection.exec_driver_sql("REVOKE ALL ON SCHEMA stegvis FROM without_rights")
        connection.exec_driver_sql(DROP_ROLE)


def test_two_who_make_one_table_at_once_both_succeed(connections):
    with connections.writing() as connection:
        require_extension(connection)
    failed = []

    def make():
        try:
            # Writers of one organisation wait for each other; these are of two.
            one = Connections(connections._engine, OrganisationId(threading.current_thread().name))
            with one.writing() as connection:
                make_table(connection, VectorTable("things", 3))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with connections.reading() as connection:
        assert tables_of(connection, "things") == ["vectors_things_3"]


@pytest.fixture
def graph_of(connections):
    """Make a table, and its graph as often as it is called."""

    def made(dimension: int) -> VectorTable:
        table = VectorTable("things", dimension)
        with connections.writing() as connection:
            require_extension(connection)
            make_table(connection, table)
        for _ in range(2):
            with connections.alone() as connection:
                make_graph(connection, table)
        return table

    return made


def test_a_graph_is_made_once(connections, graph_of):
    table = graph_of(3)
    with connections.reading() as connection:
        assert has_graph(connection, table)
        assert not has_graph(connection, VectorTable("others", 3))


def test_very_long_vectors_have_no_graph(connections, graph_of):
    table = graph_of(4_001)
    with connections.reading() as connection:
        assert not has_graph(connection, table)


def test_a_graph_that_was_not_finished_is_made_again(connections, graph_of):
    table = graph_of(3)
    with connections.writing() as connection:
        connection.execute(
            text("UPDATE pg_index SET indisvalid = false WHERE indexrelid = to_regclass(:graph)"),
            {"graph": table.graph},
        )
    with connections.reading() as connection:
        assert not has_graph(connection, table)

    graph_of(3)

    with connections.reading() as connection:
        assert has_graph(connection, table)


def test_whoever_gets_the_connection_next_has_the_usual_limits(connections, graph_of):
    def limits(connection) -> list[str]:
        asked = ("statement_timeout", "maintenance_work_mem", "search_path", "lock_timeout")
        return [connection.exec_driver_sql(f"SHOW {one}").scalar() for one in asked]

    with connections.reading() as connection:
        before = limits(connection)
    graph_of(3)
    for _ in range(3):
        with connections.reading() as connection:
            assert limits(connection) == before


@pytest.mark.parametrize("name", ["", "people; DROP", "über", "a-b"])
def test_only_plain_names_become_tables(name):
    with pytest.raises(ValueError, match="cannot be part"):
        VectorTable(name, 3)
