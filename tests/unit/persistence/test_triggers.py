"""Rules of the database, written once for both."""

from __future__ import annotations

import pytest

from matcher.persistence.triggers import create_trigger

RULE = "BEFORE UPDATE OF state ON things\nWHEN NEW.by IS NOT OLD.by AND NEW.a IS OLD.a\n{}"
REFUSE = "BEGIN SELECT RAISE(ABORT,\n'it stays'); END"


def test_sqlite_gets_the_rule_as_it_is_written():
    rule = RULE.format(REFUSE)
    assert create_trigger("stay", rule, "sqlite") == (f"CREATE TRIGGER stay\n{rule}",)


def test_postgresql_gets_a_function_and_a_trigger():
    function, trigger = create_trigger("stay", RULE.format(REFUSE), "postgresql")

    assert 'IF NEW."by" IS DISTINCT FROM OLD."by" AND NEW.a IS NOT DISTINCT FROM OLD.a' in function
    assert "RAISE EXCEPTION USING MESSAGE = 'it stays', ERRCODE = '23000';" in function
    assert function.endswith("END IF; RETURN NEW; END $rule$")
    assert trigger == (
        "CREATE TRIGGER stay BEFORE UPDATE OF state ON things FOR EACH ROW EXECUTE FUNCTION stay()"
    )


def test_null_and_the_day_of_a_moment_are_compared_as_there():
    rule = (
        "BEFORE INSERT ON things WHEN NEW.a IS NULL OR NEW.b IS NOT NULL"
        " OR p.starts_on <= substr(NEW.at, 1, 10) " + REFUSE
    )
    function = create_trigger("days", rule, "postgresql")[0]

    assert "NEW.a IS NULL OR NEW.b IS NOT NULL" in function
    assert "p.starts_on <= (NEW.at AT TIME ZONE 'UTC')::date" in function


def test_what_is_never_deleted_is_not_emptied_at_once_either():
    made = create_trigger("stay", f"BEFORE DELETE ON things {REFUSE}", "postgresql")

    assert made[2] == (
        "CREATE TRIGGER stay_at_once BEFORE TRUNCATE ON things"
        " FOR EACH STATEMENT EXECUTE FUNCTION stay()"
    )


def test_what_is_no_rule_is_named():
    with pytest.raises(ValueError, match="stay is not written as a rule"):
        create_trigger("stay", "ON things", "postgresql")
