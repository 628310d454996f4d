"""The flow report on a page: rounded, with what each figure means."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from functional.web_programme import build
from openpyxl import load_workbook

from matcher.domain.ids import ParticipantCode
from matcher.domain.importing import IncomingParticipant
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.role import Role
from web.areas.planning import views


@pytest.fixture
def programme(tmp_path):
    """Eleven people came with a list, and nobody has got a job."""
    made = build(tmp_path)
    with made.services.units() as unit:
        known = unit.participants.get(ParticipantCode("P001"))
    people = [
        IncomingParticipant(replace(known, code=ParticipantCode(f"P{number}")), frozenset())
        for number in range(100, 111)
    ]
    plan = made.services.intake.plan_participants(people)
    made.services.intake.apply(plan, by="Anna Ek", file="people.csv")
    made.sign("Pia Holm", Role.PLANNER)
    return made


def table(page):
    body = re.search(r'<table class="table" id="flow">(.*?)</table>', page, re.DOTALL)[1]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in cells]


def test_counts_are_rounded_and_each_figure_opens_what_it_means(programme, monkeypatch):
    monkeypatch.setattr(views, "WAIT_S", 120.0)
    page = programme.get("/planning/flow").text
    rows = {row[0]: row[1:] for row in table(page)}

    assert "10" in rows["Entries"]
    assert "11" not in rows["Entries"]
    assert set(rows["More hours"]) == {"not recorded yet"}
    for anchor in re.findall(r'href="#(means-\w+)"', page):
        assert f'<dt id="{anchor}">' in page
    assert 'href="/planning/flow"' in programme.get("/planning").text


def test_files_have_the_same_cells_as_the_page(programme):
    rows = table(programme.get("/planning/flow").text)

    raw = programme.get("/planning/flow.csv").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(raw), delimiter=";")) == rows
    book = load_workbook(io.BytesIO(programme.get("/planning/flow.xlsx").data))
    assert [list(row) for row in book.active.values] == rows
    assert programme.get("/planning/flow.pdf").status_code == 404


@pytest.mark.parametrize(
    ("lang", "said"), [("sv", "Började i programmet"), ("ar", "الملتحقون بالبرنامج")]
)
def test_it_is_in_the_language_of_the_reader(programme, lang, said):
    assert said in programme.get("/planning/flow", lang).text


@pytest.mark.parametrize("role", [one for one in ACCOUNT_ROLES if one is not Role.PLANNER])
def test_nobody_else_finds_it(tmp_path, role):
    programme = build(tmp_path)
    employer = "E01" if role is Role.EMPLOYER else None
    programme.services.accounts.invite(f"The {role}", role, by="chief", employer=employer)
    other = programme.another_browser(f"The {role}")
    nothing = other.get("/nowhere").data

    assert {other.get(path).data for path in ("/planning/flow", "/planning/flow.csv")} == {nothing}
