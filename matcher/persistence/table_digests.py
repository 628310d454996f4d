"""Checksums over what tables hold, the same wherever and however the rows lie in the file."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from matcher.domain.backup import TableDigest

if TYPE_CHECKING:
    import sqlite3

REVISIONS = "alembic_version"


def table_digests(link: sqlite3.Connection) -> dict[str, TableDigest]:
    """Return rows and checksum of every table, by name; the schema's own table is left out.

    Two databases with equal digests hold the same rows.
    """
    names = [
        name
        for (name,) in link.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "ORDER BY name"
        )
        if name != REVISIONS
    ]
    return {name: _digest(link, name) for name in names}


def schema_of(link: sqlite3.Connection) -> str | None:
    """Return the revision of a database; ``None`` when it has none."""
    there = link.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (REVISIONS,)
    ).fetchone()
    row = link.execute("SELECT version_num FROM alembic_version").fetchone() if there else None
    return str(row[0]) if row else None


def _digest(link: sqlite3.Connection, name: str) -> TableDigest:
    columns = link.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
    keys = [_quoted(row[1]) for row in sorted(columns, key=lambda row: row[5]) if row[5]]
    listed = [_quoted(row[1]) for row in columns]
    select = f"SELECT {', '.join(listed)} FROM {_quoted(name)} ORDER BY {', '.join(keys or listed)}"  # noqa: S608
    digest, rows = hashlib.sha256(json.dumps(listed).encode()), 0
    for row in link.execute(select):
        digest.update(json.dumps(row, ensure_ascii=True, default=_hexadecimal).encode())
        rows += 1
    return TableDigest(rows, digest.hexdigest())


def _hexadecimal(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"a database holds no {type(value).__name__}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
