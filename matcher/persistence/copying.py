"""Every row of a database into another one, of the same kind or of the other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from matcher.errors import ChecksumMismatch, InputError
from matcher.persistence.copy_in import copy_in
from matcher.persistence.database import open_engine, refuse_lost_rows, upgrade
from matcher.persistence.postgresql import take_your_time
from matcher.persistence.rows import RULES, Base
from matcher.persistence.transactions import for_writing
from matcher.persistence.triggers import drop_rules, make_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Connection, Table

    Progress = Callable[[int, int], None]

AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """What stands in both databases now.

    Parameters
    ----------
    rows
        How many.
    sha256
        Over all of them in the order of their keys; equal in both.
    """

    rows: int
    sha256: str


def copy_all_rows(
    source: str, target: str, *, replace: bool = False, progress: Progress = lambda *_: None
) -> dict[str, CopiedTable]:
    """Copy all rows from one database to another, and look at each again in both.

    The source is read at one moment, while others go on writing. The target is brought to the
    newest schema and filled in one transaction: wholly or not at all.

    Parameters
    ----------
    source, target
        URLs; the source at the newest schema.
    replace
        Take the rows out that the target holds; otherwise it must be empty.
    progress
        Called with rows done and rows in all; each row is done twice, once for the second look.

    Raises
    ------
    InputError
        The target holds rows.
    ChecksumMismatch
        A row of the target is not what was copied.
    """
    upgrade(target)
    from_engine, to_engine = open_engine(source), open_engine(target, foreign_keys=False)
    tables = Base.metadata.sorted_tables
    try:
        with from_engine.connect() as here, to_engine.connect() as there:
            here.begin()
            take_your_time(here)
            counts = {table.name: _count(here, table) for table in tables}
            step = _Steps(progress, 2 * sum(counts.values()))
            with for_writing(there).begin():
                take_your_time(there)
                drop_rules(there, RULES)
                for table in reversed(tables):
                    _empty(there, table, replace=replace)
                for table in tables:
                    _fill(there, table, step.each(_rows(here, table)))
                make_rules(there, RULES)
                refuse_lost_rows(there)
                return {table.name: _compared(here, there, table, step) for table in tables}
    finally:
        from_engine.dispose()
        to_engine.dispose()


class _Steps:
    """Counts rows and says so now and then."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def each(self, rows: Iterator[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        for row in rows:
            self._done += 1
            if self._done % AT_ONCE == 0 or self._done == self._total:
                self._progress(self._done, self._total)
            yield row


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _empty(connection: Connection, table: Table, *, replace: bool) -> None:
    if replace:
        connection.execute(table.delete())
    elif _count(connection, table):
        raise InputError(
            f"The database holds rows already (in {table.name}); they are as before. Copy to a "
            "new one."
        )


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    statement = select(table).order_by(*table.primary_key.columns)
    yield from connection.execute(statement.execution_options(yield_per=AT_ONCE))


def _fill(connection: Connection, table: Table, rows: Iterator[Sequence[Any]]) -> None:
    names = [column.name for column in table.columns]
    if connection.dialect.name == "postgresql":
        # One statement: a row may name one of the same table that comes after it.
        copy_in(connection, table, names, rows)
        return
    part: list[dict[str, Any]] = []
    for row in rows:
        part.append(dict(zip(names, row, strict=True)))
        if len(part) == AT_ONCE:
            connection.execute(insert(table), part)
            part = []
    if part:
        connection.execute(insert(table), part)


def _compared(here: Connection, there: Connection, table: Table, step: _Steps) -> CopiedTable:
    digest, number = hashlib.sha256(), 0
    for mine, theirs in zip_longest(step.each(_rows(here, table)), _rows(there, table)):
        number += 1
        if mine is None or theirs is None or tuple(mine) != tuple(theirs):
            raise ChecksumMismatch(
                f"Row {number} of {table.name} is not what was copied. Nothing was changed; the "
                "database that was copied is as before. Stop what writes to either database, and "
                "copy again."
            )
        digest.update(repr(tuple(mine)).encode("utf-8", "surrogatepass"))
    return CopiedTable(number, digest.hexdigest())
