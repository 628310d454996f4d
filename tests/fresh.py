"""A new database at the newest schema, copied: the migrations are run once for all tests.

``pytest --database postgresql`` gives the same tests databases on a PostgreSQL server that is
started for them, and skips those that are about a SQLite file (``@pytest.mark.sqlite``).
"""

from __future__ import annotations

import shutil
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import servers
from sqlalchemy import text

from matcher.persistence.database import on_server, open_engine, upgrade
from matcher.persistence.sqlite_database import file_of
from matcher.persistence.transactions import for_writing
from matcher.persistence.triggers import drop_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Engine

kind = "sqlite"
"""What databases of tests are; set once, before the first test."""

_number = count(1)


def new_database(folder: Path, name: str = "programme") -> str:
    """Make a database as :func:`upgrade` would, and return its URL."""
    if kind == "postgresql":
        return servers.like_new(_template_on_server())
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.db"
    file.write_bytes(_template())
    return f"sqlite:///{file}"


def empty_database(folder: Path) -> str:
    """Return the URL of a database that nobody has brought to a schema yet."""
    if kind == "postgresql":
        return servers.empty()
    return f"sqlite:///{folder / f'empty{next(_number)}.db'}"


def on_a_server(url: str) -> str:
    """Return what the setting for a server's database says; nothing for a file in the home."""
    return url.replace("&schema=demo", "") if on_server(url) else ""


def copied(url: str, folder: Path) -> str:
    """Copy a database that nobody has open, and return the URL of the copy."""
    if on_server(url):
        return servers.copy_of(url)
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{shutil.copy(file_of(url), folder / 'programme.db')}"


def url_of(engine: Engine) -> str:
    """Return the URL that another process opens the same database with."""
    url = engine.url.render_as_string(hide_password=False)
    return f"{url}&schema=demo" if on_server(url) else url


def by_hand(url: str, statement: str, *, rules: Iterable[str] = ()) -> Any:
    """Do what somebody does who owns the database: past the services, and past some of its rules.

    Returns the rows, or how many rows were changed.
    """
    engine = open_engine(url, foreign_keys=False)
    try:
        with engine.connect() as connection, for_writing(connection).begin():
            drop_rules(connection, rules)
            done = connection.execute(text(statement))
            return list(map(tuple, done)) if done.returns_rows else done.rowcount
    finally:
        engine.dispose()


@cache
def _template() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "new.db")
        upgrade(f"sqlite:///{path}")
        return path.read_bytes()


@cache
def _template_on_server() -> str:
    url = f"{servers.lasting()}&schema=demo"
    upgrade(url)
    return url
