"""A new database at the newest schema, copied: the migrations are run once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from matcher.persistence.database import file_of, upgrade


def new_database(url: str) -> str:
    """Make the SQLite file of a URL, as :func:`upgrade` would, and return the URL."""
    path = file_of(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_template())
    return url


@cache
def _template() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "new.db")
        upgrade(f"sqlite:///{path}")
        return path.read_bytes()
