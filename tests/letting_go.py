"""Closes what a command has left open: outside of tests each command is a process of its own."""

from __future__ import annotations

from weakref import WeakSet

from sqlalchemy import Connection, Engine, event

_used: WeakSet[Engine] = WeakSet()


def watch() -> None:
    """Remember every engine that connects."""
    event.listen(Engine, "engine_connect", _remember)


def let_go() -> None:
    """Close the connections of all of them that are not in use; who asks again connects again."""
    for engine in list(_used):
        engine.dispose()
        _used.discard(engine)


def _remember(connection: Connection) -> None:
    _used.add(connection.engine)
