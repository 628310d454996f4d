"""Every column of every kind of row that is ever written, changed one after the other."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from audit_of_each_kind import entries
from sqlalchemy.engine import make_url

from matcher import domain
from matcher.domain.audit import AuditEvent, verify
from matcher.persistence.audit_rows import TRIGGERS

pytestmark = pytest.mark.sqlite


COLUMNS = tuple("organisation_id" if n == "organisation" else n for n in AuditEvent._fields)


def verdict(units):
    with units() as unit:
        return verify(unit.audit.events(), unit.audit.head())


def modules_of_the_domain():
    """Every module in which something may say what the audit log says."""
    return [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}.")
    ]


def test_there_is_a_row_of_every_kind(make):
    makers = {
        name
        for module in modules_of_the_domain()
        for name, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__
        and not name.startswith("_")
        and inspect.signature(made).return_annotation == "AuditEntry"
        # What only adds to an entry makes none.
        and "entry" not in inspect.signature(made).parameters
    }

    assert set(entries(make)) == makers
    actions = [entry.action for entry in entries(make).values()]
    assert len(set(actions)) == len(actions)


@pytest.fixture
def filled(units, make, engine, database_url):
    """A row of every kind, and the file as somebody has it who owns it: nothing refuses."""
    listed = entries(make)
    with units(write=True) as unit:
        unit.participants.put([make.person("P001")])
        for entry in listed.values():
            unit.audit.append(entry)
        unit.commit()
    engine.dispose()
    with closing(sqlite3.connect(Path(make_url(database_url).database))) as connection:
        # A thousand small changes: none of them has to outlive the power.
        connection.execute("PRAGMA synchronous = OFF")
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        connection.commit()
        yield connection, list(listed)


def test_a_changed_byte_in_any_column_of_any_kind_of_row_is_found_and_named(units, filled):
    connection, kinds = filled
    assert verdict(units).rows == len(kinds)

    missed = []
    for row, kind in enumerate(kinds, start=1):
        for column in COLUMNS:
            old = connection.execute(
                f"SELECT {column} FROM audit_events WHERE sequence = {row}"  # noqa: S608
            ).fetchone()[0]
            for new in changed_bytes(old):
                change(connection, column, row, new)
                found = verdict(units)
                if found.first_broken != row or str(row) not in (found.why or ""):
                    missed.append((kind, column, old, new, found))
                change(connection, column, row if column != "sequence" else new, old)
    assert missed == []
    assert verdict(units).ok


def changed_bytes(old):
    """Yield the value with its first, middle and last byte another; a missing one with a byte."""
    if old is None:
        return ["x"]
    if isinstance(old, int):
        return [old + 1000]
    places = sorted({0, len(old) // 2, max(len(old) - 1, 0)})
    return [old[:at] + ("#" if old[at : at + 1] != "#" else "%") + old[at + 1 :] for at in places]


def change(connection, column, row, value):
    of_row = f"UPDATE audit_events SET {column} = ? WHERE sequence = ?"  # noqa: S608
    connection.execute(of_row, (value, row))
    connection.commit()


@pytest.mark.parametrize(("column", "value"), [("rows", 1), ("hash", "0" * 64)])
def test_a_changed_head_is_found_too(units, filled, column, value):
    connection, _ = filled
    connection.execute(f"UPDATE audit_heads SET {column} = ?", (value,))  # noqa: S608
    connection.commit()

    assert not verdict(units).ok
