"""What costs each test time and comes out the same in all of them is done once for a run.

A test has an application and a database of its own. Most of what that takes is making again what
the last test made: the functions that write the addresses of 270 routes, the SQL of the same
statements, and the ladders in the same files. All depend on nothing that a test can change.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import sqlalchemy
from werkzeug.routing.rules import Rule

from matcher.interchange import ladder_file
from matcher.persistence import sqlite_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine

    from matcher.domain.ladder import Ladder


def read_ladders_once() -> None:
    """Have whoever reads a ladder file get what the last one read of the same bytes."""
    read: dict[tuple[str, bytes], Ladder] = {}
    original = ladder_file.read_ladder

    @wraps(original)
    def once(path: Path) -> Ladder:
        key = (path.name, path.read_bytes() if path.is_file() else b"")
        if key not in read:
            read[key] = original(path)
        return read[key]

    ladder_file.read_ladder = once


def write_addresses_once() -> None:
    """Have applications share the functions that write an address of the same rule."""
    compiled: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}
    original = Rule._compile_builder

    @wraps(original)
    def once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (rule.rule, append_unknown, tuple(rule._trace), repr(rule.defaults))
        if key not in compiled:
            compiled[key] = original(rule, append_unknown)
        return compiled[key]

    Rule._compile_builder = once  # type: ignore[method-assign]


def write_statements_once() -> None:
    """Have engines of SQLite files share the SQL they were written as."""
    first: list[Engine] = []

    @wraps(sqlalchemy.create_engine)
    def shared(*arguments: Any, **options: Any) -> Engine:
        engine = sqlalchemy.create_engine(*arguments, **options)
        first.append(engine)
        del first[1:]
        # Statements are kept by engine and by dialect, so both are those of the first.
        engine.dialect = engine.pool._dialect = first[0].dialect
        engine._compiled_cache = first[0]._compiled_cache
        return engine

    sqlite_database.create_engine = shared
