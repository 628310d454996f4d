"""L26, L27: every column of the database has an answer, and some may not be there at all."""

from __future__ import annotations

from matcher.domain.column_register import Secrecy, is_forbidden
from matcher.interchange.column_register import read_column_register
from matcher.persistence.erasure import IMPORTED, RUNS, tables_of_people
from matcher.persistence.rows import columns_there
from matcher.settings import shared_path

REGISTER = read_column_register(shared_path("data", "register", "columns.yaml"))
# What the register has of people beside their own tables: those who work with them, and pseudonyms.
OF_STAFF = {"actor", "by", "contact"}
PSEUDONYMS = {"subject"}
ABOUT_STAFF = {
    *("users", "memberships", "covers", "one_time_codes", "api_tokens", "employer_contacts"),
}


def test_every_column_is_registered_and_every_entry_has_its_column():
    assert REGISTER.faults(columns_there()) == []
    assert len(REGISTER.columns) == len(columns_there()) > 200


def test_a_new_column_fails_until_it_is_registered():
    there = columns_there() | {("participants", "shoe_size")}

    assert REGISTER.faults(there) == [
        "participants.shoe_size is not in the register. Say there what it is for."
    ]


def test_an_entry_without_a_column_fails():
    there = columns_there() - {("runs", "seed")}

    assert REGISTER.faults(there) == [
        "runs.seed is in the register and not in the database. Take it out."
    ]


def test_no_column_there_is_is_taken_for_one_of_these():
    assert [name for pair in columns_there() for name in pair if is_forbidden(name)] == []


def test_what_is_about_a_person_goes_with_the_person():
    """A deletion reaches every table that the register says is about somebody's case."""
    erased = {table.name for table in (*tables_of_people(), RUNS, IMPORTED)}
    of_cases = {
        one.table
        for one in REGISTER.columns
        if one.personal and one.secrecy in {Secrecy.CASE, Secrecy.HEALTH}
    }

    assert of_cases == erased


def test_the_rest_about_people_is_who_did_something():
    others = {
        one.column
        for one in REGISTER.columns
        if one.personal and one.secrecy is not Secrecy.CASE and one.table not in ABOUT_STAFF
    }

    assert others == OF_STAFF | PSEUDONYMS
