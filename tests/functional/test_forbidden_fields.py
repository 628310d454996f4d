"""Forbidden fields hold values of their own, and are looked for wherever something can be read."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from functional.marked_commands import NOT_RUN, Printed, all_commands, run_everything
from functional.marked_forms import TYPED, field_names, fill_in_every_form, send_nonsense
from functional.marked_office import Office, marked_office
from functional.marked_table import HERSELF, MAY_PRINT, MAY_SEE, TOLD_CODE
from functional.marked_values import HERS, LIST_NAME, MARKS
from functional.marked_viewers import (
    Seen,
    Viewer,
    browser,
    look_at_everything,
    marks_in,
    session_of,
    viewers,
)
from sqlalchemy import text as sql

from matcher.interchange.column_register import read_column_register
from matcher.settings import shared_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


KEPT_NOWHERE = frozenset(
    {"personal number", "name", "phone", "e-mail", "address", "birth year", "sex", "country"}
)
ANSWERS = {
    "decisions",
    "follow_ups",
    "participant_unwanted_steps",
    "permissions",
    "responses",
    "rounds",
    "suggestions",
    "workplace_answers",
}
"""Tables in which the answers of people stand."""


class Lines(logging.Handler):
    """Keeps every line that is logged, whatever its level, with its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@dataclass(frozen=True)
class Everything:
    """What was to be read: pages, answers to wrong input, prints of commands, and the log."""

    office: Office
    pages: Seen
    wrong: Seen
    printed: Printed
    logged: list[str]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    """Build once, let everybody look, then type nonsense, then run every command."""
    lines, root = Lines(), logging.getLogger()
    level = root.level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    office = marked_office(tmp_path_factory.mktemp("marked"))
    pages, wrong = Seen(), Seen()
    look_at_everything(office, pages)
    wrong.pages = pages.pages
    # Before forms are sent: what they say may end accounts.
    _provoke_errors(office, wrong)
    fill_in_every_form(office, wrong)
    send_nonsense(office, wrong)
    with pytest.MonkeyPatch.context() as patch:
        printed = run_everything(office, tmp_path_factory.mktemp("written"), patch)
    yield Everything(office, pages, wrong, printed, lines.lines)
    root.removeHandler(lines)
    root.setLevel(level)


def _provoke_errors(office: Office, seen: Seen) -> None:
    """Ask for a broken page, send too much, try too often, and come without a token."""
    anna = next(one for one in viewers(office) if one.name == "LinkWorker")
    client = browser(office, session_of(office, anna))
    app = office.programme.app

    def broken() -> str:
        with office.programme.services.units(write=True) as unit:
            unit._connection.execute(
                sql("INSERT INTO participants (code, municipality) VALUES (:code, :told)"),
                {"code": HERS, "told": f"qxtold {TYPED}"},
            )
        return ""

    whole = app.view_functions["tour.stops"]
    app.view_functions["tour.stops"] = broken
    seen.add(anna, "GET a broken page", client.get("/tour"))
    app.view_functions["tour.stops"] = whole
    large = {"q": "x", "text": TYPED * 10_000}
    seen.add(anna, "POST too much", client.post(f"/people/{HERS}/decline", data=large))
    for _ in range(12):
        seen.add(anna, "POST /sign-in", client.post("/sign-in", data={"login": TYPED}))
    app.config["WTF_CSRF_ENABLED"] = True
    seen.add(anna, "POST without a token", client.post("/language", data={"lang": TYPED}))
    app.config["WTF_CSRF_ENABLED"] = False


def unexpected(seen: Seen) -> list[str]:
    """Return what was seen by somebody who may not, a line each."""
    return [
        f"{viewer} sees {name!r} at {where}"
        for (name, viewer), where in sorted(seen.marks.items())
        if viewer not in MAY_SEE[name]
    ]


def test_every_marked_field_and_every_viewer_is_in_the_table(everything):
    known = {viewer.name for viewer in viewers(everything.office)}

    assert set(MAY_SEE) == set(MARKS)
    assert {viewer for who in MAY_SEE.values() for viewer in who} <= known


def test_no_page_shows_anybody_what_the_table_does_not_name(everything):
    assert unexpected(everything.pages) == []


