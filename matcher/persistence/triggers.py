"""What the database itself refuses, written once for both databases.

A rule is kept as SQLite writes it. PostgreSQL wants the same as a function of the rule's name and
a trigger that calls it; there a refusal is an integrity error too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import DDL, event

from matcher.persistence.base import Base

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

_RULE = re.compile(
    r"(?P<when>(?:BEFORE|AFTER) .+?) ON (?P<table>\w+)\s+"
    r"(?:WHEN (?P<condition>.+?)\s+)?BEGIN (?P<act>.+?;) END",
    re.DOTALL,
)
_REFUSE = re.compile(r"SELECT RAISE\(ABORT,\s*('[^']*')\);")
_DAY = re.compile(r"substr\(NEW\.(\w+), 1, 10\)")
_IS_NOT = re.compile(r"\bIS NOT (?!NULL\b)")
_IS = re.compile(r"\bIS (?!NOT\b|NULL\b|DISTINCT\b)")


def create_trigger(name: str, rule: str, dialect: str) -> tuple[str, ...]:
    """Return the statements that make a rule.

    Parameters
    ----------
    name
        Of the rule.
    rule
        ``BEFORE UPDATE ON things WHEN ... BEGIN SELECT RAISE(ABORT, 'why'); END``.
    dialect
        ``sqlite`` or ``postgresql``.

    >>> rule = "BEFORE DELETE ON logs BEGIN SELECT RAISE(ABORT, 'logs stay'); END"
    >>> print(create_trigger("logs_stay", rule, "postgresql")[1])
    CREATE TRIGGER logs_stay BEFORE DELETE ON logs FOR EACH ROW EXECUTE FUNCTION logs_stay()
    """
    if dialect != "postgresql":
        return (f"CREATE TRIGGER {name}\n{rule}",)
    found = _RULE.fullmatch(rule.strip())
    if found is None:
        raise ValueError(f"{name} is not written as a rule: {rule}")
    act = _REFUSE.sub(r"RAISE EXCEPTION USING MESSAGE = \1, ERRCODE = '23000';", found["act"])
    if found["condition"]:
        act = f"IF {_compared(found['condition'])} THEN {act} END IF;"
    # What comes before a deletion goes on with the old row: there is no new one.
    row = "OLD" if "DELETE" in found["when"] else "NEW"
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $rule$\n"
        f"BEGIN {act} RETURN {row}; END $rule$"
    )
    stands = f"ON {found['table']} FOR EACH {{}} EXECUTE FUNCTION {name}()"
    made = [function, f"CREATE TRIGGER {name} {found['when']} {stands.format('ROW')}"]
    if found["when"] == "BEFORE DELETE" and not found["condition"]:
        whole = f"CREATE TRIGGER {name}_at_once BEFORE TRUNCATE {stands.format('STATEMENT')}"
        made.append(whole)
    return tuple(made)


def drop_trigger(name: str, dialect: str) -> str:
    """Return the statement that takes a rule away; with its table it goes by itself.

    >>> drop_trigger("logs_stay", "postgresql")
    'DROP FUNCTION logs_stay() CASCADE'
    """
    return f"DROP FUNCTION {name}() CASCADE" if dialect == "postgresql" else f"DROP TRIGGER {name}"


def make_rules(connection: Connection, rules: Mapping[str, str]) -> None:
    """Make rules on tables that are there."""
    for name, rule in rules.items():
        for statement in create_trigger(name, rule, connection.dialect.name):
            connection.exec_driver_sql(statement)


def drop_rules(connection: Connection, rules: Iterable[str]) -> None:
    """Take rules away, by name."""
    for name in rules:
        connection.exec_driver_sql(drop_trigger(name, connection.dialect.name))


def add_triggers(rules: Mapping[str, str]) -> None:
    """Make rules whenever the tables of the metadata are made.

    With the last of the tables, so that every table that a rule reads is there.
    """
    for name, rule in rules.items():
        for dialect in ("sqlite", "postgresql"):
            for statement in create_trigger(name, rule, dialect):
                made = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
                event.listen(Base.metadata, "after_create", made)


def _compared(condition: str) -> str:
    """Return a condition in PostgreSQL's words: comparisons that know null, days of moments."""
    condition = condition.replace(".by ", '."by" ').replace(".by\n", '."by"\n')
    condition = _DAY.sub(r"(NEW.\1 AT TIME ZONE 'UTC')::date", condition)
    return _IS.sub("IS NOT DISTINCT FROM ", _IS_NOT.sub("IS DISTINCT FROM ", condition))
