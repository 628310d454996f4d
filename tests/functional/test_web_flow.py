"""The flow report on a page: rounded, with what each figure means."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from defusedxml.ElementTree import fromstring
from functional.web_programme import build
from openpyxl import load_workbook

from matcher.bootstrap import now
from matcher.domain.ids import ParticipantCode
from matcher.domain.importing import IncomingParticipant
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.role import Role
from matcher.persistence.bulk import insert_all, table_of
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


def test_what_is_too_few_offers_a_wider_group_that_is_shown(programme):
    """Of two earlier people who came in another quarter the quarter says nothing, the year does."""
    people = [ParticipantCode(f"P{number}") for number in (200, 201)]
    early = now() - timedelta(days=400)
    with programme.services.units(write=True) as unit:
        known = unit.participants.get(ParticipantCode("P001"))
        unit.participants.put([replace(known, code=code) for code in people])
        unit.commit()
    brought(programme, people, early)

    page = programme.get("/planning/flow").text

    offered = re.findall(r'<a href="#([\w-]+)">not shown; see ([^<]+)</a>', page)
    assert ("entries-all", "all together") in offered
    for anchor, _ in offered:
        [shown] = re.findall(rf'<td class="number" id="{anchor}">(.*?)</td>', page)
        assert re.fullmatch(r"\d+", shown), anchor


def brought(programme, codes, at):
    """Note that an import of another day brought some people."""
    with programme.services.units(write=True) as unit:
        batch = {"organisation_id": "demo", "file": "f", "by": "A", "unchanged": 0, "rejected": 0}
        row = {"organisation_id": "demo", "position": 0, "version": 1, "version_before": 0}
        insert_all(
            unit._connection,
            table_of("import_batches"),
            [batch | {"id": "early", "kind": "participants", "at": at, "undone_at": None}],
        )
        insert_all(
            unit._connection,
            table_of("imported_rows"),
            [
                row | {"batch": "early", "key": code, "created": True, "before_image": None}
                for code in codes
            ],
        )
        unit.commit()


def test_a_chart_shows_what_became_of_those_who_entered_and_no_hidden_count(programme):
    page = programme.get("/planning/flow").text
    rows = {row[0]: dict(zip(table(page)[0][1:], row[1:], strict=True)) for row in table(page)}
    [source, text] = re.search(r'<img src="([^"]+)" alt="([^"]+)"', page).groups()

    answer = programme.get(source)

    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    drawn = ["".join(one.itertext()) for one in fromstring(answer.data).iter()]
    whole = rows["Entries"]["all together"]
    for label in ("First job", "At work after 6 months", "Moved up", "Started studies"):
        assert label in drawn
    count = rows["First job"]["all together"]
    assert f"{count} of {whole}" in drawn
    assert text.endswith(f"First job: {count} of {whole}.")


def test_without_a_count_that_is_shown_there_is_no_chart(tmp_path):
    programme = build(tmp_path)
    programme.sign("Pia Holm", Role.PLANNER)

    assert "<img" not in programme.get("/planning/flow").text.partition("<main")[2]
    assert programme.get("/planning/flow/chart.svg").location == "/planning/flow"


def test_a_definition_says_who_sees_the_rows(programme):
    page = programme.get("/planning/flow").text

    means = dict(re.findall(r'<dt id="means-(\w+)">.*?<dd>(.*?)</dd>', page, re.DOTALL))
    assert "whoever is responsible for the people" in means["first_job"]
    assert "seen by LinkWorkers" in means["promised"]
    assert "rows" not in means["more_hours"]


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

    paths = ("/planning/flow", "/planning/flow.csv", "/planning/flow/chart.svg")
    assert {other.get(path).data for path in paths} == {nothing}
