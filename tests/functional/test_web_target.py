"""The report on the target on a page: rounded, with definitions, and who sees no rows."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from functional.web_programme import build
from openpyxl import load_workbook

from matcher.bootstrap import now
from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import Participant, ParticipantState
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.role import Role
from matcher.domain.rounds import HowAnswered
from matcher.planning.target.figures import COUNTS

QUARTER = re.compile(r"\d{4}-Q\d")


@pytest.fixture
def programme(tmp_path):
    """Of thirty asked in an earlier quarter twenty say closer; two are asked in this one."""
    made = build(tmp_path)
    services, questions = made.services, made.services.questions
    codes = [ParticipantCode(f"P{number}") for number in range(100, 130)]
    with services.units(write=True) as unit:
        organisation = services.organisation
        unit.participants.put(
            [Participant(organisation, code, state=ParticipantState.ACTIVE) for code in codes]
        )
        unit.commit()
    year = now().date().year
    rounds = questions.ask(date(year - 1, 2, 1), by="Siv", only=codes)
    for number, one in enumerate(rounds[:26]):
        value = 5 if number < 20 else 1
        questions.answer(one.participant, one.id, "closer", value, HowAnswered.SELF)
    for one in questions.ask(now().date(), by="Siv", only=codes[:2]):
        questions.answer(one.participant, one.id, "closer", 1, HowAnswered.SELF)
    made.sign("Pia Holm", Role.PLANNER)
    return made


def table(page):
    body = re.search(r'<table class="table" id="target">(.*?)</table>', page, re.DOTALL)[1]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in cells]


def test_figures_are_those_of_the_report_that_planners_get(programme):
    report = programme.services.target_report.report()

    head, *rows = table(programme.get("/planning/target").text)

    assert [one for one in head[1:] if QUARTER.fullmatch(one)] == list(report.periods[:-1])
    for row, (figure, cells) in zip(rows, report.rows, strict=False):
        assert row[0] == figure.label.en
        for text, cell in zip(row[1:], cells, strict=True):
            hidden = text.startswith("not shown")
            assert hidden if cell.count is None else text == str(cell.count)
    by_name = {row[0]: row[1:] for row in rows}
    assert re.fullmatch(r"\d+ % \(\d+.\d+ %\)", by_name["Closer, of those who answered"][0])
    assert by_name["Target 75 %, of those who answered"][0] in {
        "reached", "not reached", "cannot be said yet",
    }  # fmt: skip


def test_what_is_too_few_offers_all_together_where_that_is_shown(programme):
    page = programme.get("/planning/target").text

    offered = re.findall(r'<a href="#([\w-]+)">not shown; see [^<]+</a>', page)
    assert offered
    for anchor in offered:
        [shown] = re.findall(rf'<td class="number" id="{anchor}">(.*?)</td>', page)
        assert "not shown" not in shown
        assert anchor.endswith("-all")


def test_every_figure_opens_its_definition_which_says_that_no_staff_sees_the_rows(programme):
    page = programme.get("/planning/target").text

    for row in re.findall(r'<th scope="row"><a href="#(means-\w+)"', page):
        assert f'<dt id="{row}">' in page
    assert page.count("shown to nobody on the staff") == len(COUNTS)
    assert not re.search(r"P1[0-2]\d\b", page)


def test_files_have_the_same_cells_as_the_page(programme):
    rows = table(programme.get("/planning/target").text)

    raw = programme.get("/planning/target.csv").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(raw), delimiter=";")) == rows
    book = load_workbook(io.BytesIO(programme.get("/planning/target.xlsx").data))
    assert [list(row) for row in book.active.values] == rows
    assert programme.get("/planning/target.pdf").status_code == 404


def test_before_anybody_takes_part_it_says_what_to_do(tmp_path):
    programme = build(tmp_path, filled=False)
    programme.sign("Pia Holm", Role.PLANNER)

    assert "Nobody takes part yet" in programme.get("/planning/target").text


@pytest.mark.parametrize(
    ("lang", "said"), [("sv", "Känner sig närmare"), ("ar", "يشعرون بأنهم أقرب")]
)
def test_it_is_in_the_language_of_the_reader(programme, lang, said):
    assert said in programme.get("/planning/target", lang).text


@pytest.mark.parametrize("role", [one for one in ACCOUNT_ROLES if one is not Role.PLANNER])
def test_nobody_else_finds_it(tmp_path, role):
    programme = build(tmp_path)
    employer = "E01" if role is Role.EMPLOYER else None
    programme.services.accounts.invite(f"The {role}", role, by="chief", employer=employer)
    other = programme.another_browser(f"The {role}")
    nothing = other.get("/nowhere").data

    paths = ("/planning/target", "/planning/target.csv")
    assert {other.get(path).data for path in paths} == {nothing}