def test_whatever_the_table_names_is_seen_so_that_looking_proves_something(everything):
    seen = {name: set() for name in MARKS}
    for name, viewer in everything.pages.marks:
        seen[name].add(viewer)

    assert {name: set(who) - seen[name] for name, who in MAY_SEE.items() if who - seen[name]} == {}


def test_wrong_and_careless_input_shows_no_more(everything):
    assert unexpected(everything.wrong) == []
    wanted = {200, 303, 400, 404, 409, 413, 422, 429, 500}
    assert wanted <= {int(one) for one in everything.wrong.statuses}
    assert {"note", "contact", "login", "door", "q", "reason"} <= field_names()


def test_addresses_and_file_names_hold_codes_at_most(everything):
    for seen in (everything.pages, everything.wrong):
        for address, where in seen.in_addresses.items():
            assert marks_in(address) <= {
                "her code",
                "another's code",
                "protected code",
            }, f"{address} in {where}"
            assert not {name for name in TOLD_CODE | {HERSELF} if where.startswith(f"{name}:")}


def test_an_employer_learns_no_score_no_place_and_of_nobody_else(everything):
    never = KEPT_NOWHERE | {
        "her score",
        "reasons about her",
        "her place",
        "her telling",
        "her own claim",
        "another's code",
        "protected code",
        "note about her",
        "her answer",
    }
    employers = {*TOLD_CODE, "employer, taken back", "whoever posts a job", "employer"}
    for seen in (everything.pages, everything.wrong):
        assert [one for one in seen.marks if one[0] in never and one[1] in employers] == []


def test_every_command_is_run_or_named_with_its_reason(everything):
    run = set(everything.printed.marks)

    assert run | set(NOT_RUN) == all_commands()
    assert not run & set(NOT_RUN)


def test_no_command_prints_or_writes_what_the_table_does_not_name(everything):
    more = {
        name: marks - MAY_PRINT.get(name, frozenset())
        for name, marks in everything.printed.marks.items()
    }

    assert {name: marks for name, marks in more.items() if marks} == {}
    less = {
        name: marks - everything.printed.marks[name]
        for name, marks in MAY_PRINT.items()
        if marks - everything.printed.marks[name]
    }
    assert less == {}
    usage = [one for one in everything.printed.refused if "Usage:" in one]
    assert usage == []


def test_the_log_names_nobody(everything):
    for event in ("unexpected error", "IntegrityError", "ratelimit 10 per 15 minute"):
        assert [line for line in everything.logged if event in line], event
    assert [line[:300] for line in everything.logged if marks_in(line)] == []


def test_what_is_kept_nowhere_is_in_no_row_and_no_file_name(everything):
    home = everything.office.programme.services.settings.home
    found = [
        f"{table}: {marks_in(str(row)) & KEPT_NOWHERE}"
        for table, row in _rows(everything.office.programme.services.settings.database_file)
        if marks_in(str(row)) & KEPT_NOWHERE
    ]

    assert found == []
    assert [path for path in home.rglob("*") if marks_in(path.name) & KEPT_NOWHERE] == []
    assert marks_in(LIST_NAME) == {"personal number"}


def _rows(file: Path) -> Iterator[tuple[str, object]]:
    with closing(sqlite3.connect(file)) as link:
        tables = link.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in link.execute(f'SELECT * FROM "{table}"'):  # noqa: S608
                yield table, row


def test_answers_leave_in_no_export_to_others():
    register = read_column_register(shared_path("data", "register", "columns.yaml"))

    leaving = {one.name for one in register.columns if one.table in ANSWERS and one.exports}
    assert leaving == set()
    assert {one.table for one in register.columns} >= ANSWERS


def test_a_leak_is_found(everything):
    """The rule finds what it looks for: a page with a marked field, for somebody it is not for."""
    seen, app = Seen(), everything.office.programme.app
    page = app.response_class("<a href='/x?n=qxnote'>Qxtold, 811218-9876 and 0,7319</a>")

    seen.add(Viewer("planner"), "GET /x", page)

    assert {name for name, _ in seen.marks} == {
        "note about her",
        "her telling",
        "personal number",
        "her score",
    }
    assert len(unexpected(seen)) == 4
    assert list(seen.in_addresses) == ["/x?n=qxnote"]
    assert HTTPStatus.OK in seen.statuses
